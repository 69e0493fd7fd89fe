"""The funding evidence: what is written, quotes that count and quotes that do not, and the documents behind it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from groups.models import Group
from guidance.assessment import assess
from meetings.actions import motions
from portal.calendar import today
from proposals.actions import attaching
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence, Version
from tests.accounts.helpers import sign_in_official
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


# --- fixed with the standard -----------------------------------------------------------------------------------------
@pytest.fixture
def developing() -> Group:
    return helpers.developing_group()


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_fixed_evidence_is_shown_where_it_is_agreed_and_decided(client, developing):
    attaching.add(
        group=developing, part="quote", name="May.pdf", data=PDF, by=helpers.chair(developing), now=helpers.now()
    )
    standard = helpers.frozen(developing, helpers.STANDARD)
    client.force_login(helpers.chair(developing))
    asking = read(client, page(developing, "ask", standard.pk))
    motion = helpers.asked(standard)
    voting = read(client, motion.get_absolute_url())
    helpers.vote(motion)
    motions.close(motion=motion, by=helpers.chair(developing), now=helpers.now())
    helpers.agreed_by_employers(developing, helpers.EPA_PLAN)
    submitting = read(client, page(developing, "submit", "standard"))
    client.post(page(developing, "submit", "standard"))
    helpers.judged(helpers.fresh(standard))
    sign_in_official(client, helpers.official(developing))
    deciding = read(client, page(developing, "decide", standard.pk))

    for words in (asking, voting, deciding, read(client, page(developing, "version", standard.pk, 1))):
        assert "£950.50" in words and "May.pdf" in words and "the fingerprint covers it" in words
    assert "with the funding evidence fixed with it" in submitting
    assert standard.newest.fingerprint in deciding
    assert "10 for, 0 against, 0 abstained, by correspondence; 10 of 10 voters took part" in deciding
    assert "End-point assessment plan</a>, version 1: submitted, in review" in deciding


def test_held_evidence_is_read_and_says_how_it_changes(client, developing):
    client.force_login(helpers.chair(developing))
    quote = EpaoQuote.objects.get()
    assert "Until then you can change it" in read(client, page(developing))
    standard = helpers.frozen(developing, helpers.STANDARD)

    held = read(client, page(developing))

    assert "begin a new version; the employers then agree both again" in held and standard.get_absolute_url() in held
    assert "Record a quote" not in held and "<textarea" not in held
    for name, keys in (("quote_add", ()), ("quote_edit", (quote.pk,)), ("funding_document_add", ())):
        assert "It belongs to version 1" in read(client, page(developing, name, *keys), status=409)


def test_document_of_a_fixed_version_is_handed_out_after_it_was_removed(client, developing):
    client.force_login(helpers.chair(developing))
    upload(client, developing)
    standard = helpers.frozen(developing, helpers.STANDARD)
    client.post(page(developing, "reopen", standard.pk))
    one = FundingDocument.objects.get()
    client.post(page(developing, "funding_document_remove", one.pk))

    assert client.get(page(developing, "funding_document", one.pk)).status_code == 404
    assert b"".join(client.get(page(developing, "fixed_evidence", standard.pk, 1, 0))) == PDF
    for number, place in ((1, 1), (2, 0), (3, 0)):
        assert client.get(page(developing, "fixed_evidence", standard.pk, number, place)).status_code == 404


def test_chair_hears_before_fixing_what_the_evidence_still_lacks(client, developing):
    client.force_login(helpers.chair(developing))
    standard = helpers.drafted(developing, helpers.STANDARD)
    assert "It still lacks" not in read(client, standard.get_absolute_url())
    EpaoQuote.objects.all().delete()

    words = read(client, standard.get_absolute_url())

    assert "It still lacks" in words and "0 quotes, 0 documents" in words


def test_version_of_before_says_that_its_evidence_was_not_agreed(client, developing):
    standard = helpers.frozen(developing, helpers.STANDARD)
    client.force_login(helpers.chair(developing))
    versions = Version.objects.filter(submission=standard)
    versions.update(scheme=1)
    assert "The employers agreed version 1 without it" in read(client, page(developing, "version", standard.pk, 1))
    versions.update(evidence=None, evidence_on=None)
    assert "No copy was kept with this version" in read(client, page(developing, "version", standard.pk, 1))
