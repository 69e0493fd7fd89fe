"""How far a group is, in words: rows for the task list, the submit page and the group page."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from groups.models import Group, Justification
from members.models import Membership
from oversight import wording
from oversight.assessment import AssessmentResult
from oversight.enums import Severity, Status
from oversight.policies import Source
from oversight.rules import Finding
from portal.calendar import today

FIX_PAGES = {
    "occupation": ("groups:occupation", "The occupation"),
    "running": ("groups:running", "How the group runs"),
    "population": ("groups:population", "Who employs people in the occupation"),
    "members": ("members:list", "Employer members"),
    "my_membership": ("members:list", "Employer members"),
    "chairs": ("members:chairs", "Chair or co-chairs"),
    "advisers": ("members:list", "Advisers and facilitators"),
}
ANCHORS = {
    "group.no_fee": "#id_charges_fee",
    "group.capacity_confirmed": "#id_capacity",
    "group.drafting_responsibility": "#id_drafting",
    "group.capacity_limit": "#id_apprenticeship_count",
    "group.represents_size": "#id_size_micro",
    "group.represents_sector": "#id_sector_A",
    "group.represents_region": "#id_region_north_east",
}
MISSING_SHOWN = 3
WAITING = Q(invitations__accepted_at=None, invitations__revoked_at=None)
PEOPLE_OF = {"group.members_eligible": "member.", "group.chairs_eligible": "chair."}


@dataclass
class Row:
    """One rule of the group in words, with its source, the people it is about, and the page that mends it."""

    code: str
    title: str
    detail: str
    next: str
    source: Source
    severity: Severity
    status: Status
    href: str
    place: str
    people: list[tuple[str, str, str]] = field(default_factory=list)  # name, page, what is missing in words
    justification: Justification | None = None

    @property
    def may_justify(self) -> bool:
        return self.severity == Severity.EXPECTED and self.justification is None


def rows(group: Group, result: AssessmentResult, codes: Any) -> list[Row]:
    """The group's findings with these codes, in the order of the policy; two statements."""
    memberships = {m.person_id: m for m in _current_members(group)}
    asked = {j.rule: j for j in group.justifications.filter(declined_on=None)}
    wanted = set(codes)
    return [
        _row(group, result, finding, memberships, asked.get(finding.rule))
        for finding in result.findings
        if finding.subject is None and finding.rule in wanted
    ]


def blocker_rows(group: Group, result: AssessmentResult) -> list[Row]:
    """What stands between the group and its next gate."""
    return rows(group, result, result.blockers)


def _current_members(group: Group) -> Any:
    return Membership.objects.current(today()).filter(group=group).select_related("person")


def _row(
    group: Group,
    result: AssessmentResult,
    finding: Finding,
    memberships: dict[int, Membership],
    justification: Justification | None,
) -> Row:
    page, place = FIX_PAGES[wording.fix(finding.rule)]
    return Row(
        code=finding.rule,
        title=wording.title(finding.rule),
        detail=wording.detail(finding.rule, finding.status, finding.args),
        next=wording.next_step(finding.rule),
        source=result.policy.rule(finding.rule).source,
        severity=finding.severity,
        status=finding.status,
        href=reverse(page, args=[group.pk]) + ANCHORS.get(finding.rule, ""),
        place=place,
        people=_people(result, finding, memberships),
        justification=justification,
    )


def _people(
    result: AssessmentResult, finding: Finding, memberships: dict[int, Membership]
) -> list[tuple[str, str, str]]:
    """Whom the finding is about, each with what is missing."""
    prefix = PEOPLE_OF.get(finding.rule)
    named = []
    for person in finding.args.get("people", []):
        if (membership := memberships.get(person)) is None:
            continue
        own = result.of_person(person) if prefix else []
        missing = [
            wording.detail(f.rule, f.status, f.args)
            for f in own
            if f.status == Status.NOT_MET and f.rule.startswith(prefix or "")
        ]
        named.append((membership.person.name, membership.get_absolute_url(), _shortened(missing)))
    return named


def _shortened(missing: list[str]) -> str:
    """The first few in words; the person's own page lists all."""
    left = len(missing) - MISSING_SHOWN
    return "; ".join(missing[:MISSING_SHOWN]) + (f"; and {left} more" if left > 0 else "")


# --- the task list ---------------------------------------------------------------------------------------------------
DONE, PROGRESS, TODO, BLOCKED = (
    ("Completed", ""),
    ("In progress", "light-blue"),
    ("Not started", "blue"),
    "Cannot start yet",
)
MEMBER_RULES = (
    "group.members_eligible",
    "group.interests_declared",
    "group.size",
    "group.small_employers",
    "group.occupation_experience",
)
POPULATION_RULES = ("group.represents_size", "group.represents_sector", "group.represents_region")
CHAIR_RULES = ("group.chair_selected", "group.chairs_eligible")
RUNNING_RULES = ("group.no_fee", "group.capacity_confirmed", "group.drafting_responsibility", "group.capacity_limit")


def tasks_of(group: Group, result: AssessmentResult, *, can_submit: bool) -> list[dict[str, Any]]:
    """Sections of the task list; statuses come from the same findings as the gate."""
    open_rules = {f.rule for f in result.findings if f.subject is None and f.status == Status.NOT_MET}
    counts = _counts(group)
    about = [
        _task(group, "groups:occupation", "The occupation", bool(group.occupation_confirmed_on), False),
        _task(
            group,
            "groups:running",
            "How the group runs",
            *_by_rules(RUNNING_RULES, open_rules, group.charges_fee is not None),
        ),
        _task(
            group,
            "groups:population",
            "Who employs people in the occupation",
            counts["population"],
            False,
            hint="Shares of employers by size, sector and region",
        ),
    ]
    people = [
        _task(
            group,
            "members:list",
            "Employer members",
            *_by_rules(MEMBER_RULES + POPULATION_RULES, open_rules, counts["employers"] > 0),
            hint=_members_hint(counts),
        ),
        _task(
            group,
            "members:chairs",
            "Chair or co-chairs",
            *_by_rules(CHAIR_RULES, open_rules, "group.chair_selected" not in open_rules),
        ),
        _task(
            group,
            "members:list",
            "Advisers and facilitators",
            *_by_rules(("group.adviser_undertakings",), open_rules, True),
            query="?kind=adviser",
            optional=not counts["advisers"],
            hint="You are strongly advised to include some",
        ),
        _task(
            group,
            "members:advice",
            "Advice sought",
            counts["advice"] > 0,
            False,
            optional=True,
            hint="From training providers, assessment organisations and others; needed before the standard",
        ),
    ]
    return [
        {"title": "About the occupation", "items": about},
        {"title": "People", "items": people},
        {"title": "Submit", "items": [_submit_task(group, result, can_submit)]},
    ]


def _by_rules(codes: tuple[str, ...], open_rules: set[str], is_started: bool) -> tuple[bool, bool]:
    return not open_rules.intersection(codes), is_started


def _task(
    group: Group,
    page: str,
    title: str,
    is_done: bool,
    is_started: bool,
    *,
    hint: str = "",
    query: str = "",
    optional: bool = False,
) -> dict[str, Any]:
    status, colour = DONE if is_done else PROGRESS if is_started else TODO
    if optional:
        status, colour = "Optional", "grey"
    href = reverse(page, args=[group.pk]) + query
    return {"title": title, "href": href, "status": status, "colour": colour, "hint": hint}


def _submit_task(group: Group, result: AssessmentResult, can_submit: bool) -> dict[str, Any]:
    item: dict[str, Any] = {"title": "Check your answers and submit", "href": reverse("groups:check", args=[group.pk])}
    if group.stage in {"submitted", "approved"}:
        return item | {"status": "Submitted" if group.stage == "submitted" else "Approved", "colour": "green"}
    number = len(result.blockers)
    if number:
        hint = f"{number} thing{'s' if number > 1 else ''} to put right first"
        return item | {"status": BLOCKED, "colour": "grey", "hint": hint}
    return item | {"status": "Ready", "colour": "green", "hint": "" if can_submit else "The chair submits"}


def _counts(group: Group) -> dict[str, Any]:
    """Two statements: current memberships by kind, and what else the list counts."""
    kinds = [m.kind for m in _current_members(group)]
    numbers = (
        Group.objects.filter(pk=group.pk)
        .values_list("population__pk")
        .annotate(
            waiting=Count("invitations", filter=WAITING, distinct=True), advice=Count("engagements", distinct=True)
        )
        .get()
    )
    return {
        "employers": kinds.count("employer"),
        "advisers": len(kinds) - kinds.count("employer"),
        "population": numbers[0] is not None,
        "waiting": numbers[1],
        "advice": numbers[2],
    }


def _members_hint(counts: dict[str, Any]) -> str:
    joined = f"{counts['employers']} joined"
    return f"{joined}, {counts['waiting']} invited and not yet answered" if counts["waiting"] else joined
