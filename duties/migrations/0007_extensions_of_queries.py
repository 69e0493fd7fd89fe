from django.db import migrations

# each time that it was advised, from the history; the row itself is the last of it
ADVISED = """
    SELECT DISTINCT ON (id, longer_at) group_id, side, id, longer_at, longer_by_id, due_on, longer_reason FROM (
        SELECT group_id, side, id, longer_at, longer_by_id, due_on, longer_reason, 0 AS place, now() AS at
        FROM groups_query WHERE longer_at IS NOT NULL
        UNION ALL
        SELECT h.group_id, h.side, h.id, h.longer_at, h.longer_by_id, h.due_on, h.longer_reason, 1, h.history_date
        FROM groups_historicalquery h JOIN groups_query q ON q.id = h.id WHERE h.longer_at IS NOT NULL
    ) said ORDER BY id, longer_at, place, at"""

COPY = f"""
    WITH advised AS ({ADVISED}), made AS (
        INSERT INTO duties_extension
            (group_id, code, subject, advised_on, advised_at, advised_by_id, until, reason)
        SELECT
            group_id,
            CASE side WHEN 'group' THEN 'query.answer' ELSE 'request.answer' END,
            'query/' || id,
            (longer_at AT TIME ZONE 'Europe/London')::date,
            longer_at,
            longer_by_id,
            greatest(due_on, (longer_at AT TIME ZONE 'Europe/London')::date + 1),
            longer_reason
        FROM advised ORDER BY longer_at, id
        RETURNING *
    )
    INSERT INTO duties_historicalextension
        (id, group_id, code, subject, advised_on, advised_at, advised_by_id, until, reason,
         history_date, history_change_reason, history_type, history_user_id)
    SELECT id, group_id, code, subject, advised_on, advised_at, advised_by_id, until, reason,
        advised_at, 'Takes longer', '+', advised_by_id
    FROM made"""

# by when it was due before anybody said that it takes longer
FIRST_DAY = """
    UPDATE groups_query q SET due_on = first.due_on
    FROM (
        SELECT DISTINCT ON (id) id, due_on FROM groups_historicalquery
        WHERE longer_at IS NULL ORDER BY id, history_date, history_id
    ) first
    WHERE first.id = q.id AND q.longer_at IS NOT NULL AND first.due_on < q.due_on"""


class Migration(migrations.Migration):
    """That the answer of a query takes longer is told by extensions alone, as of every other duty."""

    dependencies = [("duties", "0006_calendar_feeds"), ("groups", "0007_index_of_allocated_to")]

    operations = [
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.RunSQL(FIRST_DAY, migrations.RunSQL.noop),
    ]
