"""Many groups for lists: what the dashboard shows of a group, and nothing that only an assessment reads."""

from accounts.enums import OfficialRole
from accounts.models import User
from benchmarks.rows import insert, nth
from groups.models import Group, GroupOfficial, MembershipSubmission
from guidance.vocabulary import GateCode, RiskCode, RiskLevel, Status
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route
from oversight.models import Assessment, Finding, RiskFlag

MANAGERS = 20
RULES = {
    "group.no_fee": '{"charges_fee": true}',
    "group.chair_selected": '{"chairs": 0}',
    "group.capacity_confirmed": "{}",
    "group.drafting_responsibility": "{}",
}
NUMBER = "(substr(g.reference, 3)::int)"  # from 0; everything else of a group follows from it


def groups(number: int) -> User:
    """Add groups until there are `number`, each with an assessment and four blockers; returns a product manager."""
    managers = [_manager(n) for n in range(MANAGERS)]
    have = Group.objects.count()
    if have < number:
        _groups(have, number, _occupations())
        new = f"groups_group g WHERE {NUMBER} >= {have}"
        _officials(new, [manager.pk for manager in managers])
        _submissions(new, managers[0].pk)
        _answers(new)
    return managers[0]


def _manager(number: int) -> User:
    told = {"name": f"Bench {number}", "official_role": OfficialRole.PRODUCT_MANAGER}
    return User.objects.get_or_create(email=f"bench{number}@example.org", defaults=told)[0]


def _occupations() -> list[int]:
    told = {"level": 3, "status": OccupationStatus.POTENTIAL}
    return [
        Occupation.objects.get_or_create(title=f"Bench occupation {route}", defaults={"route": route, **told})[0].pk
        for route in Route.objects.all()
    ]


def _groups(have: int, number: int, occupations: list[int]) -> None:
    insert(
        Group,
        f"generate_series({have}, {number - 1}) n",
        reference="'TB' || lpad(n::text, 6, '0')",
        name="'Bench group ' || n",
        occupation_id=_choice(occupations, "n"),
        first_contact_on="current_date - mod(n, 300)",
        membership_approved_on="CASE WHEN mod(n, 5) = 0 THEN current_date END",
    )


def _officials(new: str, managers: list[int]) -> None:
    insert(
        GroupOfficial,
        new,
        group_id="g.id",
        user_id=_choice(managers, NUMBER),
        started_on="current_date",
    )


def _submissions(new: str, manager: int) -> None:
    """A tenth has an open submission, a tenth a returned one."""
    made = {"group_id": "g.id", "submitted_at": "now()", "submitted_by_id": f"{manager}"}
    insert(MembershipSubmission, f"{new} AND mod({NUMBER}, 10) = 1", **made)
    decided = {"decided_at": "now()", "decided_by_id": f"{manager}", "outcome": "'returned'", "reasons": "'Bench'"}
    insert(MembershipSubmission, f"{new} AND mod({NUMBER}, 10) = 2", **made, **decided)


def _answers(new: str) -> None:
    """The stored assessment, its blockers, and a flag where there is a risk."""
    level = nth([str(level) for level in RiskLevel], NUMBER)
    insert(
        Assessment,
        new,
        group_id="g.id",
        policy="'skills-england-2025-06'",
        as_at="current_date",
        next_gate=nth([str(gate) for gate in GateCode], NUMBER),
        rules_met=f"mod({NUMBER}, 11)",
        rules_counted="11",
        blockers=f"{len(RULES)}",
        risk_level=level,
        proposal_due_on="g.first_contact_on + interval '6 months'",
        fingerprint="'bench'",
        assessed_at="g.changed_at",
    )
    for place, (rule, args) in enumerate(RULES.items()):
        insert(
            Finding,
            new,
            group_id="g.id",
            rule=f"'{rule}'",
            status=f"'{Status.NOT_MET.value}'",
            is_blocker="TRUE",
            args=f"'{args}'::jsonb",
            sequence=f"{place}",
            since="current_date",
        )
    insert(
        RiskFlag,
        f"{new} AND mod({NUMBER}, 4) > 0",
        group_id="g.id",
        risk=f"'{RiskCode.PROPOSAL_LATE.value}'",
        level=level,
        due_on="g.first_contact_on + interval '6 months'",
        args="""'{"days_left": 3}'::jsonb""",
        opened_on="current_date",
        assessed_on="current_date",
    )


def _choice(keys: list[int], number: str) -> str:
    return f"(ARRAY{keys})[1 + mod({number}, {len(keys)})]"
