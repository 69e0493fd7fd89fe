from django.db import migrations

ENDED = """
    UPDATE groups_workplan SET ended_on = (ended_at AT TIME ZONE 'Europe/London')::date WHERE ended_at IS NOT NULL"""


class Migration(migrations.Migration):
    """The day on which a proposed work plan ended, from its moment."""

    dependencies = [("groups", "0003_work_plan_ended_on")]

    operations = [migrations.RunSQL(ENDED, migrations.RunSQL.noop)]
