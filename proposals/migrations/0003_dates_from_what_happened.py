from django.db import migrations

DAY = "({} AT TIME ZONE 'Europe/London')::date"
FROM_VERSIONS = f"""
    UPDATE proposals_submission s
    SET begun_on = least({DAY.format("v.started")}, s.agreed_by_employers_on, s.submitted_on, s.decided_on),
        frozen_on = {DAY.format("v.frozen")}
    FROM (
        SELECT submission_id, min(started_at) AS started,
            (array_agg(frozen_at ORDER BY number DESC))[1] AS frozen
        FROM proposals_version GROUP BY submission_id
    ) v
    WHERE v.submission_id = s.id"""
FROM_DECISIONS = f"""
    UPDATE proposals_submission s SET {{column}} = {DAY.format("d.made_at")}
    FROM proposals_decision d
    WHERE d.submission_id = s.id AND {{which}}"""
RECOMMENDED = FROM_DECISIONS.format(column="recommended_on", which="d.step = 'recommendation'")
ON_CONDITION = FROM_DECISIONS.format(column="condition_on", which="d.step = 'decision' AND d.outcome = 'on_condition'")
WITHDRAWN = f"""
    UPDATE proposals_submission SET withdrawn_on = {DAY.format("withdrawn_at")} WHERE withdrawn_at IS NOT NULL"""


class Migration(migrations.Migration):
    """The days of a submission, from its versions and decisions; what was imported without a text keeps none of them."""

    dependencies = [("proposals", "0002_dates_of_submissions")]

    operations = [
        migrations.RunSQL([FROM_VERSIONS, RECOMMENDED, ON_CONDITION, WITHDRAWN], migrations.RunSQL.noop),
    ]
