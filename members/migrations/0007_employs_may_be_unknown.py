from django.db import migrations, models

SAID = models.BooleanField(null=True, blank=True)


class Migration(migrations.Migration):
    """Whether an organisation employs people in the occupation may be unknown: yes, no, or nobody has said."""

    dependencies = [("members", "0006_acceptance_by_the_new_chair")]

    operations = [
        migrations.AlterField("organisation", "employs_in_occupation", SAID),
        migrations.AlterField("historicalorganisation", "employs_in_occupation", SAID),
    ]
