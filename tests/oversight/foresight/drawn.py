"""Groups of all kinds before a gate, as facts: whole but for a few things, or whatever may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from guidance.documents import SubmissionDates
from guidance.facts import CONSENT_BITS, DETAIL_BITS, INTEREST_BITS, STATEMENT_BITS, Facts
from guidance.vocabulary import Approval, Dimension, Experience, GateCode, MembershipKind, SubmissionKind
from oversight.foresight.situation import Situation
from tests.oversight.made import EVERY, NEW, OLD, ON, Member, dated, facts, submissions, without

DAY = timedelta(days=1)
EARLIER = st.sampled_from([ON - DAY, ON - 364 * DAY, ON - 365 * DAY, ON - 366 * DAY])
SIZES, SECTORS, REGIONS = (
    st.sampled_from(["", "small", "large"]),
    st.sampled_from(["", "F", "C"]),
    st.sampled_from(["", "london", "south_west"]),
)
SHARES = st.sampled_from([{}, {"a": 1.0}, {"a": 0.5, "b": 0.5}, {"a": 0.5, "b": 0.45, "c": 0.05}, {"a": 0.6}])
NAMES = {
    Dimension.SIZE: ("small", "large", "micro"),
    Dimension.SECTOR: ("F", "C", "Q"),
    Dimension.REGION: ("london", "south_west", "north_east"),
}


def mostly(value: Any, *others: Any) -> st.SearchStrategy[Any]:
    """The value three times of four."""
    return st.sampled_from([*[value] * 3 * max(1, len(others)), *others])


MISSING: dict[str, st.SearchStrategy[Any]] = {
    "statements": mostly(EVERY["statements"], 0, *(without(STATEMENT_BITS, name) for name in STATEMENT_BITS)),
    "consents": mostly(EVERY["consents"], 0, *(without(CONSENT_BITS, name) for name in CONSENT_BITS)),
    "details": mostly(EVERY["details"], 0, without(DETAIL_BITS, "email"), without(DETAIL_BITS, "size")),
    "declared_on": mostly(ON - DAY, None, ON - 365 * DAY, ON - 366 * DAY),
    "plans_to_serve_until": mostly(date(2028, 12, 1), None, date(2027, 1, 1)),
    "approval": mostly(Approval.APPROVED, Approval.DRAFT, Approval.SUBMITTED),
    "kind": mostly(MembershipKind.EMPLOYER, MembershipKind.ADVISER, MembershipKind.FACILITATOR),
    "experience": st.sampled_from([Experience.NONE, Experience.NONE, "", Experience.RECENT]),
    "size": SIZES,
    "sector": SECTORS,
    "region": REGIONS,
}
WHOLE: dict[str, st.SearchStrategy[Any]] = {
    "experience": mostly(Experience.NONE, "", Experience.CURRENT),
    "size": mostly("small", "large"),
    "sector": mostly("F", "C"),
    "started_on": EARLIER,
}


@st.composite
def people(draw: st.DrawFn) -> list[Member]:
    """As many as may be, most of them whole; two may serve for one organisation."""
    count = draw(st.sampled_from([0, 1, 8, 9, 9, 10, 11, 12, 19, 20, 20, 21, 22]))
    spoilt = draw(st.sets(st.integers(1, max(1, count)), max_size=3))
    return [
        Member(
            person=key,
            organisation=draw(mostly(key, 1)),
            **draw(st.fixed_dictionaries(MISSING if key in spoilt else WHOLE)),
        )
        for key in range(1, count + 1)
    ]


@st.composite
def populations(draw: st.DrawFn) -> dict[Dimension, dict[str, float]]:
    shares = {}
    for dimension, names in NAMES.items():
        letters = dict(zip("abc", names, strict=True))
        shares[dimension] = {letters[letter]: share for letter, share in draw(SHARES).items()}
    return shares


DOCUMENT = st.builds(
    SubmissionDates,
    kind=st.sampled_from([str(kind) for kind in SubmissionKind.values]),
    outcome=st.sampled_from(["", "", "agreed", "returned"]),
    begun_on=st.sampled_from([None, ON - 9 * DAY, ON + DAY]),
    frozen_on=st.sampled_from([None, ON - 8 * DAY]),
    agreed_by_employers_on=st.sampled_from([None, ON - 7 * DAY]),
    submitted_on=st.sampled_from([None, ON - 6 * DAY]),
    decided_on=st.sampled_from([None, ON - 5 * DAY]),
)
FLAGS = st.sets(st.sampled_from(list(INTEREST_BITS))).map(lambda names: sum(INTEREST_BITS[name] for name in names))
NAMES_OF_MISSING = st.sets(st.sampled_from(list(MISSING)), min_size=1, max_size=2).map(sorted)
GROUP: dict[str, st.SearchStrategy[Any]] = {
    "charges_fee": mostly(False, True, None),
    "capacity_confirmed": mostly(True, False),
    "drafting_responsibility_confirmed": mostly(True, False),
    "details_confirmed_on": mostly(ON - DAY, None, ON - 366 * DAY),
    "apprenticeship_count": mostly(1, 5, 6),
    "justified_rules": st.sampled_from([[], [], [], ["group.size"], ["group.represents_size"]]),
    "requested_members": mostly(0, 2),
    "requested_members_met": st.integers(0, 1),
    "engagements": mostly(EVERY["engagements"], 0, 1),
    "quotes": mostly(1, 0),
    "evidence": mostly(EVERY["evidence"], 0, 1),
    "regulated": st.booleans(),
    "professional_status": st.booleans(),
}


@st.composite
def nearly_ready(draw: st.DrawFn) -> Facts:
    """A group of whom every rule is met, but for one or two things."""
    members = {place: Member(person=place, organisation=place) for place in range(1, draw(st.integers(8, 22)))}
    for place in draw(st.sets(st.sampled_from(list(members)), max_size=1)):
        changes = draw(st.fixed_dictionaries(MISSING))
        members[place] = replace(members[place], **{name: changes[name] for name in draw(NAMES_OF_MISSING)})
    names = draw(st.sets(st.sampled_from(list(GROUP)), max_size=2))
    made = {name: draw(GROUP[name]) for name in sorted(names)}
    if draw(st.booleans()):
        made["chairs"] = sorted(draw(st.lists(st.sampled_from([*members, 99]), max_size=3)))
        made["chairs_confirmed"] = [draw(mostly(True, False)) for _ in made["chairs"]]
    if draw(st.booleans()):
        made["population"] = draw(populations())
    if draw(st.booleans()):
        experience = draw(st.sampled_from(["", Experience.NONE]))
        members = {place: replace(member, experience=experience) for place, member in members.items()}
    return facts(members.values(), **made)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A group on ON before one of the gates, under one of the policies."""
    made = draw(st.one_of(nearly_ready(), spoilt()))
    barred = draw(st.sets(st.sampled_from(made.people), max_size=2)) if made.people else set()
    gate = draw(st.sampled_from(list(GateCode)))
    note(str({name: value for name, value in made._asdict().items() if value != getattr(whole(), name)}))
    return Situation(made, draw(st.sampled_from([OLD, NEW])), ON, gate, frozenset(barred))


@st.composite
def spoilt(draw: st.DrawFn) -> Facts:
    """Whatever may be."""
    members = draw(people())
    some = st.sampled_from([1, *(member.person for member in members), 99])
    chairs = sorted(draw(st.lists(some, max_size=3)))
    held = [person for person in sorted(draw(st.lists(some, max_size=2))) if person in chairs]
    serving = [member.person for member in members]
    return facts(
        members,
        population=draw(populations()),
        chairs=chairs,
        chairs_confirmed=[draw(mostly(True, False)) for _ in chairs],
        chairs_published=[draw(mostly(True, False)) for _ in chairs],
        interest_people=held,
        interests=[draw(FLAGS) for _ in held],
        unhandled=sorted(draw(st.sets(st.sampled_from(serving), max_size=2))) if serving else [],
        **draw(st.fixed_dictionaries(GROUP)),
        **dated(*draw(st.lists(DOCUMENT, max_size=4))) if draw(st.booleans()) else {},
    )


def whole(**changes: Any) -> Facts:
    """A group that meets every rule, but for changes; its membership is approved."""
    return facts(**{"membership_approved": True, **submissions(("proposal", True, False, None))} | changes)
