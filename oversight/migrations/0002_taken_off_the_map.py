from django.db import migrations
from django.utils import timezone


def date_what_was_taken_off(apps, schema_editor):
    """Occupations that an official took off the map before the map kept the day."""
    cases = apps.get_model("oversight", "WithdrawalCase").objects.filter(map_outcome="removed")
    for case in cases.select_related("group__occupation"):
        occupation = case.group.occupation
        if occupation.taken_off_on is None and occupation.status == "withdrawn":
            occupation.taken_off_on = timezone.localdate(case.map_decided_at)
            occupation.save(update_fields=["taken_off_on"])


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_schema"), ("occupations", "0003_taken_off_the_map")]
    operations = [migrations.RunPython(date_what_was_taken_off, migrations.RunPython.noop)]
