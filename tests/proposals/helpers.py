"""Groups with documents, as far along as a test needs them."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from guidance.vocabulary import Approval, EngagementKind, SubmissionKind
from meetings.actions import motions
from meetings.enums import Choice, Threshold
from meetings.models import Motion
from portal.calendar import today
from portal.edits import form_digest
from proposals.actions import agreeing, deciding, drafting, reviewing, submitting
from proposals.enums import DecisionOutcome
from proposals.models import Submission
from proposals.rules.progress import DECIDERS
from proposals.rules.sections import sections_of
from tests.factories import (
    EngagementFactory,
    EpaoQuoteFactory,
    FundingEvidenceFactory,
    OfficialFactory,
    RouteFactory,
    RouteOfficialFactory,
    VoteFactory,
)
from tests.groups.helpers import chair_of, ready_group
from tests.proposals.files import PDF

PROPOSAL, STANDARD, EPA_PLAN = SubmissionKind.PROPOSAL, SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN


def now():
    return timezone.now()


def approved_group() -> Group:
    """Ready for its occupation proposal, in a route with both officials who decide."""
    group = ready_group(membership_approved_on=today(), details_confirmed_on=today())
    group.memberships.update(approval=Approval.APPROVED)
    group.occupation.route = RouteFactory()
    group.occupation.save()
    for role in (OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER):
        RouteOfficialFactory(route=group.occupation.route, user=OfficialFactory(official_role=role))
    return group


def chair(group: Group) -> User:
    return chair_of(group).person.user


def manager(group: Group) -> User:
    return group.officials.get().user


def official(group: Group, role: OfficialRole = OfficialRole.ROUTE_MANAGER) -> User:
    return group.occupation.route.officials.get(user__official_role=role).user


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def drafted(group: Group, kind: SubmissionKind = PROPOSAL) -> Submission:
    """A draft with every section written, and its document where it needs one."""
    by = chair(group)
    submission = drafting.start(group=group, kind=kind, by=by, now=now())
    for section in sections_of(kind):
        there = fresh(submission).newest.content.get(section.key, "")
        text = section.choices[0][0] if section.choices else f"About {section.title.lower()}"
        seen = form_digest({section.key: there})
        drafting.save_section(submission=submission, section=section, text=text, seen=seen, by=by, now=now())
    if kind != PROPOSAL:
        drafting.attach(submission=submission, name=f"{kind}.pdf", data=PDF, by=by, now=now())
    return fresh(submission)


def frozen(group: Group, kind: SubmissionKind = PROPOSAL) -> Submission:
    submission = drafted(group, kind)
    drafting.finalise(submission=submission, by=chair(group), now=now())
    return fresh(submission)


def asked(submission: Submission) -> Motion:
    group, on = submission.group, today()
    quorum = motions.least_quorum(group=group, subject=submission.kind, meeting=None, on=on)
    terms = {"threshold": Threshold.MAJORITY, "quorum": quorum, "meeting": None, "closes_on": on + timedelta(days=7)}
    return agreeing.ask(submission=submission, terms=terms, by=chair(submission.group), now=now())


def vote(motion: Motion, choice: Choice = Choice.FOR) -> None:
    """Every employer member alike."""
    for membership in motion.group.memberships.filter(kind="employer").select_related("person"):
        VoteFactory(motion=motion, person=membership.person, choice=choice, recorded_by=chair(motion.group))


def agreed_by_employers(group: Group, kind: SubmissionKind = PROPOSAL) -> Submission:
    submission = frozen(group, kind)
    motion = asked(submission)
    vote(motion)
    motions.close(motion=motion, by=chair(group), now=now())
    return fresh(submission)


def developing_group() -> Group:
    """Its proposal is agreed, advice was sought from everybody, and the funding evidence holds a quote that counts."""
    group = approved_group()
    decided(group)
    for kind in EngagementKind:
        EngagementFactory(group=group, kind=kind)
    EpaoQuoteFactory(evidence=FundingEvidenceFactory(group=group), amount="950.50")
    return group


def package(group: Group) -> dict[SubmissionKind, Submission]:
    """The standard with its plan, agreed by the employers."""
    return {kind: agreed_by_employers(group, kind) for kind in (STANDARD, EPA_PLAN)}


def in_review(group: Group) -> dict[SubmissionKind, Submission]:
    """The standard with its plan, submitted and recommended for agreement."""
    sent = package(group)
    submitting.submit(group=group, kind=STANDARD, by=chair(group), now=now())
    return {kind: judged(one) for kind, one in sent.items()}


def judged(submission: Submission, outcome: DecisionOutcome = DecisionOutcome.AGREED) -> Submission:
    """The product manager has recommended on it."""
    by = manager(submission.group)
    reviewing.recommend(submission=submission, outcome=outcome, reasons="Fine", by=by, now=now())
    return fresh(submission)


def settle(submission: Submission, outcome: DecisionOutcome = DecisionOutcome.AGREED) -> Submission:
    """The official who decides on that kind decides."""
    by = official(submission.group, DECIDERS[submission.kind])
    deciding.decide(submission=submission, outcome=outcome, reasons="As discussed", by=by, now=now())
    return fresh(submission)


def submitted(group: Group) -> Submission:
    submission = agreed_by_employers(group)
    submitting.submit(group=group, kind=PROPOSAL, by=chair(group), now=now())
    return fresh(submission)


def recommended(group: Group) -> Submission:
    submission = submitted(group)
    reviewing.recommend(
        submission=submission, outcome=DecisionOutcome.AGREED, reasons="Fine", by=manager(group), now=now()
    )
    return fresh(submission)


def decided(group: Group, outcome: DecisionOutcome = DecisionOutcome.AGREED, **more: object) -> Submission:
    submission = recommended(group)
    fields = {"reasons": "As discussed", "by": official(group), "now": now(), **more}
    deciding.decide(submission=submission, outcome=outcome, **fields)
    return fresh(submission)
