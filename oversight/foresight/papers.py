"""Repairs by paper: a document that is written and agreed, and the figures of the occupation's employers."""

from __future__ import annotations

from datetime import date
from functools import partial

from guidance.documents import DAYS, GIVEN_BACK, SubmissionDates, SubmissionState, exists
from guidance.facts import SHARE_UNITS, Facts
from guidance.rules.rule_input import by_organisation
from guidance.vocabulary import Dimension, SubmissionKind
from oversight.foresight.people import REPRESENTS
from oversight.foresight.situation import Actor, Kind, Maker, Repair, Situation
from oversight.foresight.units import POPULATION, SUBMISSIONS, with_new_row, with_row, without_rows


# --- documents -------------------------------------------------------------------------------------------------------
def documents(rule: str, *kinds: SubmissionKind) -> Maker:
    """Each that the employers have not agreed is written, unless a version is fixed, and then agreed."""

    def make(situation: Situation) -> list[Repair]:
        return [
            repair
            for kind in kinds
            if kind in situation.args(rule).get("kinds", ())
            for repair in _document(situation, rule, kind)
        ]

    return make


def _document(situation: Situation, rule: str, kind: SubmissionKind) -> list[Repair]:
    newest = situation.result.documents.newest(kind)
    is_given_back = newest is not None and newest.state in GIVEN_BACK
    args = {"document": str(kind.value), "is_begun": newest is not None and not is_given_back}
    write, agree = partial(_write, kind=kind, on=situation.on), partial(_agree, kind=kind, on=situation.on)
    subject = str(kind.value)
    agreement = Repair(Kind.AGREE, subject, (rule,), Actor.EMPLOYERS, 2, agree, args=args)
    if newest is not None and newest.state not in {*GIVEN_BACK, SubmissionState.DRAFTING}:
        return [agreement]
    written = Repair(Kind.WRITE, subject, (rule,), Actor.GROUP, 8, write, args=args)
    return [written, agreement._replace(after=Kind.WRITE)]


def _write(facts: Facts, *, kind: SubmissionKind, on: date) -> Facts:
    """A version of it is fixed: one more after all that there are, which leaves what became of those as it is."""
    days = [on if name in ("begun_on", "frozen_on") else None for name in DAYS]
    return with_new_row(facts, SUBMISSIONS, str(kind.value), "", days)


def _agree(facts: Facts, *, kind: SubmissionKind, on: date) -> Facts:
    rows = enumerate(zip(facts.submissions, facts.submission_days, strict=True))
    place = max(place for place, (name, days) in rows if name == kind and exists(SubmissionDates(name, "", *days), on))
    days = [on if name == "agreed_by_employers_on" else facts.submission_days[place][DAYS.index(name)] for name in DAYS]
    return with_row(facts, SUBMISSIONS, place, submission_days=days)


# --- figures ---------------------------------------------------------------------------------------------------------
def figures(situation: Situation) -> list[Repair]:
    """The figures of the occupation's employers are recorded, or put right, where that blocks: then one looks again."""
    dimensions = [name for name, rule in REPRESENTS.items() if "recorded" in situation.args(rule)]
    if not dimensions:
        return []
    rules = tuple(REPRESENTS[name] for name in dimensions)
    edit = partial(_record, dimensions=dimensions)
    return [Repair(Kind.RECORD, "", rules, Actor.CHAIRS, 3, edit, args={"dimensions": dimensions})]


def _record(facts: Facts, *, dimensions: list[str]) -> Facts:
    """As if the occupation's employers were as the group's are: nobody knows better before they are recorded."""
    for name in dimensions:
        column = {Dimension.SIZE: facts.sizes, Dimension.SECTOR: facts.sectors, Dimension.REGION: facts.regions}
        values = by_organisation(facts, column[Dimension(name)])
        rows = [place for place, dimension in enumerate(facts.population_dimensions) if dimension == name]
        facts = without_rows(facts, POPULATION, rows)
        for category, share in _shares(sorted(values.values())).items():
            facts = with_new_row(facts, POPULATION, name, category, share)
    return facts


def _shares(values: list[str]) -> dict[str, int]:
    return {value: values.count(value) * SHARE_UNITS // len(values) for value in values}
