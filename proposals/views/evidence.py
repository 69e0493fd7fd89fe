"""The funding evidence that a version holds, as its pages show it."""

from typing import Any

from django.urls import reverse

from proposals.models import Submission, Version
from proposals.rules.evidence import CARRIERS, Copy, shown


def held_by(version: Version | None, submission: Submission, before: Version | None = None) -> dict[str, Any] | None:
    """What `proposals/_evidence.html` needs; None for kinds that carry none, and for what is not fixed.

    `before` is an earlier version, to say whether the evidence is another one since.
    """
    if submission.kind not in CARRIERS or version is None or not version.is_frozen:
        return None
    return {
        "version": version,
        "is_known": version.evidence is not None,
        "shown": shown(version.evidence) if version.evidence is not None else None,
        "documents": _documents(version, submission),
        "is_changed": before is not None and before.evidence is not None and before.evidence != version.evidence,
    }


def _documents(version: Version, submission: Submission) -> list[Copy]:
    """Each with its address."""
    if version.evidence is None:
        return []
    where = [submission.group_id, submission.pk, version.number]
    results = shown(version.evidence).documents
    return [
        document | {"href": reverse("proposals:fixed_evidence", args=[*where, place])} for place, document in results
    ]
