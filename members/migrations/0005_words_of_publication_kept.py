"""Until now one version told the words of both confirmations of a chair."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def copy(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("ChairAppointment", "HistoricalChairAppointment"):
        rows = apps.get_model("members", name).objects.filter(publication_agreed_on__isnull=False)
        rows.update(publication_wording_version=F("wording_version"))


class Migration(migrations.Migration):
    dependencies = [("members", "0004_words_of_publication")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
