from django.db import migrations, models

SAID = models.BooleanField(
    "competition statement read, or another step taken against anti-competitive activity", null=True, blank=True
)


def forget_what_nobody_recorded(apps, schema_editor):
    """A "no" becomes unrecorded: it was stored for every meeting that is planned, and shown as "Not recorded".

    Nobody could record a "no": the box was ticked or left as it was. No rule answers otherwise.
    """
    apps.get_model("meetings", "Meeting").objects.filter(competition_statement=False).update(competition_statement=None)


class Migration(migrations.Migration):
    """Whether the competition statement was read is yes, no, or not recorded."""

    dependencies = [("meetings", "0004_members_agree_minutes")]

    operations = [
        migrations.AlterField("meeting", "competition_statement", SAID),
        migrations.AlterField("historicalmeeting", "competition_statement", SAID),
        migrations.RunPython(forget_what_nobody_recorded, migrations.RunPython.noop),
    ]
