"""Advisers and facilitators see and comment, and never decide, whatever way they try."""

import pytest
from django.urls import reverse

from accounts.permissions import GRANTS, Action, Role
from guidance.vocabulary import AdviserKind, MembershipKind, StatementCode
from meetings.actions.voters import eligible_voters
from portal.calendar import today
from portal.models import OutgoingMail
from proposals.models import ReviewComment
from proposals.rules.sections import sections_of
from tests.factories import (
    DeclarationFactory,
    InterestFactory,
    MeetingFactory,
    MotionFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import WORDING, text_of
from tests.proposals.helpers import approved_group, chair, drafted

SEE_AND_ADVISE = {
    *(Action.GROUP_VIEW, Action.MEMBER_LIST, Action.MEMBER_CONTACT_VIEW, Action.REGISTER_OPEN),
    *(Action.PROPOSAL_VIEW, Action.PROPOSAL_COMMENT, Action.MEETING_VIEW, Action.SUPPORT_VIEW),
    *(Action.RECORDED_ANSWER, Action.MINUTES_ANSWER, Action.MEETING_REPLY),
}
KINDS = ["apprentice", "employee", "training provider", "end-point assessment", "external quality", "professional body"]
KINDS += ["regulator", "trade union", "sector body", "worldskills", "higher education"]


@pytest.mark.parametrize("role", [Role.ADVISER, Role.FACILITATOR])
def test_what_they_are_granted_is_seeing_and_commenting(role):
    granted = {action for action, roles in GRANTS.items() if role in roles}

    assert granted == SEE_AND_ADVISE


def test_who_prepares_drafts_documents_and_meetings_and_nothing_that_decides():
    assert {action for action, roles in GRANTS.items() if Role.PREPARER in roles} == {
        Action.PROPOSAL_EDIT,
        Action.MEETING_EDIT,
    }


@pytest.mark.django_db
def test_facilitator_prepares_while_the_chair_allows_it_and_never_decides(client):
    submission = drafted(approved_group())
    group, meeting = submission.group, MeetingFactory(group=submission.group, minutes_agreed_on=None)
    facilitator = eligible_member(group=group, facilitator=True).person
    adviser = eligible_member(group=group, adviser=True).person
    page = reverse("members:facilitators", args=[group.pk])
    own = [group.pk, submission.pk]
    section = sections_of(submission.kind)[0].key
    prepares = [reverse("proposals:section", args=[*own, section]), reverse("meetings:add", args=[group.pk])]
    never = [
        *(reverse(f"proposals:{name}", args=own) for name in ("finalise", "ask")),
        reverse("proposals:submit", args=[group.pk, "proposal"]),
        *(reverse(f"meetings:{name}", args=[group.pk, meeting.pk]) for name in ("record", "cancel")),
        reverse("meetings:open_motion", args=[group.pk]),
    ]

    def answers(addresses):
        return {client.post(address).status_code for address in addresses}

    client.force_login(facilitator.user)
    assert answers([*prepares, *never, page]) == {403}
    client.force_login(chair(group))
    assert "Facilitators may prepare documents" in text_of(client.post(page, {"prepare": "1"}, follow=True))
    client.post(page, {"prepare": "1"})  # twice
    assert OutgoingMail.objects.get(kind="members.may_prepare").to == facilitator.email

    client.force_login(facilitator.user)
    assert answers(prepares) <= {200, 302, 422} and answers([*never, page]) == {403}
    shown = text_of(client.get(reverse("meetings:detail", args=[group.pk, meeting.pk])))
    assert "Correct who came" not in shown and "Call the meeting off" not in shown
    client.force_login(adviser.user)
    assert answers(prepares) == {403}

    client.force_login(chair(group))
    client.post(page)
    told = text_of(client.get(group.get_absolute_url()))
    assert "Facilitators prepare no longer" in told and "Facilitators may prepare documents and meetings" in told
    client.force_login(facilitator.user)
    assert answers(prepares) == {403}


@pytest.mark.parametrize("named", KINDS)
def test_every_kind_of_the_guidance_can_be_invited(named):
    assert any(named in str(label).lower() for label in AdviserKind.labels)


@pytest.mark.parametrize("kind", [MembershipKind.ADVISER, MembershipKind.FACILITATOR])
def test_they_undertake_not_to_promote_services_and_state_nothing_else(kind):
    assert [item.code for item in WORDING.statements(kind)] == [StatementCode.NO_PROMOTION]


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["adviser", "facilitator"])
def test_undertaking_withdrawn_is_told_to_the_chair_at_once(client, trait):
    chair = eligible_chair()
    adviser = eligible_member(group=chair.group, **{trait: True})
    client.force_login(adviser.person.user)
    client.post(reverse("members:withdraw", args=[chair.group_id, "no_promotion"]), {"answer": "yes"})
    client.force_login(chair.person.user)

    page = text_of(client.get(reverse("overview:members", args=[chair.group_id])))

    assert adviser.statements.get().withdrawn_on == today()
    assert "Has not undertaken not to promote services" in page


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["adviser", "facilitator"])
def test_they_comment_on_a_proposal_and_resolve_nothing(client, trait):
    submission = drafted(approved_group())
    adviser = eligible_member(group=submission.group, **{trait: True})
    client.force_login(adviser.person.user)
    page = reverse("proposals:version", args=[submission.group_id, submission.pk, 1])
    assert "Mark as resolved" not in text_of(client.get(page))

    client.post(
        reverse("proposals:comment", args=[submission.group_id, submission.pk]),
        {"section": "", "text": "Providers would need a year to prepare."},
    )

    comment = ReviewComment.objects.get()
    assert comment.written_by == adviser.person.user
    resolve = reverse("proposals:resolve", args=[submission.group_id, submission.pk, comment.pk])
    assert "Mark as resolved" not in text_of(client.get(page)) and client.post(resolve).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["adviser", "facilitator"])
def test_they_have_no_vote_and_none_can_be_recorded_for_them(client, trait):
    chair = eligible_chair()
    adviser = eligible_member(group=chair.group, **{trait: True})
    motion = MotionFactory(group=chair.group)
    client.force_login(adviser.person.user)

    assert client.post(reverse("meetings:vote", args=[chair.group_id, motion.pk]), {"choice": "for"}).status_code == 403
    client.force_login(chair.person.user)
    client.post(
        reverse("meetings:record_votes", args=[chair.group_id, motion.pk]), {f"vote-{adviser.person_id}": "for"}
    )
    assert not motion.votes.filter(person=adviser.person).exists()
    assert adviser.person_id not in eligible_voters(motion, today()).electorate.voter_ids


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["adviser", "facilitator"])
def test_they_neither_chair_nor_handle_nor_invite(client, trait):
    chair = eligible_chair()
    group, adviser = chair.group, eligible_member(group=chair.group, **{trait: True})
    interest = InterestFactory(declaration=DeclarationFactory(group=group, person=chair.person))
    client.force_login(chair.person.user)
    proposed = {"change": f"over-{chair.pk}", "successor": adviser.person_id}
    assert client.post(reverse("chairs:hand_over_arrange", args=[group.pk]), proposed).status_code == 422

    client.force_login(adviser.person.user)
    pages = {
        "members:invite": [group.pk, "employer"],
        "chairs:hand_over_arrange": [group.pk],
        "conflicts:handle": [group.pk, interest.pk],
    }
    answers = {page: client.post(reverse(page, args=arguments)).status_code for page, arguments in pages.items()}

    assert set(answers.values()) <= {403, 404}, answers
