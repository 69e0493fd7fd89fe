import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index that each relation of a history has, made without a lock on the table."""

    atomic = False
    dependencies = [
        ("groups", "0006_sides_and_allocation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="historicalenquiry",
                    name="allocated_to",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            database_operations=[
                migrations.RunSQL(
                    "CREATE INDEX CONCURRENTLY groups_historicalenquiry_allocated_to_id"
                    " ON groups_historicalenquiry (allocated_to_id)",
                    "DROP INDEX CONCURRENTLY groups_historicalenquiry_allocated_to_id",
                ),
            ],
        ),
    ]
