import django.contrib.postgres.constraints
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists in the order of urgency; periods of a group that do not overlap."""

    atomic = False
    dependencies = [("oversight", "0008_periods_of_snapshots")]

    operations = [
        RemoveIndexConcurrently(model_name="snapshot", name="oversight_s_on_013e95_idx"),
        AddIndexConcurrently(
            model_name="assessment",
            index=models.Index(fields=["urgency", "next_due_on", "group"], name="assessment_in_order"),
        ),
        AddIndexConcurrently(
            model_name="assessment",
            index=models.Index(
                fields=["route", "urgency", "next_due_on", "group"], name="assessment_of_route_in_order"
            ),
        ),
        AddIndexConcurrently(
            model_name="assessment",
            index=models.Index(fields=["moved_on", "group"], name="assessment_moved"),
        ),
        AddIndexConcurrently(
            model_name="snapshot",
            index=models.Index(condition=models.Q(("until", None)), fields=["group"], name="snapshot_still"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("on")), _connector="OR"),
                name="snapshot_lasts_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                name="snapshot_periods_do_not_overlap",
                expressions=[
                    (
                        models.Func(models.F("group"), models.F("group"), models.Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        models.Func(models.F("on"), models.F("until"), models.Value("[)"), function="daterange"),
                        "&&",
                    ),
                ],
            ),
        ),
    ]
