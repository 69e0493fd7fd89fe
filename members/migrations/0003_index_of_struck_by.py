import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index that each relation of a history has, made without a lock on the table."""

    atomic = False
    dependencies = [
        ("members", "0002_requested_member_struck"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="historicalrequestedmember",
                    name="struck_by",
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
                    "CREATE INDEX CONCURRENTLY members_historicalrequestedmember_struck_by_id"
                    " ON members_historicalrequestedmember (struck_by_id)",
                    "DROP INDEX CONCURRENTLY members_historicalrequestedmember_struck_by_id",
                ),
            ],
        ),
    ]
