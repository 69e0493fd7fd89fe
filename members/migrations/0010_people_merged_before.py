from django.db import migrations
from django.utils import timezone

WHY = "Merged before, as the pair of the two says"


def fill(apps, schema_editor):
    """Who was merged says into whom, as the pairs that were judged to be one person have it; with a row of history."""
    Person, History, Pair = (apps.get_model("members", name) for name in ("Person", "HistoricalPerson", "PersonDouble"))
    for pair in Pair.objects.filter(judgement="merged").order_by("judged_at", "pk"):
        gone = Person.objects.get(pk=pair.second_id if pair.kept_id == pair.first_id else pair.first_id)
        gone.merged_into_id = pair.kept_id
        gone.save(update_fields=["merged_into"])
        copied = {field.attname: getattr(gone, field.attname) for field in Person._meta.concrete_fields}
        History.objects.create(**copied, history_date=timezone.now(), history_type="~", history_change_reason=WHY)


class Migration(migrations.Migration):
    """Until now only the pair of two people who were merged told which of them is not used any more."""

    dependencies = [("members", "0009_person_merged_into")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
