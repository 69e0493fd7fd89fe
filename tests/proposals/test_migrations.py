"""What the migrations make of rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from guidance.vocabulary import SubmissionKind
from portal.calendar import today
from proposals.actions.funding import copy_of
from proposals.enums import Scheme
from proposals.models import Submission, Version
from proposals.rules.versions import is_unchanged
from tests.factories import (
    EpaoQuoteFactory,
    FundingDocumentFactory,
    FundingEvidenceFactory,
    SubmissionFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
STANDARD = SubmissionKind.STANDARD
migration = import_module("proposals.migrations.0003_evidence_of_fixed_standards")


def fixed(submission: Submission, number: int = 1, **fields: object) -> Version:
    return VersionFactory(submission=submission, number=number, frozen=True, content={"summary": "Words"}, **fields)


def migrated(*versions: Version) -> list[Version]:
    """Each as the migration leaves it; what it copies with is its own, for it imports nothing from the project."""
    with connection.schema_editor() as editor:
        migration.copy_evidence(apps, editor)
    return [Version.objects.get(pk=one.pk) for one in versions]


@pytest.mark.parametrize("amount", ["950.5", "1000", "0.12345", None])
def test_newest_fixed_standard_gets_the_evidence_as_it_stands_and_keeps_its_fingerprint(amount):
    standard = SubmissionFactory(kind=STANDARD)
    evidence = FundingEvidenceFactory(group=standard.group, delivery_methods="In college", consumable_costs_on=today())
    EpaoQuoteFactory(evidence=evidence, amount=amount)
    FundingDocumentFactory(evidence=evidence)
    before = [fixed(standard), fixed(standard, 2)]

    older, newest = migrated(*before)

    assert (newest.evidence, newest.evidence_on) == (copy_of(standard.group), today())
    assert (newest.scheme, newest.fingerprint) == (Scheme.WORDS, before[1].fingerprint)
    assert is_unchanged(STANDARD, newest)
    assert (older.evidence, older.evidence_on) == (None, None)


def test_drafts_plans_and_proposals_get_nothing():
    group = SubmissionFactory().group
    FundingEvidenceFactory(group=group)
    draft = VersionFactory(submission=SubmissionFactory(group=group, kind=STANDARD))
    others = [fixed(SubmissionFactory(group=group, kind=kind)) for kind in ("proposal", "epa_plan")]

    assert [one.evidence for one in migrated(draft, *others)] == [None, None, None]


def test_fixed_standard_of_a_group_without_evidence_holds_that_there_was_none():
    (version,) = migrated(fixed(SubmissionFactory(kind=STANDARD)))

    assert version.evidence == {"format": 1, "parts": {}, "quotes": [], "documents": []}
