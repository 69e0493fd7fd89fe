"""One group while its rows are gathered."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from conflicts.models import Interest
from demo import names
from demo.clock import Span, ago, moment, on_working_day
from demo.plans import Place, Plan
from demo.scene import SEED, Scene
from groups.models import Group
from guidance.vocabulary import OrganisationKind, Region, SizeBand
from members.models import Membership, Organisation

T = TypeVar("T", bound=Model)
SIZES = (SizeBand.SMALL, SizeBand.MEDIUM, SizeBand.LARGE, SizeBand.MICRO)
OLD_APPROVAL = date(2025, 4, 1)  # before the guidance of June 2025 came into force
OLD_AGE = timedelta(days=540)
ENGLAND = [region for region in Region if region != Region.OUTSIDE_ENGLAND]


@dataclass
class Joined:
    """Somebody who serves, or served, on the group."""

    place: Place
    membership: Membership
    user: User
    given: set[str] = field(default_factory=set)  # codes of statements and consents


@dataclass
class Draft:
    scene: Scene
    plan: Plan
    base: date  # the day that the plan's days count back from
    span: Span
    group: Group
    manager: User
    enquirer: User
    rng: Random
    regions: list[Region]
    employers: list[str]  # names not given yet; the first is the enquirer's
    joined: list[Joined] = field(default_factory=list)
    declared: list[tuple[str, Joined, Interest]] = field(default_factory=list)  # by the name of its story
    earlier: int = 0  # days by which `ago` lies further back, for what a group did long before

    def keep(self, row: T, *, at: datetime, by: User | None, why: str) -> T:
        """Keep the row and move the group's time of change on."""
        self.group.changed_at = max(self.group.changed_at, at)
        return self.scene.book.keep(row, at=at, by=by, why=why)

    def at(self, share: float) -> datetime:
        return self.span.at(share, self.rng)

    def ago(self, days: int, hour: int = 10) -> datetime:
        """Days before today, whatever the plan counts from."""
        return ago(timezone.localdate(self.scene.now), days + self.earlier, hour, self.rng.randrange(60))

    def place(self, place: Place) -> Joined:
        return next(person for person in self.joined if person.place == place)


def base_day(plan: Plan, today: date) -> date:
    return on_working_day(min(OLD_APPROVAL, today - OLD_AGE)) if plan.old else today


def begin(scene: Scene, plan: Plan, number: int) -> Draft:
    """The group as it was on the day its enquiry was accepted, not kept yet."""
    base = base_day(plan, timezone.localdate(scene.now))
    rng = Random(f"{SEED}:{plan.occupation}")
    contact = on_working_day(base - timedelta(days=plan.contact))
    accepted = contact + timedelta(days=4 if contact.weekday() > 1 else 2)
    last = base - timedelta(days=plan.attempts[0].submitted if plan.attempts else 1)
    occupation = scene.occupations[plan.occupation]
    assert occupation.route is not None
    return Draft(
        scene=scene,
        plan=plan,
        base=base,
        span=Span(accepted, last),
        group=Group(
            reference=f"TB{number:04d}",
            name=occupation.title,
            occupation=occupation,
            first_contact_on=contact,
            changed_at=moment(contact),
        ),
        manager=scene.managers[occupation.route.name],
        enquirer=scene.user(at=moment(contact, 9, 40), role=plan.accounts.get(0, "")),
        rng=rng,
        regions=rng.sample(ENGLAND, 6),
        employers=names.organisations(plan.trades, rng),
    )


def employer(draft: Draft, number: int) -> Organisation:
    """An employer of the next name; sizes, sectors and regions come in turn, less those that the plan avoids."""
    plan = draft.plan
    sizes = [size for size in SIZES if size not in plan.avoid]
    sectors = [sector for sector in plan.sectors if sector not in plan.avoid]
    regions = [region for place, region in enumerate(draft.regions) if place not in plan.avoid]
    return Organisation(
        name=draft.employers.pop(0),
        kind=OrganisationKind.EMPLOYER,
        employs_in_occupation=None if plan.is_missing(number, "employs") else True,
        size="" if plan.is_missing(number, "size") else sizes[number % len(sizes)],
        sector="" if plan.is_missing(number, "sector") else sectors[number % len(sectors)],
        region="" if plan.is_missing(number, "region") else regions[number % len(regions)],
    )


def advising_body(draft: Draft, kind: str) -> Organisation:
    """A body that advises; an apprentice or employee comes from an employer."""
    if kind not in names.BODIES:
        return employer(draft, draft.rng.randrange(20))
    return Organisation(
        name=names.body(kind, draft.rng),
        kind=kind,
        size=draft.rng.choice(SIZES),
        sector="P",
        region=draft.rng.choice(ENGLAND),
    )
