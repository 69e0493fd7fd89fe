from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lists filter by the stage."""

    atomic = False
    dependencies = [("oversight", "0003_days_of_flags")]

    operations = [
        AddIndexConcurrently(
            model_name="assessment",
            index=models.Index(fields=["stage", "group"], name="oversight_a_stage_c60382_idx"),
        ),
    ]
