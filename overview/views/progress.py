"""The task list: what is done, what to put right, what is left; from the same findings as the gate."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from groups.models import Group
from guidance import messages
from guidance.assessment import AssessmentResult
from guidance.rules.registry import RULES, Subject
from guidance.stage import Stage
from guidance.vocabulary import GateCode, Status
from members.findings import current_members

DONE, WRONG, TODO, OPTIONAL = ("Completed", ""), ("Put right", "orange"), ("Not started", "blue"), ("Optional", "grey")
WAITING = Q(invitations__accepted_at=None, invitations__revoked_at=None)


@dataclass(frozen=True)
class Task:
    """One line of the list: where it leads, and of which pages (as messages of rules name them) it answers for what
    the first gate asks."""

    page: str
    title: str
    fixes: tuple[str, ...] = ()
    query: str = ""


OCCUPATION = Task("overview:occupation", "The occupation")
RUNNING = Task("overview:running", "How the group runs", ("running",))
POPULATION = Task("overview:population", "Who employs people in the occupation")
MEMBERS = Task("overview:members", "Employer members", ("members", "population"))
CHAIRS = Task("chairs:chairs", "Chair or co-chairs", ("chairs",))
ADVISERS = Task("overview:members", "Advisers and facilitators", ("advisers",), "?kind=adviser")
ADVICE = Task("members:advice", "Advice sought")


def tasks_of(group: Group, result: AssessmentResult, *, can_submit: bool) -> list[dict[str, Any]]:
    """Sections of the task list."""
    counts = _counts(group)
    wrong = _wrong(result)
    has_chair = any(RULES[finding.rule].subject is Subject.CHAIR for finding in result.findings)
    about = [
        _line(group, OCCUPATION, DONE if group.occupation_confirmed_on else TODO),
        _judged(group, RUNNING, wrong, is_started=group.charges_fee is not None),
        _line(group, POPULATION, DONE if counts["population"] else TODO, "Shares by size, sector and region"),
    ]
    people = [
        _judged(group, MEMBERS, wrong, is_started=counts["employers"] > 0, hint=_members_hint(counts)),
        _judged(group, CHAIRS, wrong, is_started=has_chair),
        _advisers(group, wrong, counts["advisers"]),
        _advice(group, counts["advice"]),
    ]
    return [
        {"title": "About the occupation", "items": about},
        {"title": "People", "items": people},
        {"title": "Submit", "items": [_submit(group, result, can_submit)]},
    ]


def _wrong(result: AssessmentResult) -> dict[str, str]:
    """What the first gate asks of the group and is not met: rule to words, without words where only figures lack.

    These have a task of their own, which says so.
    """
    asked = {rule.code for rule in result.policy.rules if GateCode.MEMBERSHIP in rule.gates}
    unmet = (f for f in result.findings if f.subject is None and f.status == Status.NOT_MET and f.rule in asked)
    return {f.rule: "" if f.args.get("recorded") is False else messages.detail(f.rule, f.status, f.args) for f in unmet}


def _line(group: Group, task: Task, state: tuple[str, str], hint: str = "") -> dict[str, Any]:
    href = reverse(task.page, args=[group.pk]) + task.query
    return {"title": task.title, "href": href, "status": state[0], "colour": state[1], "hint": hint}


def _judged(group: Group, task: Task, wrong: dict[str, str], *, is_started: bool, hint: str = "") -> dict[str, Any]:
    """A task that rules answer for: what is wrong is said in words once it was started."""
    unmet = [rule for rule in wrong if messages.fix(rule) in task.fixes]
    sentences = [wrong[rule] for rule in unmet if wrong[rule]]
    is_wrong = bool(unmet)
    if is_wrong and is_started and sentences:
        hint = ". ".join(filter(None, [hint, *sentences[:2]]))
    return _line(group, task, (WRONG if is_started else TODO) if is_wrong else DONE, hint)


def _advisers(group: Group, wrong: dict[str, str], number: int) -> dict[str, Any]:
    if not number:
        return _line(group, ADVISERS, OPTIONAL, "You are strongly advised to include some")
    return _judged(group, ADVISERS, wrong, is_started=True, hint=f"{number} joined")


def _advice(group: Group, number: int) -> dict[str, Any]:
    if number:
        return _line(group, ADVICE, (f"{number} recorded", ""))
    hint = "From training providers, assessment organisations and others; needed before the standard"
    return _line(group, ADVICE, OPTIONAL, hint)


def _submit(group: Group, result: AssessmentResult, can_submit: bool) -> dict[str, Any]:
    task = Task("overview:check", "Check your answers and submit")
    if group.stage == Stage.MEMBERSHIP_SUBMITTED or group.membership_approved_on:
        return _line(group, task, ("Approved" if group.membership_approved_on else "Submitted", "green"))
    if number := len(result.blockers):
        return _line(
            group, task, (f"{number} to put right", "grey"), "You can look, and submit once nothing is missing"
        )
    return _line(group, task, ("Ready", "green"), "" if can_submit else "The chair submits")


def _counts(group: Group) -> dict[str, Any]:
    """Two statements: current memberships by kind, and what else the list counts."""
    kinds = [m.kind for m in current_members(group)]
    counted = {
        "waiting": Count("invitations", filter=WAITING, distinct=True),
        "advice": Count("engagements", distinct=True),
    }
    numbers = Group.objects.filter(pk=group.pk).values("population").annotate(**counted).get()
    employers = kinds.count("employer")
    return {**numbers, "employers": employers, "advisers": len(kinds) - employers}


def _members_hint(counts: dict[str, Any]) -> str:
    joined = f"{counts['employers']} joined"
    return f"{joined}, {counts['waiting']} invited and not yet answered" if counts["waiting"] else joined
