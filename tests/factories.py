"""Rows for tests: each factory makes the row and what it cannot be without, nothing else.

Dates are relative to today, so that what is current stays current. `eligible_member` and `eligible_chair` are the two
helpers that make several rows: a person for whom no rule of either policy has anything to say.
"""

from datetime import timedelta

import factory.django
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import Absence, OfficialInvitation, User
from chairs.models import Collaboration, OverArchingChair, Participation
from conflicts.enums import Measure, Nature, Perception, Subject
from conflicts.models import Declaration, Handling, Interest
from duplicates.models import LikelyDouble, PersonDouble
from groups.enums import EnquiryState, Outcome
from groups.models import (
    Concern,
    EmployerPopulation,
    Enquiry,
    Group,
    GroupOfficial,
    Justification,
    MembershipLook,
    MembershipSubmission,
    Milestone,
    PopulationShare,
    Query,
    WorkPlan,
)
from guidance.vocabulary import (
    ConcernKind,
    ConsentCode,
    Dimension,
    EngagementKind,
    Experience,
    Expertise,
    GateCode,
    MembershipKind,
    OrganisationKind,
    Region,
    RiskCode,
    RiskLevel,
    Sector,
    SizeBand,
    StatementCode,
    SubmissionKind,
)
from lists.models import ListedEmployer, ListQuestion, MemberUpload, UploadRow
from meetings.enums import Check, Choice, ClaimOutcome, Mode, Presence
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    ItemAbsence,
    Meeting,
    Motion,
    Paper,
    Reply,
    TravelClaim,
    TravelPayment,
    TravelReceipt,
    Vote,
)
from members.enums import Doubt, DoubtAnswer, MemberOutcome, RegisterKind, RowOutcome
from members.models import (
    ChairAppointment,
    Consent,
    Engagement,
    HandOver,
    Invitation,
    MemberDecision,
    Membership,
    Organisation,
    Person,
    RegisterEntry,
    RequestedMember,
    Statement,
)
from members.rules.names import normalised
from occupations.enums import ImportKind, OccupationStatus, ProgrammeType, StandardStatus
from occupations.models import (
    Cluster,
    ImportLine,
    ImportRun,
    Occupation,
    Pathway,
    Route,
    RouteOfficial,
    StandardVersion,
)
from oversight.enums import CaseOutcome
from oversight.models import Mitigation, RiskFlag, RiskNote, Snapshot, WithdrawalCase
from portal.calendar import add_months, today
from portal.enums import LineKind
from portal.links import new_nonce
from proposals.enums import DecisionOutcome, EvidencePart, Scheme, Step
from proposals.models import (
    Decision,
    EpaoQuote,
    FundingDocument,
    FundingEvidence,
    HandIn,
    ReviewComment,
    Submission,
    Version,
)
from proposals.rules.versions import digest, fingerprint
from tests.proposals.files import PDF


class DjangoModelFactory(factory.django.DjangoModelFactory):
    """Only rows whose history is shown on a page have one from the start: each costs as much as the row itself."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[models.Model], *args: object, **kwargs: object) -> models.Model:
        row = model_class(*args, **kwargs)
        if model_class not in WITH_HISTORY:
            row.skip_history_when_saving = True
        row.save(force_insert=True)
        row.__dict__.pop("skip_history_when_saving", None)
        return row


WITH_HISTORY = {ChairAppointment, Declaration, Interest, Membership, Query}


def days_ago(days: int) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: today() - timedelta(days=days))


def moment_ago(**ago: int) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: timezone.now() - timedelta(**ago))


def earlier_today(**ago: int) -> factory.LazyFunction:
    """That long ago, but never yesterday: what is made in a day's first hours is of that day all the same."""
    return factory.LazyFunction(
        lambda: max(timezone.now() - timedelta(**ago), timezone.localtime().replace(hour=0, minute=0))
    )


# --- accounts --------------------------------------------------------------------------------------------------------
class UserFactory(DjangoModelFactory):
    """Has no password that would work: tests sign in with `client.force_login`."""

    class Meta:
        model = User

    password = factory.LazyFunction(lambda: make_password(None))
    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")


class OfficialFactory(UserFactory):
    official_role = OfficialRole.PRODUCT_MANAGER
    email = factory.Sequence(lambda n: f"official{n}@example.org")
    name = factory.Sequence(lambda n: f"Official {n}")


class OfficialInvitationFactory(DjangoModelFactory):
    """Of an official who has not come in yet."""

    class Meta:
        model = OfficialInvitation

    user = factory.SubFactory(OfficialFactory)
    nonce = factory.LazyFunction(new_nonce)


class AbsenceFactory(DjangoModelFactory):
    """Today alone, with nobody who covers."""

    class Meta:
        model = Absence

    user = factory.SubFactory(OfficialFactory)
    first_day = factory.LazyFunction(today)
    last_day = factory.SelfAttribute("first_day")
    recorded_on = factory.LazyFunction(today)


# --- occupations -----------------------------------------------------------------------------------------------------
class RouteFactory(DjangoModelFactory):
    """An invented route beside the fifteen that the migrations bring."""

    class Meta:
        model = Route

    name = factory.Sequence(lambda n: f"Sample route {n}")
    slug = factory.Sequence(lambda n: f"sample-route-{n}")
    sequence = factory.Sequence(lambda n: 100 + n)


class PathwayFactory(DjangoModelFactory):
    class Meta:
        model = Pathway

    route = factory.SubFactory(RouteFactory)
    name = factory.Sequence(lambda n: f"Sample pathway {n}")


class ClusterFactory(DjangoModelFactory):
    class Meta:
        model = Cluster

    pathway = factory.SubFactory(PathwayFactory)
    name = factory.Sequence(lambda n: f"Sample cluster {n}")


class OccupationFactory(DjangoModelFactory):
    class Meta:
        model = Occupation

    reference = factory.Sequence(lambda n: f"OCC{9000 + n}")
    title = factory.Sequence(lambda n: f"Sample technician {n}")
    level = 3
    status = OccupationStatus.IN_DEVELOPMENT
    route = factory.SubFactory(RouteFactory)


class StandardVersionFactory(DjangoModelFactory):
    class Meta:
        model = StandardVersion

    occupation = factory.SubFactory(OccupationFactory)
    version = "1.0"
    title = factory.SelfAttribute("occupation.title")
    programme_type = ProgrammeType.STANDARD
    status = StandardStatus.APPROVED
    level = factory.SelfAttribute("occupation.level")


class RouteOfficialFactory(DjangoModelFactory):
    class Meta:
        model = RouteOfficial

    route = factory.SubFactory(RouteFactory)
    user = factory.SubFactory(OfficialFactory, official_role=OfficialRole.ROUTE_MANAGER)
    started_on = days_ago(30)


class ImportRunFactory(DjangoModelFactory):
    """A list of standards that was brought in, with a line of each kind."""

    class Meta:
        model = ImportRun
        skip_postgeneration_save = True

    kind = ImportKind.STANDARDS
    source = factory.Sequence(lambda number: f"standards-{number}.csv")
    ran_at = factory.LazyFunction(timezone.now)
    row_count = 5
    counts = factory.LazyFunction(lambda: dict.fromkeys([*LineKind.values, "unchanged"], 1))
    remarks = factory.LazyFunction(lambda: ["The file lacks these columns, and what was known of them stays: Banners"])

    @factory.post_generation
    def lines(self, create: bool, extracted: object, **_: object) -> None:
        for number, kind in enumerate(LineKind.values if create else (), 1):
            ImportLine.objects.create(run=self, number=number, kind=kind, row=number + 1, subject=f"ST900{number} 1.0")


# --- groups ----------------------------------------------------------------------------------------------------------
class GroupFactory(DjangoModelFactory):
    """A group that registers: nothing answered yet."""

    class Meta:
        model = Group

    reference = factory.Sequence(lambda n: f"TB{1000 + n}")
    name = factory.LazyAttribute(lambda group: f"{group.occupation.title} trailblazer group")
    occupation = factory.SubFactory(OccupationFactory)
    first_contact_on = days_ago(30)


class MembershipSubmissionFactory(DjangoModelFactory):
    """Open, unless `decided=True` (with `outcome`, and reasons where it was returned)."""

    class Meta:
        model = MembershipSubmission

    class Params:
        decided = factory.Trait(
            decided_at=moment_ago(days=1),
            decided_by=factory.SubFactory(OfficialFactory),
            outcome=Outcome.RETURNED,
            reasons="Add a small employer.",
        )

    group = factory.SubFactory(GroupFactory)
    submitted_at = moment_ago(days=3)
    submitted_by = factory.SubFactory(UserFactory)


class MembershipLookFactory(DjangoModelFactory):
    """An official has seen the membership as it was yesterday."""

    class Meta:
        model = MembershipLook

    group = factory.SubFactory(GroupFactory)
    looked_by = factory.SubFactory(OfficialFactory)
    looked_at = moment_ago(days=1)


class EnquiryFactory(DjangoModelFactory):
    """Received, to be decided; `accepted=True` makes its sender the lead of a new group."""

    class Meta:
        model = Enquiry

    class Params:
        unconfirmed = factory.Trait(state=EnquiryState.UNCONFIRMED, received_at=None, user=None)
        accepted = factory.Trait(
            state=EnquiryState.ACCEPTED,
            decided_at=moment_ago(days=1),
            decided_by=factory.SubFactory(OfficialFactory),
            group=factory.SubFactory(GroupFactory),
        )

    reference = factory.Sequence(lambda n: f"EN{1000 + n}")
    occupation = factory.SubFactory(OccupationFactory)
    reason = "Employers cannot find people with these skills."
    user = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda enquiry: enquiry.user.name if enquiry.user else "Sam Sample")
    email = factory.LazyAttribute(lambda enquiry: enquiry.user.email if enquiry.user else "sam@example.org")
    organisation = "Sample Works Ltd"
    job_title = "Head of training"
    state = EnquiryState.RECEIVED
    nonce = factory.LazyFunction(new_nonce)
    received_at = moment_ago(days=2)


class EmployerPopulationFactory(DjangoModelFactory):
    class Meta:
        model = EmployerPopulation

    group = factory.SubFactory(GroupFactory)
    source = "Invented figures for tests"
    recorded_on = days_ago(10)


class PopulationShareFactory(DjangoModelFactory):
    class Meta:
        model = PopulationShare

    population = factory.SubFactory(EmployerPopulationFactory)
    dimension = Dimension.SIZE
    category = SizeBand.SMALL
    share = "1"


class JustificationFactory(DjangoModelFactory):
    class Meta:
        model = Justification

    group = factory.SubFactory(GroupFactory)
    rule = "group.size"
    reason = "Only nine employers have this occupation."
    asked_by = factory.SubFactory(UserFactory)


class WorkPlanFactory(DjangoModelFactory):
    class Meta:
        model = WorkPlan

    group = factory.SubFactory(GroupFactory)
    standard_due_on = factory.LazyFunction(lambda: add_months(today(), 9))
    agreed_on = days_ago(3)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    work_plan = factory.SubFactory(WorkPlanFactory)
    title = "First draft of the standard"
    due_on = factory.SelfAttribute("work_plan.standard_due_on")


class QueryFactory(DjangoModelFactory):
    """Asked two days ago and waiting; `answered=True` answers it."""

    class Meta:
        model = Query

    class Params:
        answered = factory.Trait(
            answer="Yes, with the job title.",
            answered_at=earlier_today(hours=3),
            answered_by=factory.SubFactory(OfficialFactory),
        )

    group = factory.SubFactory(GroupFactory)
    subject = factory.Sequence(lambda n: f"Question {n}")
    question = "May one employer send two members?"
    asked_at = moment_ago(days=2)
    asked_by = factory.SubFactory(UserFactory)
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=5))


class ConcernFactory(DjangoModelFactory):
    class Meta:
        model = Concern

    group = factory.SubFactory(GroupFactory)
    kind = ConcernKind.QUALITY
    reason = "The draft describes two occupations."
    opened_on = days_ago(5)


# --- members ---------------------------------------------------------------------------------------------------------
class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Sample Employer {n} Ltd")
    kind = OrganisationKind.EMPLOYER
    employs_in_occupation = True
    size = SizeBand.MEDIUM
    sector = Sector.C
    region = Region.NORTH_WEST


class PersonFactory(DjangoModelFactory):
    """Signs in as `user`; of the same name and address."""

    class Meta:
        model = Person

    user = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda person: person.user.name if person.user else "Sam Sample")
    email = factory.LazyAttribute(lambda person: person.user.email if person.user else None)


class MembershipFactory(DjangoModelFactory):
    """An employer member who stated and declared nothing yet; `adviser=True`, `facilitator=True` make the others."""

    class Meta:
        model = Membership

    class Params:
        adviser = factory.Trait(kind=MembershipKind.ADVISER, adviser_kind="training_provider")
        facilitator = factory.Trait(kind=MembershipKind.FACILITATOR)

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    kind = MembershipKind.EMPLOYER
    job_title = "Training manager"
    started_on = days_ago(20)
    plans_to_serve_until = factory.LazyAttribute(lambda membership: add_months(membership.started_on, 24))


class MemberDecisionFactory(DjangoModelFactory):
    """Returned to the chair an hour ago, and not submitted again."""

    class Meta:
        model = MemberDecision

    membership = factory.SubFactory(MembershipFactory)
    outcome = MemberOutcome.RETURNED
    reasons = "Please say until when you plan to serve."
    decided_at = earlier_today(hours=1)
    decided_by = factory.SubFactory(OfficialFactory)


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    membership = factory.SubFactory(MembershipFactory)
    code = StatementCode.USES_APPRENTICESHIPS
    wording_version = "skills-england-2025-06"
    given_on = factory.SelfAttribute("membership.started_on")


class ConsentFactory(DjangoModelFactory):
    class Meta:
        model = Consent

    membership = factory.SubFactory(MembershipFactory)
    code = ConsentCode.DETAILS_HELD
    wording_version = "skills-england-2025-06"
    given_on = factory.SelfAttribute("membership.started_on")


class ChairAppointmentFactory(DjangoModelFactory):
    """Appointed, but nothing confirmed yet; `confirmed=True` for both confirmations."""

    class Meta:
        model = ChairAppointment

    class Params:
        confirmed = factory.Trait(confirmed_no_interest_on=days_ago(5), publication_agreed_on=days_ago(5))

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    started_on = days_ago(10)


class HandOverFactory(DjangoModelFactory):
    """A chair hands over to another employer member in ten days; `joins=True`: somebody becomes co-chair."""

    class Meta:
        model = HandOver

    class Params:
        joins = factory.Trait(leaving=None)

    group = factory.SubFactory(GroupFactory)
    leaving = factory.SubFactory(ChairAppointmentFactory, group=factory.SelfAttribute("..group"))
    successor = factory.SubFactory(PersonFactory)
    takes_place_on = factory.LazyFunction(lambda: today() + timedelta(days=10))
    arranged_by = factory.SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    """Waiting for its person; by default sent two days ago."""

    class Meta:
        model = Invitation

    group = factory.SubFactory(GroupFactory)
    name = factory.Sequence(lambda n: f"Invited Person {n}")
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    job_title = "Operations director"
    organisation = factory.SubFactory(OrganisationFactory)
    nonce = factory.LazyFunction(new_nonce)
    invited_at = moment_ago(days=2)
    invited_by = factory.SubFactory(UserFactory)
    sent_at = factory.SelfAttribute("invited_at")


class UploadRowFactory(DjangoModelFactory):
    """A person who would be invited."""

    class Meta:
        model = UploadRow

    upload = factory.SubFactory("tests.factories.MemberUploadFactory", row=None)
    number = 2
    answers = factory.Sequence(
        lambda n: {
            "email": f"listed{n}@example.org",
            "name": f"Listed Person {n}",
            "job_title": "Director",
            "organisation": f"Listed Works {n} Ltd",
        }
    )
    outcome = RowOutcome.NEW
    is_misread = False


class MemberUploadFactory(DjangoModelFactory):
    """A list with one row, which waits to be confirmed; `row=None` leaves the row out."""

    class Meta:
        model = MemberUpload
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    name = "members.csv"
    uploaded_by = factory.SubFactory(UserFactory)
    counts = {RowOutcome.NEW: 1}
    row = factory.RelatedFactory(UploadRowFactory, factory_related_name="upload")


class LikelyDoubleFactory(DjangoModelFactory):
    """To be judged."""

    class Meta:
        model = LikelyDouble

    first = factory.SubFactory(OrganisationFactory, name="Sample Bakery Ltd")
    second = factory.SubFactory(OrganisationFactory, name="The Sample Bakery")
    score = 100


class PersonDoubleFactory(DjangoModelFactory):
    """To be judged: an account each, the second one's stopped (`second__user__is_active=True`: both sign in)."""

    class Meta:
        model = PersonDouble

    first = factory.SubFactory(PersonFactory, name="Ann Example")
    second = factory.SubFactory(PersonFactory, name="Ann Example", user__is_active=False)
    score = 100


class CollaborationFactory(DjangoModelFactory):
    class Meta:
        model = Collaboration

    name = factory.Sequence(lambda n: f"Sample collaboration {n}")
    purpose = "The groups share what training has in common."
    begun_on = days_ago(10)


class ParticipationFactory(DjangoModelFactory):
    """Takes part since nine days; `asked=True`: its chair has not answered."""

    class Meta:
        model = Participation

    class Params:
        asked = factory.Trait(joined_on=None)

    collaboration = factory.SubFactory(CollaborationFactory)
    group = factory.SubFactory(GroupFactory)
    asked_by = factory.SubFactory(UserFactory)
    joined_on = days_ago(9)


class OverArchingChairFactory(DjangoModelFactory):
    """Proposed; with `started_on` chosen by every group."""

    class Meta:
        model = OverArchingChair

    collaboration = factory.SubFactory(CollaborationFactory)
    person = factory.SubFactory(PersonFactory)
    proposed_by = factory.SubFactory(UserFactory)


class GroupOfficialFactory(DjangoModelFactory):
    class Meta:
        model = GroupOfficial

    group = factory.SubFactory(GroupFactory)
    user = factory.SubFactory(OfficialFactory)
    started_on = days_ago(30)


class EngagementFactory(DjangoModelFactory):
    class Meta:
        model = Engagement

    group = factory.SubFactory(GroupFactory)
    kind = EngagementKind.TRAINING_PROVIDER
    held_on = days_ago(7)
    summary = "Asked how long training takes; 18 months is usual."


class RequestedMemberFactory(DjangoModelFactory):
    class Meta:
        model = RequestedMember

    group = factory.SubFactory(GroupFactory)
    description = "An employer from the North East"
    requested_on = days_ago(8)


# --- registers and lists of employers --------------------------------------------------------------------------------
class RegisterEntryFactory(DjangoModelFactory):
    class Meta:
        model = RegisterEntry

    register = RegisterKind.PROVIDER
    reference = factory.Sequence(lambda n: f"9{n:07d}")
    name = factory.Sequence(lambda n: f"Sample Training {n} Ltd")
    normalised = factory.LazyAttribute(lambda entry: normalised(entry.name))
    source = "providers.csv"
    taken_on = days_ago(10)


class ListedEmployerFactory(DjangoModelFactory):
    class Meta:
        model = ListedEmployer

    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(OrganisationFactory, name=factory.SelfAttribute("..name"))
    name = factory.Sequence(lambda n: f"Sample College {n}")
    text = factory.SelfAttribute("name")
    source = "lists.json"
    listed_on = days_ago(10)


class ListQuestionFactory(DjangoModelFactory):
    """Open, unless `answered=True` (yes)."""

    class Meta:
        model = ListQuestion

    class Params:
        answered = factory.Trait(
            answer=DoubtAnswer.YES, answered_at=moment_ago(days=1), answered_by=factory.SubFactory(UserFactory)
        )

    listed = factory.SubFactory(ListedEmployerFactory)
    doubt = Doubt.EMPLOYER
    reason = "The name has the word “college”: it may be a place of training"
    asked_on = days_ago(10)


# --- conflicts -------------------------------------------------------------------------------------------------------
class DeclarationFactory(DjangoModelFactory):
    """A nil declaration, until an interest is added."""

    class Meta:
        model = Declaration

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    declared_on = days_ago(10)


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = Interest

    declaration = factory.SubFactory(DeclarationFactory)
    nature = Nature.FINANCIAL
    perception = Perception.ACTUAL
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.TRAINING_PROVIDER)
    description = "Owns shares in a training provider."


class HandlingFactory(DjangoModelFactory):
    class Meta:
        model = Handling

    interest = factory.SubFactory(InterestFactory)
    measure = Measure.NO_VOTE
    recorded_on = days_ago(9)


# --- meetings, proposals, oversight ----------------------------------------------------------------------------------
class MeetingFactory(DjangoModelFactory):
    """Held properly."""

    class Meta:
        model = Meeting

    group = factory.SubFactory(GroupFactory)
    held_on = days_ago(6)
    declarations_checked = True
    competition_statement = True


class AttendanceFactory(DjangoModelFactory):
    """Came, and had nothing new to declare; `away=True`: sent apologies."""

    class Meta:
        model = Attendance

    class Params:
        away = factory.Trait(presence=Presence.APOLOGIES, mode="", check_answer="")

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    presence = Presence.CAME
    mode = Mode.IN_PERSON
    check_answer = Check.NOTHING_NEW
    recorded_at = moment_ago(days=6)
    recorded_by = factory.SubFactory(UserFactory)


class ReplyFactory(DjangoModelFactory):
    """Comes."""

    class Meta:
        model = Reply

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    comes = True
    recorded_by = factory.SubFactory(UserFactory)


class AgendaItemFactory(DjangoModelFactory):
    """An item of the group's own, the first one."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = "The occupation proposal"
    position = 1


class PaperFactory(DjangoModelFactory):
    class Meta:
        model = Paper

    item = factory.SubFactory(AgendaItemFactory)
    file = factory.LazyFunction(lambda: ContentFile(PDF, name="paper.pdf"))
    name = "paper.pdf"
    size = len(PDF)
    added_at = moment_ago(days=1)
    added_by = factory.SubFactory(UserFactory)


class ActionFactory(DjangoModelFactory):
    """To be done by the product manager within a week; `done=True` is done."""

    class Meta:
        model = Action

    class Params:
        done = factory.Trait(done_at=earlier_today(hours=1), done_by=factory.SubFactory(UserFactory))

    meeting = factory.SubFactory(MeetingFactory)
    group = factory.SelfAttribute("meeting.group")
    text = "Asks two more employers."
    due_on = factory.LazyFunction(lambda: today() + timedelta(days=7))


class MotionFactory(DjangoModelFactory):
    """Open, by correspondence for a week more; with `meeting` it is put in that meeting."""

    class Meta:
        model = Motion

    group = factory.SubFactory(GroupFactory)
    subject = Subject.OTHER
    text = "The group adopts its terms of reference."
    quorum = 1
    closes_on = factory.LazyAttribute(lambda motion: None if motion.meeting else today() + timedelta(days=7))
    meeting = None
    opened_at = earlier_today(hours=1)
    opened_by = factory.SubFactory(UserFactory)


class VoteFactory(DjangoModelFactory):
    class Meta:
        model = Vote

    motion = factory.SubFactory(MotionFactory)
    person = factory.SubFactory(PersonFactory)
    choice = Choice.FOR
    cast_at = earlier_today(minutes=30)
    recorded_by = factory.SelfAttribute("person.user")


class ItemAbsenceFactory(DjangoModelFactory):
    class Meta:
        model = ItemAbsence

    motion = factory.SubFactory(MotionFactory)
    person = factory.SubFactory(PersonFactory)
    recorded_at = earlier_today(minutes=30)
    recorded_by = factory.SubFactory(UserFactory)


class TravelPaymentFactory(DjangoModelFactory):
    class Meta:
        model = TravelPayment

    group = factory.SubFactory(GroupFactory)
    made_at = moment_ago(days=1)
    made_by = factory.SubFactory(OfficialFactory)


class TravelClaimFactory(DjangoModelFactory):
    """Waits for a decision, with one receipt; `approved=True` approves it."""

    class Meta:
        model = TravelClaim
        skip_postgeneration_save = True

    class Params:
        approved = factory.Trait(
            outcome=ClaimOutcome.APPROVED, decided_at=moment_ago(days=1), decided_by=factory.SubFactory(OfficialFactory)
        )

    group = factory.SubFactory(GroupFactory)
    meeting = factory.SubFactory(MeetingFactory, group=factory.SelfAttribute("..group"))
    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory, size=SizeBand.SMALL)
    critical_to = "standard"
    why_in_person = "The duties were sorted on cards."
    journey = "Leeds to London and back by train"
    amount = "85.50"
    claimed_at = moment_ago(days=2)
    claimed_by = factory.SelfAttribute("person.user")
    receipt = factory.RelatedFactory("tests.factories.TravelReceiptFactory", factory_related_name="claim")


class TravelReceiptFactory(DjangoModelFactory):
    class Meta:
        model = TravelReceipt

    claim = factory.SubFactory(TravelClaimFactory)
    file = factory.django.FileField(data=b"%PDF-1.7\n%%EOF\n", filename="receipt.pdf")
    name = "ticket.pdf"
    size = 15
    digest = factory.Sequence(lambda n: f"{n:064x}")


class SubmissionFactory(DjangoModelFactory):
    """An occupation proposal in the making; `withdrawn=True` has the group take it back today."""

    class Meta:
        model = Submission

    class Params:
        withdrawn = factory.Trait(
            withdrawn_on=factory.LazyFunction(today),
            withdrawn_at=factory.LazyFunction(timezone.now),
            withdrawn_by=factory.SubFactory(UserFactory),
        )

    group = factory.SubFactory(GroupFactory)
    kind = SubmissionKind.PROPOSAL


class VersionFactory(DjangoModelFactory):
    """The first draft of an occupation proposal; `frozen=True` fixes it, with `evidence` where that is given."""

    class Meta:
        model = Version
        skip_postgeneration_save = True

    class Params:
        frozen = factory.Trait(
            frozen_at=moment_ago(days=3),
            frozen_by=factory.SubFactory(UserFactory),
            fingerprint=factory.LazyAttribute(lambda o: fingerprint(o.submission.kind, o.content, "", o.evidence)),
        )

    submission = factory.SubFactory(SubmissionFactory)
    number = 1
    content = factory.LazyFunction(dict)
    evidence = None
    evidence_on = factory.LazyAttribute(lambda o: None if o.evidence is None else today())
    scheme = factory.LazyAttribute(lambda o: Scheme.TEXT if o.evidence is None else Scheme.WITH_EVIDENCE)

    @factory.post_generation
    def days(self, create: bool, extracted: object, **_: object) -> None:
        """As the action keeps it: on which day the newest version was fixed."""
        if create:
            self.submission.frozen_on = self.frozen_at and timezone.localdate(self.frozen_at)
            self.submission.save(update_fields=["frozen_on"])


class ReviewCommentFactory(DjangoModelFactory):
    class Meta:
        model = ReviewComment

    submission = factory.SubFactory(SubmissionFactory)
    text = "Please say where this figure comes from."
    written_by = factory.SubFactory(UserFactory)


class HandInFactory(DjangoModelFactory):
    """Waits for feedback; `answered=True` has it."""

    class Meta:
        model = HandIn

    class Params:
        answered = factory.Trait(
            answer="Say more about what people do.",
            answered_at=earlier_today(hours=3),
            answered_by=factory.SubFactory(OfficialFactory),
        )

    submission = factory.SubFactory(SubmissionFactory)
    note = "Is the summary clear?"
    handed_in_at = moment_ago(days=2)
    handed_in_by = factory.SubFactory(UserFactory)


class DecisionFactory(DjangoModelFactory):
    """The product manager recommends to agree."""

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    submission = factory.SubFactory(SubmissionFactory)
    step = Step.RECOMMENDATION
    outcome = DecisionOutcome.AGREED
    reasons = "The proposal says all that is asked for."
    made_by = factory.SubFactory(OfficialFactory)

    @factory.post_generation
    def days(self, create: bool, extracted: object, **_: object) -> None:
        """As the action keeps it: on which day it was recommended, or agreed on a condition."""
        name = "recommended_on" if self.step == Step.RECOMMENDATION else "condition_on"
        if create and (name == "recommended_on" or self.outcome == DecisionOutcome.ON_CONDITION):
            setattr(self.submission, name, timezone.localdate(self.made_at))
            self.submission.save(update_fields=[name])


class FundingEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = FundingEvidence

    group = factory.SubFactory(GroupFactory)


class EpaoQuoteFactory(DjangoModelFactory):
    class Meta:
        model = EpaoQuote

    evidence = factory.SubFactory(FundingEvidenceFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.EPAO)
    received_on = days_ago(4)


class FundingDocumentFactory(DjangoModelFactory):
    """A quote as it came."""

    class Meta:
        model = FundingDocument

    evidence = factory.SubFactory(FundingEvidenceFactory)
    part = EvidencePart.QUOTE
    document = factory.LazyFunction(lambda: ContentFile(PDF, name="document.pdf"))
    document_name = "Quote.pdf"
    document_digest = digest(PDF)
    document_bytes = len(PDF)
    added_by = factory.SubFactory(UserFactory)


class MitigationFactory(DjangoModelFactory):
    class Meta:
        model = Mitigation

    group = factory.SubFactory(GroupFactory)
    risk = RiskCode.PROPOSAL_LATE
    reason = "The chair was ill."
    until = factory.LazyFunction(lambda: add_months(today(), 1))


class RiskNoteFactory(DjangoModelFactory):
    class Meta:
        model = RiskNote

    group = factory.SubFactory(GroupFactory)
    risk = RiskCode.PROPOSAL_LATE
    text = "Spoke with the chair, who expects the draft next week."
    noted_by = factory.SubFactory(OfficialFactory)


class WithdrawalCaseFactory(DjangoModelFactory):
    """Raised; with `discussed`, discussed with the group too; `decided` and `withdrawn` by somebody
    else: support continues, or has ended."""

    class Meta:
        model = WithdrawalCase

    class Params:
        discussed = factory.Trait(
            discussed_on=factory.LazyFunction(today),
            discussed_by=factory.SelfAttribute("raised_by"),
            discussed_with="Chair and product manager",
            discussion="The group sees no way to meet the criteria.",
        )
        decided = factory.Trait(
            discussed=True,
            decided_at=factory.LazyFunction(timezone.now),
            decided_by=factory.SubFactory("tests.factories.OfficialFactory"),
            outcome=CaseOutcome.CONTINUE,
            decision="As discussed.",
        )
        withdrawn = factory.Trait(decided=True, outcome=CaseOutcome.WITHDRAW)

    group = factory.SubFactory(GroupFactory)
    reason = RiskCode.QUALITY
    evidence = "Three drafts described two occupations."
    raised_at = factory.LazyFunction(timezone.now)
    raised_by = factory.SubFactory("tests.factories.OfficialFactory")


class RiskFlagFactory(DjangoModelFactory):
    """Open, and at risk."""

    class Meta:
        model = RiskFlag

    group = factory.SubFactory(GroupFactory)
    risk = RiskCode.QUALITY
    level = RiskLevel.AT_RISK
    opened_on = days_ago(3)
    assessed_on = factory.SelfAttribute("opened_on")


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    group = factory.SubFactory(GroupFactory)
    on = days_ago(1)
    next_gate = GateCode.MEMBERSHIP
    rules_met = 1
    rules_counted = 2
    risk_level = RiskLevel.NONE


# --- people for whom every rule is met -------------------------------------------------------------------------------
EMPLOYER_CONSENTS = (
    ConsentCode.DETAILS_HELD,
    ConsentCode.EMPLOYER_AGREES_MEMBERSHIP,
    ConsentCode.EMPLOYER_NAME_PUBLISHED,
)


def eligible_member(**fields: object) -> Membership:
    """A member, adviser or facilitator with every statement and consent and a nil declaration; `fields` as above."""
    fields = {"occupation_experience": Experience.CURRENT, "expertise": Expertise.values, **fields}
    membership = MembershipFactory(**fields)
    is_employer = membership.kind == MembershipKind.EMPLOYER
    statements = set(StatementCode) - {StatementCode.NO_PROMOTION} if is_employer else {StatementCode.NO_PROMOTION}
    for code in sorted(statements):
        StatementFactory(membership=membership, code=code)
    for code in EMPLOYER_CONSENTS if is_employer else (ConsentCode.DETAILS_HELD,):
        ConsentFactory(membership=membership, code=code)
    DeclarationFactory(group=membership.group, person=membership.person, declared_on=membership.started_on)
    return membership


def eligible_chair(**fields: object) -> ChairAppointment:
    """A member for whom every rule is met, and the chair of the group with both confirmations."""
    membership = eligible_member(**fields)
    return ChairAppointmentFactory(group=membership.group, person=membership.person, confirmed=True)
