from django.db import migrations, models
from django.db.models import Q

WISHES = [("join", "Ask to join the group that exists"), ("another", "Start another group all the same")]


class Migration(migrations.Migration):
    """What an enquirer wants whose occupation has a group already, and why another one."""

    dependencies = [("groups", "0002_reference_numbers")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="wish",
                field=models.CharField(blank=True, choices=WISHES, db_default="", default="", max_length=7),
            )
            for model in ("enquiry", "historicalenquiry")
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="another_reason",
                field=models.TextField(
                    blank=True,
                    db_default="",
                    default="",
                    max_length=4000,
                    verbose_name="why another group is needed",
                ),
            )
            for model in ("enquiry", "historicalenquiry")
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                name="enquiry_another_group_with_reason",
                condition=Q(wish="another") & ~Q(another_reason="") | Q(wish__in=["", "join"], another_reason=""),
                violation_error_message="Say why the occupation needs another group",
            ),
        ),
    ]
