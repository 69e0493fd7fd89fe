"""What changed about a group's people and answers since a moment, told from history: two statements a kind of row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from conflicts.models import Declaration
from groups.models import EmployerPopulation, Group, PopulationShare
from guidance import messages
from guidance.vocabulary import CATEGORIES, Approval, Dimension
from members.enums import EndReason
from members.models import ChairAppointment, Membership, Organisation
from portal.calendar import today

Pair = tuple[Any, Any]  # a row as it was at the moment (None: not there yet), and as it is now
DETAILS = {"sector": "main business activity", "size": "number of employees", "region": "head office"}
OF_THE_GROUP = {
    "name": "Name",
    "apprenticeship_count": "Apprenticeships",
    "charges_fee": "Charges a fee",
    "capacity_confirmed_on": "Capacity confirmed",
    "drafting_responsibility_confirmed_on": "Responsibility for drafting confirmed",
}
OF_THE_POPULATION = {"source": "Source", "figures_on": "Date of the figures"}


def since(group: Group, at: datetime) -> list[dict[str, Any]]:
    """Sections with a title and lines (`who`, `what`), empty ones left out."""
    people = _by_person(group, at)
    sections = {
        "People": [{"who": name, "what": "; ".join(texts)} for name, texts in sorted(people.items())],
        "Chair": list(_of_chairs(_pairs(ChairAppointment, at, "person", group_id=group.pk))),
        "Employers": list(_of_organisations(group, at)),
        "The group": list(_of_fields(_pairs(Group, at, id=group.pk), OF_THE_GROUP)),
        "Employers in the occupation": list(_of_the_population(group, at)),
        "Declarations renewed": _declarations(group, at),
    }
    return [{"title": title, "lines": lines} for title, lines in sections.items() if lines]


def _pairs(model: Any, at: datetime, *related: str, **where: Any) -> list[Pair]:
    newest = model.history.order_by("id", "-history_date", "-history_id").distinct("id")
    if related:
        newest = newest.select_related(*related)
    now = list(newest.filter(history_date__gt=at, **where))
    before = {row.id: row for row in newest.filter(history_date__lte=at, id__in=[row.id for row in now])}
    return [(before.get(row.id), row) for row in now]


# --- people ----------------------------------------------------------------------------------------------------------
def _by_person(group: Group, at: datetime) -> dict[str, list[str]]:
    pairs = _pairs(Membership, at, "person", "organisation", group_id=group.pk)
    people: dict[str, list[str]] = defaultdict(list)
    for before, now in sorted(pairs, key=lambda pair: (pair[1].started_on, pair[1].id)):
        people[now.person.name] += _of_membership(before, now)
    return {name: texts for name, texts in people.items() if texts}


def _of_membership(before: Any, now: Any) -> list[str]:
    texts = [] if before else [f"joined on {_day(now.started_on)}, {now.job_title or 'no job title'}, {_employer(now)}"]
    if now.approval == Approval.DECLINED and (before is None or before.approval != Approval.DECLINED):
        texts.append("declined by the regulator")
    if now.ended_on and (before is None or (before.ended_on, before.end_reason) != (now.ended_on, now.end_reason)):
        reason = EndReason(now.end_reason).label.lower() if now.end_reason else "no reason given"
        texts.append(f"{'left' if now.ended_on <= today() else 'leaves'} on {_day(now.ended_on)} ({reason})")
    return texts + (list(_moved(before, now)) if before else [])


def _moved(before: Any, now: Any) -> Iterator[str]:
    if before.job_title != now.job_title:
        yield f"job title “{now.job_title}” (before: “{before.job_title or 'none'}”)"
    if before.organisation_id != now.organisation_id:
        yield f"works for {_employer(now)} (before: {_employer(before)})"
    if before.plans_to_serve_until != now.plans_to_serve_until and now.plans_to_serve_until:
        yield f"plans to serve until {_day(now.plans_to_serve_until)}"


def _employer(row: Any) -> str:
    return str(row.organisation.name)


def _of_chairs(pairs: list[Pair]) -> Iterator[dict[str, str]]:
    for before, now in pairs:
        if before is None:
            yield {"who": now.person.name, "what": f"chosen on {_day(now.started_on)}"}
        if now.ended_on and (before is None or before.ended_on != now.ended_on):
            verb = "chairs no longer since" if now.ended_on <= today() else "chairs until"
            yield {"who": now.person.name, "what": f"{verb} {_day(now.ended_on)}"}


def _declarations(group: Group, at: datetime) -> list[dict[str, str]]:
    made = Declaration.history.filter(group_id=group.pk, history_type="+", history_date__gt=at)
    newest = {row.person_id: row for row in made.select_related("person").order_by("declared_on", "history_id")}
    lines = [{"who": row.person.name, "what": f"on {_day(row.declared_on)}"} for row in newest.values()]
    return sorted(lines, key=lambda line: line["who"])


# --- what the group is made of ---------------------------------------------------------------------------------------
def _of_organisations(group: Group, at: datetime) -> Iterator[dict[str, str]]:
    """Of employers that were there before and are still: a new one's details came with its member."""
    serving = Membership.objects.current(today()).filter(group=group).values("organisation")
    for before, now in _pairs(Organisation, at, id__in=serving):
        for field, label in DETAILS.items():
            if before and getattr(before, field) != getattr(now, field):
                said = getattr(now, f"get_{field}_display")() or "not given"
                was = getattr(before, f"get_{field}_display")() or "not given"
                yield {"who": now.name, "what": f"{label}: {said} (before: {was})"}


def _of_fields(pairs: list[Pair], labels: dict[str, str]) -> Iterator[dict[str, str]]:
    for before, now in pairs:
        for field, label in labels.items():
            if before and getattr(before, field) != getattr(now, field):
                yield {"who": label, "what": f"{_said(getattr(now, field))} (before: {_said(getattr(before, field))})"}


def _of_the_population(group: Group, at: datetime) -> Iterator[dict[str, str]]:
    """Where the figures come from, then a line for each dimension with the shares that are others now."""
    pairs = _pairs(EmployerPopulation, at, group_id=group.pk)
    for before, now in pairs:
        if before is None:
            yield {"who": "Source", "what": f"{now.source} (before: no figures)"}
    yield from _of_fields(pairs, OF_THE_POPULATION)
    texts = _of_shares(_pairs(PopulationShare, at, population__group_id=group.pk))
    for dimension in Dimension:
        if dimension in texts:
            yield {"who": str(dimension.label), "what": "; ".join(texts[dimension])}


def _of_shares(pairs: list[Pair]) -> dict[str, list[str]]:
    """By dimension; a category that was taken out and put in again is one category, though two rows."""
    was = {(row.dimension, row.category): row.share for row, _ in pairs if row}
    said = {(row.dimension, row.category): row.share for _, row in pairs if row.history_type != "-"}
    texts: dict[str, list[str]] = defaultdict(list)
    for key in sorted({*was, *said}):
        dimension, category = key
        if was.get(key) != said.get(key):
            label = CATEGORIES[Dimension(dimension)](category).label
            texts[dimension].append(f"{label} {_share(said.get(key))} (before: {_share(was.get(key))})")
    return texts


def _share(share: Decimal | None) -> str:
    return "not given" if share is None else messages.percent(float(share))


def _said(value: Any) -> str:
    if value is None:
        return "not answered"
    if isinstance(value, date):
        return f"on {_day(value)}"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
