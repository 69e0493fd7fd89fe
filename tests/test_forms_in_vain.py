"""A form that cannot be sent is not shown: such a page answers a look as it answers what is sent, and says why."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from groups.enums import Side
from groups.models import Group
from members.models import Membership
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    ConcernFactory,
    DecisionFactory,
    DeclarationFactory,
    EnquiryFactory,
    InterestFactory,
    InvitationFactory,
    JustificationFactory,
    MeetingFactory,
    MembershipSubmissionFactory,
    MilestoneFactory,
    MitigationFactory,
    MotionFactory,
    QueryFactory,
    RequestedMemberFactory,
    SubmissionFactory,
    VersionFactory,
    WithdrawalCaseFactory,
    WorkPlanFactory,
    eligible_member,
)
from tests.groups.led import chair, led_group, manager, route

pytestmark = pytest.mark.django_db
Keys = dict[str, object]


@pytest.fixture
def group() -> Group:
    return led_group()


# --- what stands in the way ------------------------------------------------------------------------------------------
def open_case(group: Group) -> Keys:
    return {"case_pk": WithdrawalCaseFactory(group=group).pk}


def discussed_case(group: Group) -> Keys:
    return {"case_pk": WithdrawalCaseFactory(group=group, discussed=True).pk}


def decided_case(group: Group) -> Keys:
    return {"case_pk": WithdrawalCaseFactory(group=group, decided=True).pk}


def mapped_case(group: Group) -> Keys:
    mapped = {"map_decided_at": timezone.now(), "map_decided_by": route(group), "map_reason": "Nobody needs it."}
    return {"case_pk": WithdrawalCaseFactory(group=group, withdrawn=True, map_outcome="removed", **mapped).pk}


def closed_concern(group: Group) -> Keys:
    return {"concern_pk": ConcernFactory(group=group, closed_on=today(), answer="Settled.").pk}


def accepted_circumstances(group: Group) -> Keys:
    return {"mitigation_pk": MitigationFactory(group=group, accepted_on=today()).pk}


def accepted_justification(group: Group) -> Keys:
    return {"justification_pk": JustificationFactory(group=group, accepted_on=today()).pk}


def decided_enquiry(group: Group) -> Keys:
    return {"pk": EnquiryFactory(accepted=True, group=group).pk}


def nothing(group: Group) -> Keys:
    return {}


def open_case_beside(group: Group) -> Keys:
    open_case(group)
    return {}


def proposed_plan(group: Group) -> Keys:
    SubmissionFactory(group=group, submitted_on=today(), decided_on=today(), outcome="agreed")
    WorkPlanFactory(group=group, agreed_on=None, proposed_side=Side.GROUP)
    return {}


def milestone_of_an_earlier_plan(group: Group) -> Keys:
    earlier = MilestoneFactory(work_plan=WorkPlanFactory(group=group))
    WorkPlanFactory(group=group)
    return {"milestone_pk": earlier.pk}


def waiting_query(group: Group) -> Keys:
    return {"query_pk": QueryFactory(group=group).pk}


def draft(group: Group) -> Keys:
    return {"submission_pk": VersionFactory(submission__group=group).submission_id}


def fixed(group: Group) -> Keys:
    return {"submission_pk": VersionFactory(submission__group=group, frozen=True).submission_id}


def fixed_standard(group: Group) -> Keys:
    return {
        "submission_pk": VersionFactory(
            submission=SubmissionFactory(group=group, kind="standard"), frozen=True
        ).submission_id
    }


def put_to_the_vote(group: Group) -> Keys:
    version = VersionFactory(submission__group=group, frozen=True, motion=MotionFactory(group=group))
    return {"submission_pk": version.submission_id}


def decided(group: Group) -> Keys:
    submission = SubmissionFactory(group=group, submitted_on=today(), decided_on=today(), outcome="agreed")
    DecisionFactory(submission=submission)
    return {"submission_pk": submission.pk}


def in_review(group: Group) -> Keys:
    return {"submission_pk": SubmissionFactory(group=group, submitted_on=today()).pk}


def met_request(group: Group) -> Keys:
    return {"requested_pk": RequestedMemberFactory(group=group, met_on=today()).pk}


def submitted_membership(group: Group) -> Keys:
    group.membership_approved_on = None
    group.save()
    MembershipSubmissionFactory(group=group)
    return {}


def member_of_a_submitted_membership(group: Group) -> Keys:
    submitted_membership(group)
    return {"membership_pk": eligible_member(group=group, approval="submitted").pk}


def former_member(group: Group) -> Keys:
    return {"membership_pk": eligible_member(group=group, ended_on=today(), end_reason="resigned").pk}


def accepted_invitation(group: Group) -> Keys:
    accepted = {"accepted_at": timezone.now(), "membership": eligible_member(group=group)}
    return {"invitation_pk": InvitationFactory(group=group, **accepted).pk}


def ended_interest(group: Group, of: Membership | None = None) -> Keys:
    person = of.person if of else group.chairs.get().person
    declaration = DeclarationFactory(group=group, person=person)
    return {"interest_pk": InterestFactory(declaration=declaration, ended_on=today()).pk}


def ended_interest_of_a_member(group: Group) -> Keys:
    return ended_interest(group, eligible_member(group=group))


def held_meeting(group: Group) -> Keys:
    return {"meeting_pk": MeetingFactory(group=group).pk}


def planned_meeting(group: Group) -> Keys:
    return {"meeting_pk": MeetingFactory(group=group, held_on=None, planned_on=today()).pk}


def meeting_with_agreed_minutes(group: Group) -> Keys:
    return {"meeting_pk": MeetingFactory(group=group, minutes_agreed_on=today()).pk}


def item_of_agreed_minutes(group: Group) -> Keys:
    settled = meeting_with_agreed_minutes(group)
    return settled | {"item_pk": AgendaItemFactory(meeting=group.meetings.get()).pk}


def person_in_agreed_minutes(group: Group) -> Keys:
    settled, person = meeting_with_agreed_minutes(group), eligible_member(group=group).person
    AttendanceFactory(meeting=group.meetings.get(), person=person)
    return settled | {"person_pk": person.pk}


def done_action(group: Group) -> Keys:
    return {"action_pk": ActionFactory(meeting=MeetingFactory(group=group), done=True).pk}


def closed_motion(group: Group) -> Keys:
    return {"motion_pk": MotionFactory(group=group, closed_at=timezone.now(), result="carried", outcome={}).pk}


def vote_by_correspondence(group: Group) -> Keys:
    return {"motion_pk": MotionFactory(group=group).pk}


def nothing_declared(group: Group) -> Keys:
    group.declarations.all().delete()
    return {}


CASES: list[tuple[str, Callable[[Group], User], Callable[[Group], Keys], Keys]] = [
    ("oversight:case_raise", manager, open_case_beside, {}),
    ("oversight:case_discuss", manager, decided_case, {}),
    ("oversight:case_decide", route, open_case, {}),
    ("oversight:case_decide", route, decided_case, {}),
    ("oversight:case_map", route, discussed_case, {}),
    ("oversight:case_map", route, decided_case, {}),
    ("oversight:case_map", route, mapped_case, {}),
    ("oversight:concern_answer", chair, closed_concern, {}),
    ("oversight:concern_close", manager, closed_concern, {}),
    ("oversight:mitigation_decide", route, accepted_circumstances, {}),
    ("overview:decide", manager, nothing, {}),
    ("overview:justification_decide", manager, accepted_justification, {}),
    ("groups:enquiry_decide", manager, decided_enquiry, {}),
    ("overview:work_plan_propose", chair, nothing, {}),
    ("overview:work_plan_propose", chair, proposed_plan, {}),
    ("overview:milestone", chair, milestone_of_an_earlier_plan, {}),
    ("groups:query_follow_up", chair, waiting_query, {}),
    ("overview:occupation", chair, submitted_membership, {}),
    ("overview:running", chair, submitted_membership, {}),
    ("overview:population", chair, submitted_membership, {}),
    ("proposals:section", chair, fixed, {"key": "demand"}),
    ("proposals:document", chair, fixed_standard, {}),
    ("proposals:ask", chair, draft, {}),
    ("proposals:ask", chair, put_to_the_vote, {}),
    ("proposals:submit", chair, nothing, {"kind": "proposal"}),
    ("proposals:withdraw", chair, draft, {}),
    ("proposals:recommend", manager, decided, {}),
    ("proposals:decide", route, in_review, {}),
    ("proposals:decide", route, decided, {}),
    ("proposals:requested_meet", manager, met_request, {}),
    ("proposals:requested_strike", manager, met_request, {}),
    ("members:invite", chair, submitted_membership, {"kind": "employer"}),
    ("members:correct", chair, member_of_a_submitted_membership, {}),
    ("members:correct", chair, former_member, {}),
    ("members:end", chair, member_of_a_submitted_membership, {}),
    ("members:end", chair, former_member, {}),
    ("members:edit_invitation", chair, accepted_invitation, {}),
    ("members:revoke", chair, accepted_invitation, {}),
    ("conflicts:change_interest", chair, ended_interest, {}),
    ("conflicts:end_interest", chair, ended_interest, {}),
    ("conflicts:handle", chair, ended_interest_of_a_member, {}),
    ("conflicts:renew", chair, nothing_declared, {}),
    ("meetings:change", chair, held_meeting, {}),
    ("meetings:cancel", chair, held_meeting, {}),
    ("meetings:record", chair, meeting_with_agreed_minutes, {}),
    ("meetings:declare_for", chair, person_in_agreed_minutes, {}),
    ("meetings:item_add", chair, meeting_with_agreed_minutes, {}),
    ("meetings:item", chair, item_of_agreed_minutes, {}),
    ("meetings:item_left", chair, item_of_agreed_minutes, {}),
    ("meetings:action_add", chair, planned_meeting, {}),
    ("meetings:action_change", chair, done_action, {}),
    ("meetings:minutes_write", chair, planned_meeting, {}),
    ("meetings:minutes_agree", chair, held_meeting, {}),
    ("meetings:minutes_answer", chair, held_meeting, {}),
    ("meetings:minutes_show", chair, meeting_with_agreed_minutes, {}),
    ("meetings:close_motion", chair, closed_motion, {}),
    ("meetings:close_motion", chair, vote_by_correspondence, {}),
    ("meetings:withdraw_motion", chair, closed_motion, {}),
    ("meetings:record_votes", chair, vote_by_correspondence, {}),
    ("meetings:left", chair, vote_by_correspondence, {}),
    ("meetings:record_votes", chair, closed_motion, {}),
    ("meetings:left", chair, closed_motion, {}),
]


@pytest.mark.parametrize(
    ("page", "who", "made", "more"), CASES, ids=[f"{page}-{made.__name__}" for page, _, made, _ in CASES]
)
def test_page_refuses_a_look_as_it_refuses_what_is_sent(client: Client, group: Group, page, who, made, more) -> None:
    address = reverse(page, kwargs={"pk": group.pk} | made(group) | more)
    user = who(group)
    (sign_in_official if user.is_official else Client.force_login)(client, user)

    looked, sent = client.get(address), client.post(address, {"sent": "1"})

    assert (looked.status_code, sent.status_code) == (409, 409)
    assert _said(looked) == _said(sent)


def _said(response) -> str:
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)
