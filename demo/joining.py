"""People join a group: invited, accepted, with statements, consents and a first declaration."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from accounts.models import User
from conflicts.models import Declaration
from demo.draft import Draft, Joined, advising_body, employer
from demo.interests import declare_interest
from demo.plans import Place
from guidance.policies import Policy, every_policy, policy_for
from guidance.vocabulary import Approval, ConsentCode, Experience, Expertise, MembershipKind, StatementCode
from members.models import Consent, Invitation, Membership, Organisation, Person, Statement
from portal.calendar import add_months
from portal.links import new_nonce

JOB_TITLES = (
    "Operations director",
    "Training manager",
    "Head of people",
    "Owner",
    "Team leader",
    "Apprenticeships lead",
    "Technical manager",
    "Site manager",
)
NEW_STATEMENTS = (
    StatementCode.USES_APPRENTICESHIPS,
    StatementCode.TRACK_RECORD,
    StatementCode.KNOWLEDGE,
    StatementCode.FUTURE_SKILLS,
    StatementCode.JUDGEMENT,
    StatementCode.INCLUSION,
)
EMPLOYER_CONSENTS = (ConsentCode.EMPLOYER_AGREES_MEMBERSHIP, ConsentCode.EMPLOYER_NAME_PUBLISHED)
DETAILS_OF_NOBODY = "01632 960"  # Ofcom keeps these numbers for drama


class Serves(NamedTuple):
    """As what somebody serves."""

    kind: MembershipKind
    adviser_kind: str = ""


EMPLOYER = Serves(MembershipKind.EMPLOYER)


def employers_join(draft: Draft) -> None:
    """The enquirer first, then whom they invited."""
    count = draft.plan.members
    for number in range(count):
        share = 0.05 if number == 0 else 0.12 + 0.35 * number / count
        invited, accepted = draft.at(share), draft.at(share if number == 0 else share + 0.1)
        _join(draft, number, employer(draft, number), invited=invited, at=max(invited, accepted))


def join_later(draft: Draft) -> None:
    """Employers who joined after the membership was decided; their own is a draft still."""
    for number in range(draft.plan.members, draft.plan.members + draft.plan.later):
        _join(draft, number, employer(draft, number), invited=draft.ago(9), at=draft.ago(6, hour=15))


def advisers_join(draft: Draft) -> None:
    for number, kind in enumerate(draft.plan.advisers):
        membership = draft.scene.adviser_of_many if number == 0 and draft.plan.is_advised_by_shared_adviser else None
        body = advising_body(draft, kind)
        body.name = membership.organisation.name if membership else body.name  # a row of the group's own, as everywhere
        serves = Serves(MembershipKind.ADVISER, kind)
        _join(draft, f"adviser{number}", body, serves, invited=draft.at(0.4), at=draft.at(0.55), existing=membership)
        if number == 0 and draft.plan.is_advised_by_shared_adviser:
            draft.scene.adviser_of_many = draft.joined[-1].membership
    if draft.plan.facilitator:
        body, serves = advising_body(draft, "other"), Serves(MembershipKind.FACILITATOR)
        _join(draft, "facilitator", body, serves, invited=draft.at(0.2), at=draft.at(0.3))


def _join(
    draft: Draft,
    place: Place,
    organisation: Organisation,
    serves: Serves = EMPLOYER,
    *,
    invited: datetime,
    at: datetime,
    existing: Membership | None = None,
) -> None:
    """One person, from invitation to declaration; `existing`, where they serve on another group already."""
    user = existing.person.user if existing else _user(draft, place, invited)
    assert user is not None
    draft.keep(organisation, at=invited, by=draft.enquirer, why="Named in an invitation")
    invitation = _invitation(draft, user, organisation, invited, serves)
    if draft.plan.is_missing(place, "job_title"):
        invitation.job_title = ""
    draft.keep(invitation, at=invited, by=draft.enquirer, why="Invited")
    person = existing.person if existing else _person(draft, user, at)
    membership = _membership(draft, place, person, invitation, at)
    draft.keep(membership, at=at, by=user, why="Accepted the invitation")
    joined = Joined(place, membership, user)
    draft.joined.append(joined)
    agree(draft, joined, at)
    if not draft.plan.is_missing(place, "declaration"):
        declare(draft, joined, draft.plan.interests.get(place, ()), at)
    invitation.membership, invitation.accepted_at = membership, at
    draft.keep(invitation, at=at, by=user, why="Accepted")


def _user(draft: Draft, place: Place, at: datetime) -> User:
    if place == 0:
        return draft.enquirer
    scene, is_twice = draft.scene, place == draft.plan.invited_twice
    user = scene.user(at=at, role=draft.plan.accounts.get(place, ""), again=scene.invited_twice if is_twice else None)
    scene.invited_twice = user if is_twice else scene.invited_twice
    return user


def _person(draft: Draft, user: User, at: datetime) -> Person:
    phone = f"{DETAILS_OF_NOBODY}{draft.rng.randrange(1000):03d}"
    person = Person(user=user, name=user.name, email=user.email, phone=phone)
    return draft.keep(person, at=at, by=user, why="Joined a group")


def _invitation(draft: Draft, user: User, organisation: Organisation, at: datetime, serves: Serves) -> Invitation:
    return Invitation(
        group=draft.group,
        name=user.name,
        email=user.email,
        job_title=draft.rng.choice(JOB_TITLES),
        organisation=organisation,
        nonce=new_nonce(),
        invited_at=at,
        invited_by=draft.enquirer,
        sent_at=at,
        opened_at=at + timedelta(minutes=30),
        kind=serves.kind,
        adviser_kind=serves.adviser_kind,
    )


def _membership(draft: Draft, place: Place, person: Person, invitation: Invitation, at: datetime) -> Membership:
    """Employers say how long they plan to serve and what they bring."""
    membership = Membership(
        group=draft.group,
        person=person,
        organisation=invitation.organisation,
        kind=invitation.kind,
        adviser_kind=invitation.adviser_kind,
        job_title=invitation.job_title,
        started_on=timezone.localdate(at),
        approval=Approval.DRAFT,
    )
    if isinstance(place, int):
        months = 12 if draft.plan.is_missing(place, "two_years") else (36, 30, 48)[place % 3]
        membership.plans_to_serve_until = add_months(membership.started_on, months)
        membership.occupation_experience = Experience.values[place % 3] if draft.plan.experienced else Experience.NONE
        areas = Expertise.values
        membership.expertise = sorted({areas[place % len(areas)], areas[(place + 2) % len(areas)]})
    return membership


def agree(draft: Draft, joined: Joined, at: datetime) -> None:
    """Statements and consents in the wording of that day, less what the plan leaves out or what was given before."""
    on = timezone.localdate(at)
    version = policy_in_use(on).code
    asked = {*_statements(joined, on), *_consents(draft, joined)} - joined.given
    for code in sorted(code for code in asked if not draft.plan.is_missing(joined.place, code)):
        joined.given.add(code)
        if isinstance(code, ConsentCode):
            _consent(draft, joined, code, version, at)
        else:
            row = Statement(membership=joined.membership, code=code, wording_version=version, given_on=on)
            draft.keep(row, at=at, by=joined.user, why="Given")


def policy_in_use(on: date) -> Policy:
    """The policy whose words were in use; that of the first one where the demo is put to a day before it."""
    return policy_for(max(on, every_policy()[0].in_force_from))


def _consent(draft: Draft, joined: Joined, code: ConsentCode, version: str, at: datetime) -> None:
    on = timezone.localdate(at)
    consent = Consent(membership=joined.membership, code=code, wording_version=version, given_on=on)
    draft.keep(consent, at=at, by=joined.user, why="Given")
    if code in draft.plan.withdrew.get(joined.place, "").split():
        withdrawn = draft.ago(4)
        consent.withdrawn_on = timezone.localdate(withdrawn)
        draft.keep(consent, at=withdrawn, by=joined.user, why="Withdrawn")


def _statements(joined: Joined, on: date) -> tuple[StatementCode, ...]:
    if not isinstance(joined.place, int):
        return (StatementCode.NO_PROMOTION,)
    employs = StatementCode.OPERATIONAL_ROLE if joined.place % 2 else StatementCode.OWN_WORKFORCE
    is_new = "track_record" in {rule.code.removeprefix("member.") for rule in policy_in_use(on).rules}
    return (employs, *(NEW_STATEMENTS if is_new else (StatementCode.INTENDS_APPRENTICES,)))


def _consents(draft: Draft, joined: Joined) -> tuple[ConsentCode, ...]:
    is_employer, is_chair = isinstance(joined.place, int), joined.place in draft.plan.chairs
    mailings = (ConsentCode.WIDER_MAILINGS,) if is_chair or joined.place == "facilitator" else ()
    return (ConsentCode.DETAILS_HELD, *(EMPLOYER_CONSENTS if is_employer else ()), *mailings)


def declare(draft: Draft, joined: Joined, interests: tuple[str, ...], at: datetime) -> None:
    """A declaration; without interests a nil one."""
    person, on = joined.membership.person, timezone.localdate(at)
    declaration = Declaration(group=draft.group, person=person, declared_on=on)
    draft.keep(declaration, at=at, by=joined.user, why="Declared")
    for name in interests:
        declare_interest(draft, joined, declaration, name, at)
