from django.db import migrations, models
from django.db.models import Q

AS_FIXED = models.JSONField("funding evidence fixed with it", null=True, blank=True)
AS_AT = models.DateField("funding evidence as at", null=True, blank=True)
SCHEMES = [(1, "Sections and document"), (2, "Sections, document and funding evidence")]
COVERED = models.PositiveSmallIntegerField("what the fingerprint covers", choices=SCHEMES, default=1, db_default=1)


class Migration(migrations.Migration):
    """A fixed version holds the funding evidence that goes with it, and says whether its fingerprint covers it."""

    dependencies = [("proposals", "0001_schema")]

    operations = [
        *(
            migrations.AddField(model, name, field)
            for model in ("version", "historicalversion")
            for name, field in (("evidence", AS_FIXED), ("evidence_on", AS_AT), ("scheme", COVERED))
        ),
        migrations.AddConstraint(
            "version",
            models.CheckConstraint(
                name="version_evidence_fixed_with_its_day",
                condition=Q(evidence__isnull=True, evidence_on=None)
                | Q(evidence__isnull=False, evidence_on__isnull=False, frozen_at__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "version",
            models.CheckConstraint(
                name="version_fingerprint_covers_evidence_that_is_there",
                condition=Q(scheme=1) | Q(scheme=2, evidence__isnull=False),
            ),
        ),
    ]
