"""Many groups, fast: only what the page under test reads."""

from datetime import timedelta

from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.enums import Outcome
from groups.models import Group, MembershipSubmission
from members.models import GroupOfficial
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route
from oversight.enums import GateCode, RiskLevel, Status
from oversight.models import Assessment, Finding
from portal.calendar import add_months, today

BATCH = 5_000
RULES = ("group.no_fee", "group.chair_selected", "group.capacity_confirmed", "group.drafting_responsibility")


def groups(number: int) -> User:
    """Add groups until there are `number`, each with an assessment and four blockers; returns a product manager."""
    manager, _ = User.objects.get_or_create(
        email="bench@example.org", defaults={"name": "Bench", "official_role": OfficialRole.PRODUCT_MANAGER}
    )
    routes = list(Route.objects.all())
    occupations = [
        Occupation.objects.get_or_create(
            title=f"Bench occupation {n}", defaults={"route": route, "level": 3, "status": OccupationStatus.POTENTIAL}
        )[0]
        for n, route in enumerate(routes)
    ]
    have = Group.objects.count()
    for start in range(have, number, BATCH):
        _batch(range(start, min(start + BATCH, number)), occupations, manager)
    return manager


def _batch(numbers: range, occupations: list[Occupation], manager: User) -> None:
    on, now = today(), timezone.now()
    made = Group.objects.bulk_create(
        Group(
            reference=f"TB{n:06d}",
            name=f"Bench group {n}",
            occupation=occupations[n % len(occupations)],
            first_contact_on=on - timedelta(days=n % 300),
            changed_at=now,
            membership_approved_on=on if n % 5 == 0 else None,
        )
        for n in numbers
    )
    GroupOfficial.objects.bulk_create(GroupOfficial(group=g, user=manager, started_on=on) for g in made)
    MembershipSubmission.objects.bulk_create(_submissions(made, manager))
    Assessment.objects.bulk_create(_assessment(g) for g in made)
    Finding.objects.bulk_create(
        Finding(group=g, rule=rule, status=Status.NOT_MET, is_blocker=True, args=ARGS[rule], sequence=i, since=on)
        for g in made
        for i, rule in enumerate(RULES)
    )


ARGS: dict[str, dict[str, object]] = {
    "group.no_fee": {"charges_fee": True},
    "group.chair_selected": {"chairs": 0},
    "group.capacity_confirmed": {},
    "group.drafting_responsibility": {},
}


def _submissions(made: list[Group], manager: User) -> list[MembershipSubmission]:
    """A tenth has an open submission, a tenth a returned one."""
    now = timezone.now()
    opened = [MembershipSubmission(group=g, submitted_at=now, submitted_by=manager) for g in made[1::10]]
    decided = {"decided_at": now, "decided_by": manager, "outcome": Outcome.RETURNED, "reasons": "Bench"}
    returned = [MembershipSubmission(group=g, submitted_at=now, submitted_by=manager, **decided) for g in made[2::10]]
    return opened + returned


def _assessment(group: Group) -> Assessment:
    return Assessment(
        group=group,
        policy="skills-england-2025-06",
        as_at=today(),
        next_gate=GateCode.MEMBERSHIP,
        rules_met=group.pk % 11,
        rules_counted=11,
        blockers=len(RULES),
        risk_level=list(RiskLevel)[group.pk % 4],
        proposal_due_on=add_months(group.first_contact_on, 6),
        fingerprint="bench",
        assessed_at=group.changed_at,
    )
