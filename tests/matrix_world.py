"""Groups, people and officials for the table of permissions; a personal field of a group holds a text of its own."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.test import Client

from accounts.emails import path_of
from accounts.enums import OfficialRole
from accounts.models import Absence, OfficialInvitation, User
from chairs.models import OverArchingChair, Participation
from conflicts.models import Interest
from duplicates.models import LikelyDouble, PersonDouble
from duties.models import Duty
from groups.actions.enquiries import CONFIRM
from groups.enums import Side
from groups.models import Enquiry, Group, Justification, Milestone, Query, WorkPlan
from lists.models import ListQuestion, MemberUpload
from meetings.models import Action as Task
from meetings.models import Meeting, Motion, Paper, TravelClaim
from members.emails import link_of
from members.models import ChairAppointment, Engagement, HandOver, Invitation, Membership
from occupations.models import ImportRun, Route
from portal.calendar import today
from portal.links import new_nonce, sign
from tests.accounts.helpers import make_user, sign_in_official
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    AgendaItemFactory,
    AttendanceFactory,
    ChairAppointmentFactory,
    ConcernFactory,
    DeclarationFactory,
    EngagementFactory,
    EnquiryFactory,
    GroupFactory,
    GroupOfficialFactory,
    HandOverFactory,
    ImportRunFactory,
    InterestFactory,
    InvitationFactory,
    JustificationFactory,
    LikelyDoubleFactory,
    ListQuestionFactory,
    MeetingFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    MilestoneFactory,
    MitigationFactory,
    MotionFactory,
    OccupationFactory,
    OfficialFactory,
    OfficialInvitationFactory,
    OverArchingChairFactory,
    PaperFactory,
    ParticipationFactory,
    PersonDoubleFactory,
    PersonFactory,
    QueryFactory,
    RouteFactory,
    RouteOfficialFactory,
    TravelClaimFactory,
    TravelPaymentFactory,
    UploadRowFactory,
    WithdrawalCaseFactory,
    WorkPlanFactory,
    eligible_member,
)
from tests.matrix_papers import Papers, papers_of

MEETING_PAGES = [
    f"meetings:{page}"
    for page in (
        *("detail", "reply", "replies", "change", "record", "cancel", "calendar", "item_add", "action_add"),
        *("recorded_for_me", "minutes_answer", "minutes", "minutes_write", "minutes_show"),
        *("minutes_agree", "minutes_pdf"),
    )
]
MOTION_PAGES = [
    f"meetings:{page}" for page in ("motion", "close_motion", "withdraw_motion", "vote", "record_votes", "left")
]
NUMBERS = {"own": 90_001, "unled": 90_002, "elsewhere": 90_003}  # no other row's, so that addresses tell groups apart
RULE = "group.size"  # one that a group may ask to be passed


@dataclass
class Things:
    """What the addresses of one group's pages name."""

    group: Group
    membership: Membership
    interest: Interest
    justification: Justification
    engagement: Engagement
    meeting: Meeting
    paper: Paper
    task: Task
    motion: Motion
    invitation: Invitation
    upload: MemberUpload
    double: LikelyDouble
    person_double: PersonDouble
    enquiry: Enquiry
    unconfirmed: Enquiry
    travel: TravelClaim
    papers: Papers
    support: dict[str, int]  # keys of a concern, its duty, of mitigating circumstances and of a case
    milestone: Milestone
    plan: WorkPlan
    query: Query
    hand_over: HandOver
    participation: Participation
    over_arching: OverArchingChair
    appointment: ChairAppointment  # of the group without a chair: a term that never began
    listed: ListQuestion  # about an employer that a list names
    import_run: ImportRun  # of no group
    published: Group  # another one: the group itself is not approved yet
    invited: OfficialInvitation  # of an official who has not come in yet
    absence: Absence | None = None  # of the product manager of most columns' group

    @cached_property
    def arguments(self) -> dict[str, dict[str, object]]:
        """URL arguments by the beginning of the page's name; the longest that fits counts."""
        group, invitation = {"pk": self.group.pk}, {"invitation_pk": self.invitation.pk}
        meeting = {"meeting_pk": self.meeting.pk}
        appointment = group | {"appointment_pk": self.appointment.pk}
        together = {"pk": self.participation.collaboration.pk}
        part = {"participation_pk": self.participation.pk}
        upload = group | {"upload_pk": self.upload.pk}
        return {
            "": {},
            "officials:": group,
            "officials:imports": {},
            "officials:official_invitation": {"token": path_of(self.invited).strip("/").rpartition("/")[2]},
            "groups:": group,
            "groups:enquir": {},
            "officials:allocation": {},
            "officials:allocate_several": {},
            "officials:allocation_groups": {},
            "officials:allocation_routes": {},
            "officials:allocate": group,
            "officials:allocation_end": group | {"appointment_pk": _first(self.group.officials)},
            "officials:route_officials": {"slug": self.group.occupation.route.slug},
            "officials:route_official_end": {
                "slug": self.group.occupation.route.slug,
                "appointment_pk": _first(self.group.occupation.route.officials),
            },
            "officials:all_absences": {},
            "officials:absences": {},
            "officials:portfolio": {"pk": self.group.officials.get().user.pk if self.group.officials.exists() else 0},
            "officials:absence_record": {},
            "officials:absence": {"pk": self.absence.pk if self.absence else 0},
            "officials:user": {"pk": self.invited.user.pk},
            "officials:users": {},
            "officials:user_invite": {},
            "groups:enquiry": {"pk": self.enquiry.pk},
            "groups:enquiry_confirm": {"token": sign(CONFIRM, self.unconfirmed.pk, self.unconfirmed.nonce)},
            "groups:enquiry_record": {},
            "groups:enquiry_sent": {},
            "overview:justify": group | {"rule": RULE},
            "overview:justification_decide": group | {"justification_pk": self.justification.pk},
            "public_pages:group": {"reference": self.published.reference},
            "public_pages:": {},
            "public_pages:groups": {},
            "public_pages:groups_csv": {},
            "overview:milestone": group | {"milestone_pk": self.milestone.pk},
            "overview:work_plan_answer": group | {"plan_pk": self.plan.pk},
            "overview:work_plan_withdraw": group | {"plan_pk": self.plan.pk},
            "groups:query": group | {"query_pk": self.query.pk},
            "groups:query_ask": group,
            "groups:query_request": group,
            "members:": group,
            "members:ledger": {},
            "duplicates:duplicates": {},
            "duplicates:double": {"pk": self.double.pk},
            "duplicates:person_duplicates": {},
            "duplicates:person_double": {"pk": self.person_double.pk},
            **{f"lists:upload{page}": upload for page in ("", "_confirm", "_discard")},
            "lists:upload_begin": group,
            "lists:upload_template": group | {"kind": "csv"},
            "members:invite": group | {"kind": "employer"},
            "chairs:": group,
            "lists:": group,
            "overview:": group,
            "overview:members": group,
            "overview:member": group | {"membership_pk": self.membership.pk},
            "overview:multiple_memberships": {},
            "members:mailings": {},
            "members:withdraw": group | {"code": "details_held"},
            "members:chair_withdraw": group | {"code": "publication"},
            "members:submit_again": group | {"membership_pk": self.membership.pk},
            "members:ask": group | {"membership_pk": self.membership.pk},
            "members:correct": group | {"membership_pk": self.membership.pk},
            "members:end": group | {"membership_pk": self.membership.pk},
            "members:edit_invitation": group | invitation,
            "members:remind": group | invitation,
            "members:remind_all": group,
            "members:resend": group | invitation,
            "members:revoke": group | invitation,
            "joining:invitation": {"token": link_of(self.invitation).strip("/").rpartition("/")[2]},
            "joining:invitation_damaged": {},
            "joining:decline": {"token": link_of(self.invitation).strip("/").rpartition("/")[2]},
            "joining:": {"pk": self.invitation.pk},
            "overview:collaboration": together,
            "overview:collaborations": group,
            "overview:collaboration_join": together | part,
            "overview:collaboration_leave": together | part,
            "overview:over_arching_": together | {"chair_pk": self.over_arching.pk},
            "overview:over_arching_propose": together,
            "chairs:hand_over": group | {"hand_over_pk": self.hand_over.pk},
            "chairs:hand_over_arrange": group,
            **dict.fromkeys(("chairs:chair_briefing", "chairs:chair_mentor", "chairs:chair_mentor_end"), appointment),
            "chairs:chair_mentor_ask": group,
            "members:advice_edit": group | {"engagement_pk": self.engagement.pk},
            "lists:list_question": group | {"question_pk": self.listed.pk},
            "lists:list_questions": group,
            "conflicts:": group,
            "conflicts:change_interest": group | {"interest_pk": self.interest.pk},
            "conflicts:end_interest": group | {"interest_pk": self.interest.pk},
            "conflicts:handle": group | {"interest_pk": self.interest.pk},
            "conflicts:interest": group | {"interest_pk": self.interest.pk},
            "meetings:": group,
            **dict.fromkeys(MEETING_PAGES, group | meeting),
            "meetings:item": group | meeting | {"item_pk": self.paper.item_id},
            "meetings:paper": group | meeting | {"paper_pk": self.paper.pk},
            "meetings:paper_add": group | meeting | {"item_pk": self.paper.item_id},
            "meetings:declare_for": group | meeting | {"person_pk": self.membership.person_id},
            "meetings:reply_for": group | meeting | {"person_pk": self.membership.person_id},
            "meetings:minutes_correction": group | meeting | {"answer_pk": 1},
            "meetings:action": group | {"action_pk": self.task.pk},
            **dict.fromkeys(("meetings:actions", "meetings:actions_csv", "meetings:meetings_csv"), group),
            **dict.fromkeys(MOTION_PAGES, group | {"motion_pk": self.motion.pk}),
            "meetings:motions": group,
            "meetings:travel_new": group | meeting,
            **dict.fromkeys(("meetings:travel_claim", "meetings:travel_decide"), group | {"claim_pk": self.travel.pk}),
            "meetings:travel_receipt": group
            | {"claim_pk": self.travel.pk, "receipt_pk": self.travel.receipts.get().pk},
            **dict.fromkeys(
                ("meetings:travel_payment", "meetings:travel_paid"),
                group | {"payment_pk": self.group.travel_payments.get().pk},
            ),
            **{page: group | more for page, more in self.papers.arguments().items()},
            "officials:import_run": {"pk": self.import_run.pk},
            "public_pages:occupation_search": {},
            "public_pages:occupations": {},
            "public_pages:occupation": {"pk": self.group.occupation.pk},
            "oversight:": group,
            "oversight:dashboard": {},
            "oversight:programme": {},
            "oversight:programme_csv": {"figure": "routes"},
            "oversight:preview": {},
            "oversight:risk_note": group | {"risk": "risk.quality"},
            "duties:group": group,
            "duties:preferences": {},
            "duties:calendars": {},
            "duties:feed": {"token": "not-made-here"},
            "duties:unsubscribe": {"token": "not-signed"},
            "duties:longer": {"pk": self.support["duty"]},
            "oversight:concern_": group | {"concern_pk": self.support["concern"]},
            "oversight:concern_raise": group,
            "oversight:mitigation_": group | {"mitigation_pk": self.support["mitigation"]},
            "oversight:mitigation_ask": group,
            "oversight:case_": group | {"case_pk": self.support["case"]},
            "oversight:case_raise": group,
            "demo:letter": {"name": "none"},
        }

    def kwargs(self, page: str) -> dict[str, object]:
        return self.arguments[max((key for key in self.arguments if page.startswith(key)), key=len)]


class Seen(NamedTuple):
    """An answer to GET: as the table says it, and what a reader finds in it."""

    words: str
    told: str


@dataclass
class World:
    """`own` is the group of most columns, `unled` the lead's, `elsewhere` that of the chair of another group."""

    own: Things
    unled: Things
    elsewhere: Things
    clients: dict[str, Client] = field(default_factory=dict)
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)  # by column and address

    def things(self, column: str) -> Things:
        return self.unled if column == "lead" else self.own


def build() -> World:
    route = RouteFactory()
    lead = make_user("lead@example.org")
    own, elsewhere = _group("own", route=route), _group("elsewhere", route=RouteFactory())
    unled = _group("unled", route=route, lead=lead)
    own.enquiry = unled.enquiry  # what is asked for in every column: one that waits for a decision
    world = World(own=own, unled=unled, elsewhere=elsewhere)
    people = _people(own, elsewhere, lead)
    officials = _officials(own, unled, elsewhere, route)
    world.clients = {"anon": Client()} | {column: _signed_in(user) for column, user in (people | officials).items()}
    return world


# --- groups ----------------------------------------------------------------------------------------------------------
def _group(name: str, *, route: Route, lead: User | None = None) -> Things:
    """A submitted group with a chair, or one that registers and has a lead; with one of everything."""
    group = GroupFactory(pk=NUMBERS[name], occupation=OccupationFactory(route=route))
    member = eligible_member(
        group=group,
        person=PersonFactory(
            user=make_user(f"member-{secret('email', name)}@example.org".lower()), phone=secret("phone", name)
        ),
        job_title=secret("jobtitle", name),
    )
    MembershipFactory(group=group, person__name="Lacks Everything", plans_to_serve_until=None)
    declaration = DeclarationFactory(group=group, person=member.person)
    sender = lead or make_user(f"sender-{name}@example.org")
    if lead:
        appointment = ChairAppointmentFactory(group=group, person=member.person, started_on=today(), ended_on=today())
    else:
        chair = eligible_member(group=group, person=PersonFactory(user=make_user(f"chair-{name}@example.org")))
        appointment = ChairAppointmentFactory(group=group, person=chair.person, confirmed=True)
        MembershipSubmissionFactory(group=group, submitted_by=sender)
    EnquiryFactory(accepted=True, group=group, user=sender, occupation=group.occupation)
    meeting = MeetingFactory(group=group, held_on=None, planned_on=today(), place=secret("meeting", name))
    AttendanceFactory(meeting=meeting, person=member.person)
    participation = ParticipationFactory(group=group)
    return Things(
        group=group,
        membership=member,
        interest=InterestFactory(declaration=declaration, description=secret("interest", name)),
        justification=JustificationFactory(group=group, rule=RULE, reason=secret("justification", name)),
        engagement=EngagementFactory(group=group, summary=secret("advice", name)),
        meeting=meeting,
        paper=PaperFactory(item=AgendaItemFactory(meeting=meeting, details=secret("agenda", name))),
        task=ActionFactory(group=group, meeting=meeting, text=secret("action", name)),
        motion=MotionFactory(group=group, text=secret("motion", name)),
        travel=_travel(group, member, name),
        invitation=InvitationFactory(group=group, email=f"invited-{name}@example.org", nonce=new_nonce()),
        upload=UploadRowFactory(upload__group=group, answers=listed(secret("listed", name))).upload,
        double=LikelyDoubleFactory(),
        person_double=PersonDoubleFactory(),
        enquiry=EnquiryFactory(user=sender, occupation=group.occupation, reason=secret("enquiry", name)),
        unconfirmed=EnquiryFactory(unconfirmed=True, email=f"stranger-{name}@example.org"),
        papers=papers_of(group, name),
        support=_support(group, name),
        milestone=MilestoneFactory(work_plan=WorkPlanFactory(group=group)),
        plan=WorkPlanFactory(group=group, agreed_on=None, proposed_side=Side.GROUP, reason=secret("plan", name)),
        query=QueryFactory(group=group, answered=True, question=secret("query", name)),
        appointment=appointment,
        participation=participation,
        over_arching=OverArchingChairFactory(collaboration=participation.collaboration),
        hand_over=HandOverFactory(group=group, leaving=appointment, successor=eligible_member(group=group).person),
        listed=ListQuestionFactory(listed__group=group, listed__text=secret("listed", name)),
        import_run=ImportRunFactory(),
        published=GroupFactory(membership_approved_on=today()),
        invited=OfficialInvitationFactory(),
    )


def _support(group: Group, name: str) -> dict[str, int]:
    """A concern with the chairs' duty to answer it, as the assessment would store it, circumstances, and a case."""
    concern = ConcernFactory(group=group, reason=secret("concern", name)).pk
    duty = {"code": "concern.answer", "subject": f"concern/{concern}", "seat": "chairs", "urgency": "U"}
    days = {"since": today(), "first_due_on": today(), "due_on": today()}
    return {
        "concern": concern,
        "mitigation": MitigationFactory(group=group, reason=secret("circumstances", name)).pk,
        "case": WithdrawalCaseFactory(group=group, discussed=True, evidence=secret("case", name)).pk,
        "duty": Duty.objects.create(group=group, **duty, **days).pk,
    }


def _travel(group: Group, member: Membership, name: str) -> TravelClaim:
    """A claim of the member's, under the guidance of 2023, and a payment."""
    TravelPaymentFactory(group=group)
    journey = secret("journey", name)
    return TravelClaimFactory(group=group, person=member.person, organisation=member.organisation, journey=journey)


def _first(rows: Any) -> int:
    """The key of the first one, or of none."""
    return getattr(rows.first(), "pk", 0)


SECRETS = (
    *("email", "phone", "jobtitle", "interest", "justification", "advice", "enquiry", "meeting", "motion", "journey"),
    *("proposal", "standard", "comment", "funding", "concern", "circumstances", "case"),
    *("plan", "query", "agenda", "action", "listed"),
)


def secret(kind: str, group: str) -> str:
    """A text that stands nowhere else, in the one field of the one group."""
    return f"canary{kind}of{group}"


def listed(email: str) -> dict[str, str]:
    """What a row of an uploaded list says."""
    return {"email": email, "name": "Listed Person", "job_title": "Director", "organisation": "Listed Works Ltd"}


# --- people and officials --------------------------------------------------------------------------------------------
def _people(own: Things, elsewhere: Things, lead: User) -> dict[str, User]:
    adviser = eligible_member(
        group=own.group, adviser=True, person=PersonFactory(user=make_user("adviser@example.org"))
    )
    facilitator = eligible_member(
        group=own.group, facilitator=True, person=PersonFactory(user=make_user("facilitator@example.org"))
    )
    return {
        "out": make_user("outsider@example.org"),
        "inv": make_user(own.invitation.email),
        "memb": own.membership.person.user,
        "advis": adviser.person.user,
        "facil": facilitator.person.user,
        "lead": lead,
        "chair": own.group.chairs.get().person.user,
        "elsew": elsewhere.group.chairs.get().person.user,
    }


def _officials(own: Things, unled: Things, elsewhere: Things, route: Route) -> dict[str, User]:
    made = {
        "mgr": OfficialFactory(),
        "other": OfficialFactory(),
        "route": OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER),
        "assur": OfficialFactory(official_role=OfficialRole.ASSURANCE_MANAGER),
        "admin": OfficialFactory(official_role=OfficialRole.ADMINISTRATOR, is_staff=True),
    }
    GroupOfficialFactory(group=own.group, user=made["mgr"])
    GroupOfficialFactory(group=elsewhere.group, user=made["other"])
    own.absence = unled.absence = elsewhere.absence = AbsenceFactory(user=made["mgr"])
    for column in ("route", "assur"):
        RouteOfficialFactory(route=route, user=made[column])
    return made


def _signed_in(user: User) -> Client:
    client = Client()
    if user.is_official:
        sign_in_official(client, user)
    else:
        client.force_login(user)
    return client
