from django.db import migrations, models


class Migration(migrations.Migration):
    """A file that was refused stands in the list of imports, with the reason."""

    dependencies = [("occupations", "0006_what_nobody_said_is_unknown")]

    operations = [
        migrations.AddField(
            "importrun",
            "refused_because",
            models.TextField(blank=True, db_default="", help_text="Why nothing of the file was taken"),
        ),
    ]
