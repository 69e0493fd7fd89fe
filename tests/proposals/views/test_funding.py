"""The funding evidence: what is written, quotes that count and quotes that do not, and the documents behind it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from groups.models import Group
from oversight.assessment import assess
from portal.calendar import today
from proposals.actions import attaching
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence
from tests.factories import FundingDocumentFactory, GroupFactory, InterestFactory, OrganisationFactory, eligible_chair
from tests.proposals import helpers
from tests.proposals.files import PDF

pytestmark = pytest.mark.django_db
QUOTE = {"organisation": "Northern Assessors", "amount": "950.50", "assesses": "yes"}


@pytest.fixture
def group() -> Group:
    group = GroupFactory()
    eligible_chair(group=group)
    return group


@pytest.fixture
def chair(client: Client, group: Group) -> Client:
    client.force_login(helpers.chair(group))
    return client


def page(group: Group, name: str = "funding", *keys: int) -> str:
    return reverse(f"proposals:{name}", args=[group.pk, *keys])


def shown(client: Client, group: Group) -> str:
    return client.get(page(group)).content.decode()


def quotes(group: Group) -> int:
    """How many the rules count."""
    found = next(one for one in assess(group.pk, today()).findings if one.rule == "group.epao_quote")
    return found.args.get("quotes", 1)


def test_funding_evidence_bears_the_day_of_each_part(chair, group):
    seen = chair.get(page(group)).context["form"].initial["seen"]

    chair.post(page(group), {"delivery_methods": "A day a week in college", "seen": seen})
    assert chair.post(page(group), {"delivery_methods": "Other", "seen": seen}).status_code == 409

    evidence = FundingEvidence.objects.get()
    assert (evidence.delivery_methods_on, evidence.consumable_costs_on) == (today(), None)


# --- quotes ----------------------------------------------------------------------------------------------------------
def quote(client: Client, group: Group, *keys: int, **changed: str):
    answers = QUOTE | {"received_on": today().isoformat()} | changed
    return client.post(page(group, "quote_edit" if keys else "quote_add", *keys), answers)


def test_quote_of_an_assessment_organisation_counts(chair, group):
    assert quote(chair, group, amount="-1").status_code == 422
    assert quote(chair, group, assesses="").status_code == 422
    assert quote(chair, group).status_code == 302
    quote(chair, group, organisation="northern assessors")

    assert {one.organisation.kind for one in EpaoQuote.objects.all()} == {"epao"}
    assert EpaoQuote.objects.values("organisation").distinct().count() == 1
    assert "£950.50" in shown(chair, group) and "Does not count" not in shown(chair, group)


def test_quote_of_anybody_else_is_kept_and_does_not_count(chair, group):
    quote(chair, group, assesses="no")

    one = EpaoQuote.objects.get()
    assert (one.organisation.kind, quotes(group)) == ("other", 0)
    assert "Does not count" in shown(chair, group)
    assert chair.get(page(group, "quote_edit", one.pk)).context["form"].initial["assesses"] == "no"
    quote(chair, group, one.pk)
    assert quotes(group) == 1


def test_mistaken_assessment_organisation_is_put_right(chair, group):
    quote(chair, group)
    quote(chair, group, EpaoQuote.objects.get().pk, assesses="no")

    one = EpaoQuote.objects.get()
    assert (one.organisation.kind, one.organisation.delivers, quotes(group)) == ("other", [], 0)


def test_organisation_that_the_group_knows_gains_and_keeps_what_it_delivers(chair, group):
    known = OrganisationFactory(name="Sample College", kind="training_provider", delivers=["eqa"])
    InterestFactory(declaration=group.declarations.first(), organisation=known)

    quote(chair, group, organisation="Sample College")

    known.refresh_from_db()
    assert (known.kind, set(known.delivers)) == ("training_provider", {"eqa", "epa"})


# --- documents -------------------------------------------------------------------------------------------------------
def upload(client: Client, group: Group, data: bytes = PDF, name: str = "../Quote of May.pdf", part: str = "quote"):
    file = SimpleUploadedFile(name, data, "application/pdf")
    return client.post(page(group, "funding_document_add"), {"part": part, "document": file})


def test_document_is_kept_once_handed_out_as_a_file_and_removed(chair, group):
    assert upload(chair, group).status_code == upload(chair, group).status_code == 302

    one = FundingDocument.objects.get()
    assert (one.document_name, one.added_by) == ("Quote of May.pdf", helpers.chair(group))
    file = chair.get(page(group, "funding_document", one.pk))
    assert b"".join(file) == PDF
    assert file["Content-Disposition"] == 'attachment; filename="Quote of May.pdf"'
    assert (file["X-Content-Type-Options"], "sandbox" in file["Content-Security-Policy"]) == ("nosniff", True)

    assert "Quote of May.pdf" in chair.get(page(group, "funding_document_remove", one.pk)).content.decode()
    chair.post(page(group, "funding_document_remove", one.pk))
    assert chair.get(page(group, "funding_document", one.pk)).status_code == 404
    assert "No document is added yet" in shown(chair, group)
    assert FundingDocument.history.filter(id=one.pk).count() == 2


@pytest.mark.parametrize("data, part", [(b"<html><script>alert(1)</script>", "quote"), (b"", "quote"), (PDF, "x")])
def test_hostile_upload_is_refused_and_nothing_kept(chair, group, data, part):
    assert upload(chair, group, data, part=part).status_code == 422
    assert not FundingDocument.objects.exists()


def test_evidence_holds_so_many_documents_and_no_more(chair, group, monkeypatch):
    monkeypatch.setattr(attaching, "MOST", 1)
    FundingDocumentFactory(evidence__group=group, document_digest="0" * 64)

    assert chair.get(page(group, "funding_document_add")).status_code == 409
    assert upload(chair, group).status_code == 409


def test_another_groups_document_is_unseen(chair, group):
    other = FundingDocumentFactory()
    assert chair.get(page(group, "funding_document", other.pk)).status_code == 404
    assert chair.post(page(group, "funding_document_remove", other.pk)).status_code == 404
