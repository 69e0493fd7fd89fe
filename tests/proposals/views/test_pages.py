"""The pages, each through the client once: a proposal from the first section to the decision that the group reads."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.enums import OfficialRole
from groups.models import Group
from guidance.documents import SubmissionState
from guidance.vocabulary import SubmissionKind
from meetings.actions import motions
from members.models import RequestedMember
from portal import documents
from portal.calendar import today
from portal.edits import form_digest
from portal.models import OutgoingMail
from proposals.models import Submission, Version
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import work_page
from tests.factories import (
    DecisionFactory,
    GroupFactory,
    GroupOfficialFactory,
    OccupationFactory,
    OfficialFactory,
    RequestedMemberFactory,
    RouteFactory,
    RouteOfficialFactory,
    SubmissionFactory,
    VersionFactory,
    eligible_chair,
    eligible_member,
)
from tests.proposals import helpers
from tests.proposals.files import PDF, docx

pytestmark = pytest.mark.django_db
GATE = "put right before you can submit"


@pytest.fixture
def group() -> Group:
    """With a chair, a product manager and a route manager; nothing else is needed to look at pages."""
    group = GroupFactory(occupation=OccupationFactory(route=RouteFactory()))
    eligible_chair(group=group)
    GroupOfficialFactory(group=group)
    manager = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(route=group.occupation.route, user=manager)
    return group


@pytest.fixture
def chair(client: Client, group: Group) -> Client:
    client.force_login(helpers.chair(group))
    return client


def address(page: str, one: Submission, **more: object) -> str:
    return reverse(f"proposals:{page}", kwargs={"pk": one.group_id, "submission_pk": one.pk, **more})


def text(response) -> str:
    return response.content.decode()


def reviewed(group: Group) -> Submission:
    """In review, with a recommendation, without the long way there."""
    one = SubmissionFactory(group=group, agreed_by_employers_on=today(), submitted_on=today())
    VersionFactory(submission=one, content={"demand": "About 200 a year"}, frozen=True)
    DecisionFactory(submission=one, reasons="Well argued")
    return one


# --- writing ---------------------------------------------------------------------------------------------------------
def test_chair_begins_writes_and_fixes_a_proposal(chair, group):
    response = chair.post(reverse("proposals:start", args=[group.pk, "proposal"]))
    one = Submission.objects.get()
    assert response.url == one.get_absolute_url()

    page = text(chair.get(address("section", one, key="demand")))
    assert "clear demand in the labour market" in page  # the guidance beside the field
    response = chair.post(
        address("section", one, key="demand"), {"text": "200 a year", "seen": form_digest({"demand": ""}), "next": "1"}
    )
    assert response.url == address("section", one, key="workplaces")

    response = chair.post(address("finalise", one))
    assert response.status_code == 422
    assert address("section", one, key="overlap") in text(response)  # what is missing, with the way there


def test_stale_section_shows_both_texts(chair, group):
    one = helpers.drafted(group)

    response = chair.post(address("section", one, key="demand"), {"text": "Mine", "seen": form_digest({"demand": ""})})

    assert response.status_code == 409
    assert "Mine" in text(response) and "About demand from employers" in text(response)


def test_version_shows_what_changed_and_its_fingerprint(chair, group):
    one = SubmissionFactory(group=group)
    VersionFactory(submission=one, content={"demand": "About 200 a year"}, frozen=True)
    newer = VersionFactory(submission=one, number=2, content={"demand": "About 300 a year"}, frozen=True)

    page = text(chair.get(address("version", one, number=2)))

    assert "<del>200 </del>" in page and "<ins>300 </ins>" in page
    assert newer.fingerprint in page
    assert chair.get(address("version", one, number=3)).status_code == 404


def test_words_of_a_version_are_shown_and_never_run(chair, group):
    one = SubmissionFactory(group=group)
    VersionFactory(submission=one, content={"demand": "<script>alert(1)</script>"})

    page = text(chair.get(address("version", one, number=1)))

    assert "<script>alert(1)</script>" not in page and "&lt;script&gt;alert(1)" in page


# --- documents -------------------------------------------------------------------------------------------------------
@pytest.fixture
def standard(group: Group) -> Submission:
    one = SubmissionFactory(group=group, kind=SubmissionKind.STANDARD)
    VersionFactory(submission=one)
    return one


def upload(chair: Client, one: Submission, name: str, data: bytes):
    return chair.post(address("document", one), {"document": SimpleUploadedFile(name, data, "application/pdf")})


def test_document_is_kept_and_handed_out_as_a_file(chair, standard):
    assert upload(chair, standard, "../../Our standard.pdf", PDF).status_code == 302

    version = Version.objects.get()
    assert version.document_name == "Our standard.pdf"
    assert version.document.name.startswith("documents/") and "standard" not in version.document.name
    response = chair.get(address("download", standard, number=1))
    assert b"".join(response) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Our standard.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "data", [b"<html><script>alert(1)</script>", b"MZ program", docx(**{"word/vbaProject.bin": b"x"}), b""]
)
def test_hostile_upload_is_refused_and_nothing_kept(chair, standard, data):
    response = upload(chair, standard, "standard.pdf", data)

    assert response.status_code == 422
    assert not Version.objects.get().document


def test_upload_beyond_the_limit_is_refused(chair, standard, monkeypatch):
    assert documents.MOST_BYTES == 10 * 1024 * 1024
    monkeypatch.setattr("portal.documents.MOST_BYTES", 10)

    response = upload(chair, standard, "standard.pdf", PDF)

    assert response.status_code == 422 and "smaller than" in text(response)
    assert not Version.objects.get().document


def test_proposal_takes_no_document(chair, group):
    one = SubmissionFactory(group=group)
    VersionFactory(submission=one)
    assert chair.get(address("document", one)).status_code == 404


# --- asking and submitting -------------------------------------------------------------------------------------------
def test_chair_asks_the_employers_by_correspondence(chair, group):
    one = helpers.frozen(group)
    for _ in range(4):
        eligible_member(group=group)
    half = motions.least_quorum(group=group, subject="proposal", meeting=None, on=today())
    soon, last_day = ({"closes_on": (today() + timedelta(days=days)).isoformat()} for days in (4, 5))
    data = {"how": "correspondence", "threshold": "majority", "quorum": str(half)}

    assert "Enter the last day for votes" in text(chair.post(address("ask", one), data))
    assert "or later" in text(chair.post(address("ask", one), data | soon))
    too_few = text(chair.post(address("ask", one), data | last_day | {"quorum": str(half - 1)}))
    assert f"Enter {half} or more" in too_few and "a rule of this portal" in too_few
    response = chair.post(address("ask", one), data | last_day)

    motion = one.newest.motion
    assert response.url == motion.get_absolute_url()
    assert motion.subject == "proposal"
    assert chair.get(address("ask", one)).status_code == 409  # nobody is asked twice
    assert chair.post(address("ask", one), data | last_day).status_code == 409


def test_submit_page_lists_blockers_with_the_way_to_each(chair, group):
    one = SubmissionFactory(group=group)
    VersionFactory(submission=one)

    page = text(chair.get(reverse("proposals:submit", args=[group.pk, "proposal"])))

    assert GATE in page
    assert reverse("proposals:list", args=[group.pk]) in page  # agree the version
    assert chair.post(reverse("proposals:submit", args=[group.pk, "proposal"])).status_code == 422
    assert helpers.fresh(one).submitted_on is None


def test_forged_requests_about_an_agreed_version_are_refused_and_change_nothing(client):
    group = helpers.approved_group()
    one = helpers.agreed_by_employers(group)
    content = one.newest.content
    client.force_login(helpers.chair(group))
    answer = {"text": "More", "seen": form_digest({"demand": content["demand"]})}
    assert client.post(address("section", one, key="demand"), answer).status_code == 409
    assert Version.objects.get().content == content

    Version.objects.update(content=content | {"demand": "More"})  # behind the portal's back
    assert client.post(reverse("proposals:submit", args=[group.pk, "proposal"])).status_code == 409
    assert helpers.fresh(one).submitted_on is None
    assert not OutgoingMail.objects.filter(kind="proposals.submitted").exists()


def test_nothing_to_submit_is_a_conflict(chair, group):
    assert chair.get(reverse("proposals:submit", args=[group.pk, "revision"])).status_code == 409
    assert chair.get(reverse("proposals:submit", args=[group.pk, "nonsense"])).status_code == 404


# --- reviewing and deciding ------------------------------------------------------------------------------------------
def test_comment_stands_beside_its_section_until_it_is_resolved(client, group):
    one = reviewed(group)
    sign_in_official(client, helpers.manager(group))
    client.post(address("comment", one), {"section": "demand", "text": "Where does this come from?"})

    client.force_login(helpers.chair(group))
    assert "Where does this come from?" in text(client.get(address("version", one, number=1)))
    comment = one.comments.get()
    client.post(address("resolve", one, comment_pk=comment.pk))
    assert f"Resolved by {helpers.chair(group)}" in text(client.get(one.get_absolute_url()))


def test_product_manager_recommends_and_the_queue_passes_it_on(client, group):
    one = SubmissionFactory(group=group, submitted_on=today())
    VersionFactory(submission=one, frozen=True)
    sign_in_official(client, helpers.manager(group))
    assert "Comment and recommend" in text(work_page(client))

    client.post(address("recommend", one), {"outcome": "returned"})
    assert one.recommendation is None  # without reasons
    client.post(address("recommend", one), {"outcome": "returned", "reasons": "Demand is not shown"})

    assert helpers.fresh(one).state == SubmissionState.TO_DECIDE
    sign_in_official(client, helpers.official(group))
    page = text(work_page(client))
    assert "Occupation proposal" in page and address("decide", one) in page


def test_route_manager_returns_with_reasons_that_the_group_reads(client, group):
    one = reviewed(group)
    sign_in_official(client, helpers.official(group))
    assert "Well argued" in text(client.get(address("decide", one)))
    assert client.post(address("decide", one), {"outcome": "returned"}).status_code == 422

    client.post(address("decide", one), {"outcome": "returned", "reasons": "Show where demand comes from"})

    client.force_login(helpers.chair(group))
    page = text(client.get(one.get_absolute_url()))
    assert "Show where demand comes from" in page and "Begin the next version" in page


def test_agreement_is_refused_with_what_is_not_met(client, group):
    one = reviewed(group)
    sign_in_official(client, helpers.official(group))

    response = client.post(address("decide", one), {"outcome": "agreed"})

    assert response.status_code == 422
    assert "cannot be agreed" in text(response) and "Not met today" in text(response)
    assert helpers.fresh(one).outcome == ""


def test_condition_needs_whom_it_asks_for(client, group):
    one = reviewed(group)
    sign_in_official(client, helpers.official(group))

    response = client.post(address("decide", one), {"outcome": "on_condition", "reasons": "Soon"})

    assert response.status_code == 422 and "Say which members you ask for" in text(response)


def test_product_manager_records_who_was_added(client, group):
    group.membership_approved_on = today()
    group.save()
    requested = RequestedMemberFactory(group=group)
    member = eligible_member(group=group)
    sign_in_official(client, helpers.manager(group))

    client.post(reverse("proposals:requested_meet", args=[group.pk, requested.pk]), {"membership": member.pk})

    requested.refresh_from_db()
    member.refresh_from_db()
    assert (requested.met_on, requested.membership, member.approval) == (today(), member, "approved")
    assert RequestedMember.objects.open(today()).count() == 0


def test_another_groups_submission_is_unseen(chair, group):
    other = VersionFactory().submission
    for page in ("detail", "finalise", "withdraw"):
        wrong = reverse(f"proposals:{page}", kwargs={"pk": group.pk, "submission_pk": other.pk})
        assert chair.post(wrong).status_code in {404, 405}
    assert helpers.fresh(other).withdrawn_at is None


def in_parts(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_a_return_may_name_a_day_to_submit_again_by(client, group):
    one, ahead = reviewed(group), today() + timedelta(days=60)
    sign_in_official(client, helpers.official(group))
    answers = {"outcome": "returned", "reasons": "Show where demand comes from"}

    past = client.post(address("decide", one), answers | in_parts("resubmit_by", today()))
    assert past.status_code == 422 and "The date must be in the future" in text(past)
    client.post(address("decide", one), answers | in_parts("resubmit_by", ahead))

    assert helpers.fresh(one).resubmit_by == ahead
    assert f"submitted again by {ahead:%-d %B %Y}" in text(client.get(one.get_absolute_url()))


def test_product_manager_asks_for_a_member_no_more(client, group):
    requested = RequestedMemberFactory(group=group)
    sign_in_official(client, helpers.manager(group))
    page = reverse("proposals:requested_strike", args=[group.pk, requested.pk])
    assert client.post(page, {"reason": ""}).status_code == 422

    client.post(page, {"reason": "Nobody of that kind is left"})

    requested.refresh_from_db()
    assert (requested.struck_on, requested.strike_reason) == (today(), "Nobody of that kind is left")
    assert not RequestedMember.objects.open(today()).exists()
    assert client.post(page, {"reason": "Again"}).status_code == 409
    meet = reverse("proposals:requested_meet", args=[group.pk, requested.pk])
    assert client.get(meet).status_code == 409
