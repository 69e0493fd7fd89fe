"""What a group does on its way: enquiry, tasks, chairs, population, justifications, advice, invitations."""

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from demo.draft import SIZES, Draft, advising_body, employer
from demo.joining import policy_in_use
from demo.plans import Ask, Place
from groups.enums import EnquiryState
from groups.models import EmployerPopulation, Enquiry, GroupOfficial, Justification, PopulationShare
from guidance.vocabulary import Dimension
from members.models import ChairAppointment, Engagement, Invitation
from portal.links import new_nonce

SOURCE = "Sample survey of employers by the group, with the official business statistics as a check"
SHARES = {
    Dimension.SIZE: ("0.38", "0.23", "0.15", "0.24"),
    Dimension.REGION: ("0.24", "0.19", "0.17", "0.15", "0.13", "0.12"),
}
SECTOR_SHARES = {1: ("1",), 2: ("0.72", "0.28"), 3: ("0.55", "0.26", "0.19")}
TAKEN_BACK_AGO = 2  # days since a chair withdrew what was confirmed
EXPIRED_AGO = 5  # days since the link of an expired invitation ended
ADVICE = {
    "training_provider": "Asked how long the training takes. They teach it in 18 months, with a day a week in college.",
    "epao": "Asked which tasks can be observed at work. They would rather see a project and a discussion.",
    "apprentices": "Six apprentices told us which parts of the work nobody had shown them before they began.",
    "regulator": "Asked which tasks only registered people may do. They sent the list, and will read our draft.",
    "professional_body": "They would award their technician grade if the knowledge covers their first module.",
    "sector_body": "They have figures of vacancies by region and will share them each quarter.",
    "local_authority": "The council expects 200 new jobs of this kind and would bring us together with its employers.",
    "higher_education": "A degree in the subject covers about half of the knowledge we have listed.",
}


def enquire(draft: Draft, number: int) -> None:
    """The first contact, and the product manager who accepted it."""
    group, user = draft.group, draft.enquirer
    sent = group.changed_at + timedelta(hours=1)
    accepted = draft.at(0)
    enquiry = Enquiry(
        reference=f"EN{number:04d}",
        occupation=group.occupation,
        route=group.occupation.route,
        reason="Employers in our trade train people for this work in many ways. We want to agree one standard.",
        name=user.name,
        email=user.email,
        organisation=draft.employers[0],
        job_title="Operations director",
        state=EnquiryState.RECEIVED,
        nonce=new_nonce(),
        sent_at=sent,
        received_at=sent + timedelta(minutes=20),
        user=user,
    )
    draft.keep(enquiry, at=sent + timedelta(minutes=20), by=user, why="Enquiry received")
    draft.keep(group, at=accepted, by=draft.manager, why=f"Enquiry {enquiry.reference} accepted")
    leads = GroupOfficial(group=group, user=draft.manager, started_on=timezone.localdate(accepted))
    draft.keep(leads, at=accepted, by=draft.manager, why="Allocated")
    enquiry.state, enquiry.group = EnquiryState.ACCEPTED, group
    enquiry.decided_at, enquiry.decided_by = accepted, draft.manager
    draft.keep(enquiry, at=accepted, by=draft.manager, why="Enquiry accepted")


def answer_tasks(draft: Draft) -> None:
    """What the group says of itself."""
    group, plan, confirmed, at = draft.group, draft.plan, draft.at(0.1), draft.at(0.2)
    if not plan.answered:
        return
    group.occupation_confirmed_on = timezone.localdate(confirmed)
    draft.keep(group, at=confirmed, by=draft.enquirer, why="Occupation confirmed")
    group.charges_fee, group.apprenticeship_count = plan.fee, plan.apprenticeships
    group.capacity_confirmed_on = timezone.localdate(at) if plan.capacity else None
    group.drafting_responsibility_confirmed_on = timezone.localdate(at) if plan.drafting else None
    draft.keep(group, at=at, by=draft.enquirer, why="How the group runs")


def choose_chairs(draft: Draft) -> None:
    """Each accepted with what a chair confirms, as nobody becomes one without; some withdrew it since."""
    for place in draft.plan.chairs:
        accepted, confirmed = draft.at(0.4), draft.at(0.5)
        person, user = draft.place(place).membership.person, draft.place(place).user
        chair = ChairAppointment(group=draft.group, person=person, started_on=timezone.localdate(confirmed))
        chair.confirmed_no_interest_on = chair.publication_agreed_on = timezone.localdate(accepted)
        chair.wording_version = chair.publication_wording_version = policy_in_use(timezone.localdate(accepted)).code
        draft.keep(chair, at=confirmed, by=draft.manager, why="Becomes chair")
        _take_back(draft, place, chair, by=user)


def _take_back(draft: Draft, place: Place, chair: ChairAppointment, *, by: User) -> None:
    taken = [what for what in ("confirmation", "publication") if draft.plan.is_missing(place, what)]
    for what in taken:
        at = draft.ago(TAKEN_BACK_AGO, hour=11 + taken.index(what))
        if what == "publication":
            chair.publication_withdrawn_on = timezone.localdate(at)
        else:
            chair.confirmed_no_interest_on = None
        draft.keep(chair, at=at, by=by, why="Withdrawn by the chair")


def record_population(draft: Draft) -> None:
    """Shares by size, region and sector; `no_regions` leaves the regions to be recorded later."""
    if not draft.plan.population:
        return
    at = draft.at(0.5)
    population = EmployerPopulation(group=draft.group, source=SOURCE, recorded_on=timezone.localdate(at))
    draft.keep(population, at=at, by=draft.enquirer, why="Employer population")
    sectors = list(draft.plan.sectors)
    rows: list[tuple[Dimension, str, str]] = [
        (Dimension.SIZE, *pair) for pair in zip(SIZES, SHARES[Dimension.SIZE], strict=True)
    ]
    if draft.plan.population != "no_regions":
        rows += [(Dimension.REGION, *pair) for pair in zip(draft.regions, SHARES[Dimension.REGION], strict=True)]
    rows += [(Dimension.SECTOR, *pair) for pair in zip(sectors, SECTOR_SHARES[len(sectors)], strict=True)]
    for dimension, category, share in rows:
        row = PopulationShare(population=population, dimension=dimension, category=category, share=Decimal(share))
        draft.keep(row, at=at, by=draft.enquirer, why="Employer population")


def ask_to_pass(draft: Draft) -> None:
    for ask in draft.plan.asks:
        _ask(draft, ask)


def _ask(draft: Draft, ask: Ask) -> None:
    asked, decided = draft.at(0.6), draft.at(0.75)
    row = Justification(
        group=draft.group, rule=ask.rule, reason=ask.reason, asked_at=asked, asked_by=draft.enquirer, answer=ask.answer
    )
    draft.keep(row, at=asked, by=draft.enquirer, why="Justification asked for")
    if ask.state == "waiting":
        return
    on = timezone.localdate(decided)
    row.accepted_on, row.declined_on = (on, None) if ask.state == "accepted" else (None, on)
    row.decided_by = draft.manager
    draft.keep(row, at=decided, by=draft.manager, why=f"Justification {ask.state}")


def seek_advice(draft: Draft) -> None:
    for number, kind in enumerate(draft.plan.advice):
        at = draft.at(0.6 + number / 20)
        organisation = None if kind == "apprentices" else advising_body(draft, kind)
        if organisation:
            draft.keep(organisation, at=at, by=draft.enquirer, why="Advised the group")
        row = Engagement(
            group=draft.group,
            kind=kind,
            organisation=organisation,
            held_on=timezone.localdate(at) - timedelta(days=1),
            summary=ADVICE[kind],
        )
        draft.keep(row, at=at, by=draft.enquirer, why="Advice recorded")


def leave_invitations(draft: Draft) -> None:
    """People who were asked and have not joined; the waiting ones were reminded, all but the first."""
    for number, state in enumerate(draft.plan.invitations.split()):
        days = settings.LINK_VALID_DAYS + EXPIRED_AGO if state == "expired" else {"revoked": 12}.get(state, 5 + number)
        sent = draft.ago(days)
        organisation = employer(draft, number)
        draft.keep(organisation, at=sent, by=draft.enquirer, why="Named in an invitation")
        role = draft.plan.accounts.get(state, "")
        name, email = draft.scene.names.person()
        if role:
            user = draft.scene.user(at=sent, role=role)
            name, email = user.name, user.email
        row = Invitation(
            group=draft.group,
            name=name,
            email=email,
            job_title="Head of operations",
            organisation=organisation,
            nonce=new_nonce(),
            invited_at=sent,
            invited_by=draft.enquirer,
            sent_at=sent,
        )
        draft.keep(row, at=sent, by=draft.enquirer, why="Invited")
        _go_on(draft, row, state, is_reminded=number > 0)


def _go_on(draft: Draft, row: Invitation, state: str, *, is_reminded: bool) -> None:
    user = draft.enquirer
    if state == "waiting" and is_reminded:
        row.reminded_at = draft.ago(2)
        draft.keep(row, at=row.reminded_at, by=user, why="Reminded")
    if state == "opened":
        row.opened_at = draft.ago(3, hour=14)  # a plain update where it happens: no history
    if state == "revoked":
        row.revoked_at, row.revoked_by = draft.ago(9), user
        draft.keep(row, at=row.revoked_at, by=user, why="Revoked")
