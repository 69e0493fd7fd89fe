from django.db import migrations, models

# A row a day becomes a row as long as a group stood alike; what was not kept then stays empty.
PERIODS = """
    CREATE TEMPORARY TABLE kept ON COMMIT DROP AS
    SELECT id, lead("on") OVER (PARTITION BY group_id ORDER BY "on") AS until
    FROM (
        SELECT id, group_id, "on", (next_gate, rules_met, rules_counted, risk_level) AS now,
            lag((next_gate, rules_met, rules_counted, risk_level)) OVER (PARTITION BY group_id ORDER BY "on") AS before
        FROM oversight_snapshot
    ) rows
    WHERE before IS NULL OR now IS DISTINCT FROM before;
    DELETE FROM oversight_snapshot WHERE id NOT IN (SELECT id FROM kept);
    UPDATE oversight_snapshot SET until = kept.until FROM kept WHERE kept.id = oversight_snapshot.id;
"""
DAYS = """
    INSERT INTO oversight_sweptday ("on", groups, failed, finished_at, medians)
    SELECT "on", count(*), 0, "on" + time '07:00', '[]' FROM oversight_snapshot GROUP BY "on"
"""


class Migration(migrations.Migration):
    """Days that were swept are told from the rows of those days, before they become periods."""

    dependencies = [("oversight", "0007_urgency_and_periods")]

    operations = [
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
        migrations.RunSQL(PERIODS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="snapshot", name="on", field=models.DateField(verbose_name="first day")
        ),
    ]
