from decimal import Decimal

from django.db import migrations
from django.utils import timezone

PARTS = ("delivery_methods", "consumable_costs", "qualification_fees", "epao_in_principle")
KINDS = ("standard", "revision")


def copy_evidence(apps, schema_editor):
    """Give the newest fixed version of each standard and revision the funding evidence as it stands today.

    Its fingerprint stays, and stays without the evidence (scheme 1): the employers did not agree that copy, and pages
    say so. Older versions hold none: what it said when they were fixed is not known.
    """
    Submission = apps.get_model("proposals", "Submission")
    Version = apps.get_model("proposals", "Version")
    newest = {(one.group_id, one.kind): one.pk for one in Submission.objects.filter(kind__in=KINDS).order_by("pk")}
    for (group, _), submission in newest.items():
        version = Version.objects.filter(submission=submission).order_by("-number").first()
        if version is not None and version.frozen_at is not None:
            version.evidence, version.evidence_on = _copied(apps, group), timezone.localdate()
            version.save(update_fields=["evidence", "evidence_on"])


def _copied(apps, group):
    evidence = apps.get_model("proposals", "FundingEvidence").objects.filter(group=group).first()
    quotes = apps.get_model("proposals", "EpaoQuote").objects.filter(evidence=evidence).select_related("organisation")
    documents = apps.get_model("proposals", "FundingDocument").objects.filter(evidence=evidence, removed_at=None)
    return {
        "format": 1,
        "parts": {part: _part(evidence, part) for part in PARTS if evidence and _is_recorded(evidence, part)},
        "quotes": sorted((_quote(one) for one in quotes if evidence), key=_order),
        "documents": sorted((_document(one) for one in documents if evidence), key=_order),
    }


def _is_recorded(evidence, part):
    return bool(getattr(evidence, part) or getattr(evidence, f"{part}_on"))


def _part(evidence, part):
    recorded_on = getattr(evidence, f"{part}_on")
    return {"text": getattr(evidence, part), "recorded_on": recorded_on and recorded_on.isoformat()}


def _quote(quote):
    organisation = quote.organisation
    return {
        "organisation": organisation.name,
        "assesses": organisation.kind == "epao" or "epa" in organisation.delivers,
        "amount": None if quote.amount is None else _pounds(quote.amount),
        "received_on": quote.received_on.isoformat(),
    }


def _pounds(amount):
    told = f"{amount:.2f}"
    return told if Decimal(told) == amount else f"{amount:f}"


def _document(row):
    return {
        "part": row.part,
        "name": row.document_name,
        "sha256": row.document_digest,
        "bytes": row.document_bytes,
    }


def _order(row):
    return [str(row[name]) for name in sorted(row)]


class Migration(migrations.Migration):
    """Fixed standards of before hold the funding evidence as it stood on the day of the change."""

    dependencies = [
        ("proposals", "0002_versions_hold_the_funding_evidence"),
        ("members", "0002_preparation"),
    ]

    operations = [migrations.RunPython(copy_evidence, migrations.RunPython.noop)]
