from django.db import migrations, models
from django.db.models import Exists, OuterRef

SAID = models.BooleanField(null=True, blank=True)
AWARDED = models.BooleanField("a body awards professional status", null=True, blank=True)


def forget_what_nobody_said(apps, schema_editor):
    """A "no" was written for every occupation of which nobody had said anything.

    It stays where the export says so of a version, or a group has answered for its occupation.
    """
    Occupation = apps.get_model("occupations", "Occupation")
    StandardVersion = apps.get_model("occupations", "StandardVersion")
    Group = apps.get_model("groups", "Group")
    own = {"occupation": OuterRef("pk")}
    answered = Exists(Group.objects.filter(**own, occupation_confirmed_on__isnull=False))
    versions = StandardVersion.objects.filter(**own)
    exported = Exists(versions.filter(regulated__isnull=False))
    recognised = Exists(versions.exclude(professional_recognition=""))
    Occupation.objects.filter(~answered, ~exported, regulated=False).update(regulated=None)
    Occupation.objects.filter(~answered, ~recognised, professional_status=False).update(professional_status=None)


class Migration(migrations.Migration):
    """Whether an occupation is regulated, and whether a body awards professional status, may be unknown."""

    dependencies = [("occupations", "0005_notes_of_route_officials"), ("groups", "0001_schema")]

    operations = [
        migrations.AlterField("occupation", "regulated", SAID),
        migrations.AlterField("historicaloccupation", "regulated", SAID),
        migrations.AlterField("occupation", "professional_status", AWARDED),
        migrations.AlterField("historicaloccupation", "professional_status", AWARDED),
        migrations.RunPython(forget_what_nobody_said, migrations.RunPython.noop),
    ]
