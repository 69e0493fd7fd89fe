"""Travel to meetings, claimed under the policy of 2023: who may, what is refused, what the product manager does."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from meetings.actions import travel
from meetings.enums import ClaimOutcome, ClaimState
from meetings.forms.travel import MOST_BYTES
from meetings.models import TravelClaim, TravelPayment
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import work_page
from tests.factories import (
    AttendanceFactory,
    GroupOfficialFactory,
    MeetingFactory,
    MembershipFactory,
    TravelClaimFactory,
    TravelPaymentFactory,
)
from tests.meetings.helpers import user_of, voting_group
from tests.meetings.receipts import JPEG, PDF, PNG
from tests.members.helpers import text_of
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db
WHY = {"critical_to": "standard", "why_in_person": "The duties were sorted on cards."}
ANSWERS = WHY | {"journey": "Leeds to London by train", "amount": Decimal("85.50"), "late_reason": ""}


@pytest.fixture(autouse=True)
def in_2024():
    with time_machine.travel(datetime(2024, 4, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def member():
    """Of a small employer, who came to a meeting of nine days ago."""
    group, members = voting_group(2)
    members[1].started_on = days_ago(200)
    members[1].save()
    members[1].organisation.size = "small"
    members[1].organisation.save()
    AttendanceFactory(meeting=MeetingFactory(group=group, held_on=days_ago(9)), person=members[1].person)
    return members[1]


@pytest.fixture
def manager(client, member):
    return GroupOfficialFactory(group=member.group).user


def days_ago(days):
    return today() - timedelta(days=days)


def meeting_of(member):
    return member.group.meetings.get()


def claimed(member, **changed):
    told = {"answers": ANSWERS | changed, "receipts": [("ticket.pdf", PDF)]}
    return travel.claim(meeting=meeting_of(member), **told, by=user_of(member), now=timezone.now())


def decided(claim, by, outcome=ClaimOutcome.APPROVED, reasons=""):
    return travel.decide(claim=claim, outcome=outcome, reasons=reasons, by=by, now=timezone.now())


def new_url(member):
    return reverse("meetings:travel_new", args=[member.group_id, meeting_of(member).pk])


def url(name, claim, **more):
    return reverse(f"meetings:{name}", kwargs={"pk": claim.group_id} | more)


def typed(*files, **changed):
    sent = [SimpleUploadedFile(name, data) for name, data in files or [("ticket.pdf", PDF)]]
    return WHY | {"journey": "Leeds to London by train", "amount": "85.50", "is_own": "on", "receipts": sent} | changed


# --- claiming --------------------------------------------------------------------------------------------------------
def test_member_claims_and_the_product_manager_decides_from_the_queue(client, member, manager):
    client.force_login(user_of(member))
    assert new_url(member) in client.get(meeting_of(member).get_absolute_url()).content.decode()
    page = text_of(client.get(new_url(member)))
    assert "fewer than 50 employees" in page and "The last day for this one is 30 June 2024." in page
    response = client.post(new_url(member), typed(("a.pdf", PDF), ("b.png", PNG), ("c.jpeg", JPEG)), follow=True)
    assert "Your claim is sent to the product manager. We aim to answer by" in text_of(
        response
    ) and "£85.50" in text_of(response)
    claim = TravelClaim.objects.get()
    assert [one.name for one in claim.receipts.all()] == ["a.pdf", "b.png", "c.jpg"]
    assert "Critical to The occupational standard Why not remotely The duties were sorted" in text_of(response)
    assert OutgoingMail.objects.get(kind="meetings.travel_claimed").to == manager.email

    sign_in_official(client, manager)
    [row] = [row for row in work_page(client).context["rows"] if row.duty.code == "travel.decide"]
    assert row.href == url("travel_decide", claim, claim_pk=claim.pk)
    page = text_of(client.get(row.href))
    assert "Small: 10 to 49 employees Claimed on 10 April 2024, 9 days after the meeting" in page
    refusal = client.post(row.href, {"outcome": "refused"})
    assert refusal.status_code == 422 and "Give the reasons for the refusal" in text_of(refusal)
    client.post(row.href, {"outcome": "refused", "reasons": "The receipt is not itemised."})

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == (ClaimState.REFUSED, manager)
    told = OutgoingMail.objects.get(kind="meetings.travel_decided")
    assert told.to == member.person.email and "not itemised" in told.text
    client.force_login(user_of(member))
    assert f'href="{new_url(member)}">Claim again' in client.get(claim.get_absolute_url()).content.decode()
    claimed(member)  # with what was missing
    assert TravelClaim.objects.not_refused().count() == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("page.html", b"<html><script>alert(1)</script>")], "page.html must be a whole PDF, PNG or JPEG file"),
        ([("ticket.pdf", PDF), ("pretends.png", b"GIF89a")], "pretends.png must be a whole PDF, PNG or JPEG file"),
        ([("huge.pdf", PDF + b" " * MOST_BYTES + b"%%EOF")], "huge.pdf must be smaller than 5 MB"),
        ([("ticket.pdf", PDF)] * 11, "Choose 10 files or fewer"),
    ],
)
def test_receipts_that_do_not_do_are_told_and_nothing_is_kept(client, member, files, words):
    client.force_login(user_of(member))
    response = client.post(new_url(member), typed(*files))
    assert response.status_code == 422 and words in text_of(response)
    assert not TravelClaim.objects.exists()


def test_claim_without_receipts_or_for_others_is_not_taken(client, member):
    client.force_login(user_of(member))
    response = client.post(new_url(member), {"journey": "By train", "amount": "0"})
    page = text_of(response)
    assert response.status_code == 422
    assert "Choose at least one receipt" in page and "Confirm that these are your own costs" in page
    assert "Select what the meeting was critical to" in page and "taking part remotely was ruled out" in page
    with pytest.raises(ValueError, match="receipts"):
        travel.claim(meeting=meeting_of(member), answers=ANSWERS, receipts=[], by=user_of(member), now=timezone.now())
    assert not TravelClaim.objects.exists()


def test_late_claim_says_why(client, member):
    meeting_of(member).__class__.objects.update(held_on=days_ago(29))
    client.force_login(user_of(member))
    assert "Say why the claim comes late" in text_of(client.post(new_url(member), typed()))
    with pytest.raises(Conflict, match="must say why it comes late"):
        claimed(member)
    client.post(new_url(member), typed(late_reason="I was ill."))
    assert TravelClaim.objects.get().late_reason == "I was ill."


def test_claim_after_ninety_days_is_refused_in_words(client, member):
    meeting_of(member).__class__.objects.update(held_on=days_ago(91))
    client.force_login(user_of(member))
    assert "Claims are taken for 90 days after a meeting" in text_of(client.get(new_url(member)))
    assert client.post(new_url(member), typed(late_reason="I was ill.")).status_code == 409
    assert not TravelClaim.objects.exists()


def test_two_people_of_an_employer_claim_and_a_third_does_not(client, member):
    colleagues = [MembershipFactory(group=member.group, organisation=member.organisation) for _ in range(2)]
    for one in colleagues:
        AttendanceFactory(meeting=meeting_of(member), person=one.person)
        claimed(one)
    with pytest.raises(Conflict, match="2 people of"):
        claimed(member)
    last, manager = TravelClaim.objects.latest("pk"), GroupOfficialFactory(group=member.group).user
    decided(last, manager, ClaimOutcome.REFUSED, "A taxi.")
    assert claimed(member).pk


def test_who_came_remotely_or_works_for_a_large_employer_cannot_claim(client, member):
    member.organisation.size = "large"
    member.organisation.save()
    meeting_of(member).attendances.update(mode="remote")
    client.force_login(user_of(member))
    page = text_of(client.get(new_url(member)))
    assert "not recorded that you came to this meeting in person" in page and "is not recorded as one" in page
    assert "Send the claim" not in page
    assert client.post(new_url(member), typed()).status_code == 409


def test_same_claim_twice_is_one_and_another_is_refused(client, member):
    first = claimed(member)
    assert claimed(member) == first
    with pytest.raises(Conflict, match="claimed for this meeting already"):
        claimed(member, amount=Decimal("99"))
    client.force_login(user_of(member))
    assert client.get(new_url(member)).url == first.get_absolute_url()


# --- deciding and paying ---------------------------------------------------------------------------------------------
def test_nobody_decides_on_an_own_claim_nor_twice(member, manager):
    claim = claimed(member)
    with pytest.raises(PermissionDenied):
        decided(claim, user_of(member))
    with pytest.raises(IntegrityError), transaction.atomic():
        TravelClaim.objects.update(outcome="approved", decided_at=timezone.now(), decided_by=user_of(member))
    decided(claim, manager)
    assert decided(claim, manager).decided_by == manager
    with pytest.raises(Conflict, match="decided already"):
        decided(claim, manager, ClaimOutcome.REFUSED, "Changed my mind.")


def test_approved_claims_are_exported_once_and_marked_paid(client, member, manager):
    claim = decided(claimed(member), manager)
    TravelClaimFactory(group=member.group, meeting=meeting_of(member))  # waits
    sign_in_official(client, manager)
    page = client.post(url("travel_export", claim), follow=True)
    claim.refresh_from_db()
    assert claim.state == ClaimState.EXPORTED and f"£{claim.amount}, made on 10 April 2024" in text_of(page)
    assert client.post(url("travel_export", claim)).status_code == 409

    sent = b"".join(client.get(url("travel_payment", claim, payment_pk=claim.payment_id)))
    assert sent.decode().count("\r\n") == 2 and claim.reference in sent.decode() and "85.50" in sent.decode()
    for _ in range(2):
        client.post(url("travel_paid", claim, payment_pk=claim.payment_id))
    claim.refresh_from_db()
    assert claim.state == ClaimState.PAID
    assert claim.payment.history.filter(history_change_reason="Travel paid").count() == 1


def test_receipts_are_downloads_that_run_nothing(client, member, manager):
    claim = claimed(member)
    client.force_login(user_of(member))
    response = client.get(url("travel_receipt", claim, claim_pk=claim.pk, receipt_pk=claim.receipts.get().pk))
    assert b"".join(response) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )
    other = TravelClaimFactory(group=member.group, meeting=meeting_of(member))
    for address in (
        other.get_absolute_url(),
        url("travel_receipt", other, claim_pk=other.pk, receipt_pk=other.receipts.get().pk),
        url("travel_receipt", claim, claim_pk=claim.pk, receipt_pk=other.receipts.get().pk),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_claims_takes_as_many_statements_however_long(
    client, member, manager, count, django_assert_num_queries
):
    for _ in range(count):
        TravelClaimFactory(group=member.group, meeting=meeting_of(member))
        TravelPaymentFactory(group=member.group)
    sign_in_official(client, manager)
    with django_assert_num_queries(10):
        page = client.get(reverse("meetings:travel", args=[member.group_id]))
    assert text_of(page).count("To be decided") == count


# --- under other policies --------------------------------------------------------------------------------------------
def test_nothing_is_offered_under_the_policy_of_2025(client, member, manager):
    claim = claimed(member)
    with time_machine.travel(datetime(2025, 6, 2, 12, tzinfo=UTC)):
        client.force_login(user_of(member))
        assert new_url(member) not in client.get(meeting_of(member).get_absolute_url()).content.decode()
        response = client.get(new_url(member))
        assert response.status_code == 409
        assert "not paid for under the guidance in force since 2 June 2025" in text_of(response)
        assert client.post(new_url(member), typed()).status_code == 409
        assert claim.reference in text_of(client.get(claim.get_absolute_url()))  # what was claimed stands
        assert decided(claim, manager).state == ClaimState.APPROVED
        with pytest.raises(Conflict, match="not paid for"):
            claimed(member, amount=Decimal("1"))


# --- at once ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_last_claim_of_an_employer_and_each_file_for_payment_are_made_once(member, manager):
    colleagues = [member, *(MembershipFactory(group=member.group, organisation=member.organisation) for _ in range(2))]
    for one in colleagues[1:]:
        AttendanceFactory(meeting=meeting_of(member), person=one.person)
    decided(claimed(member), manager)

    outcomes = abreast(*(partial(claimed, one) for one in colleagues[1:]))
    files = abreast(*[lambda: travel.export(group=member.group, by=manager, now=timezone.now())] * 2)

    assert sorted(outcomes) == sorted(files) == [DONE, REFUSED]
    assert TravelClaim.objects.filter(organisation=member.organisation).count() == 2
    assert TravelClaim.objects.exclude(payment=None).count() == TravelPayment.objects.count() == 1
