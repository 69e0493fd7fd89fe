"""Import then export gives an equal dossier: defaults filled, lists sorted, ids renamed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from conflicts.enums import Nature
from groups.models import Group
from guidance.vocabulary import (
    AdviserKind,
    ConcernKind,
    ConsentCode,
    EngagementKind,
    Expertise,
    OrganisationKind,
    Region,
    Sector,
    SizeBand,
    StatementCode,
)
from oversight.dossier import export, load_into, rows
from oversight.dossier.kept import NOT_KEPT
from oversight.dossier.reading import parse
from oversight.dossier.schema import SCHEMA

START = date(2024, 1, 1)
days = st.integers(0, 900).map(lambda number: (START + timedelta(days=number)).isoformat())
maybe_day = st.none() | days
letters = st.characters(min_codepoint=32, max_codepoint=0x2FFF, blacklist_categories=("Cs",))
texts = st.text(letters, min_size=1, max_size=20)
maybe_text = st.none() | texts
shares = st.floats(0, 1)


def after(day: str, later: int | None) -> str | None:
    return None if later is None else (date.fromisoformat(day) + timedelta(days=later)).isoformat()


@st.composite
def span(draw: Any, start: str, end: str) -> dict[str, Any]:
    """Two days under these names, the second perhaps missing."""
    first = draw(days)
    return {start: first, end: after(first, draw(st.none() | st.integers(0, 400)))}


def listed(strategy: Any, most: int = 3) -> Any:
    return st.lists(strategy, max_size=most)


def merged(*parts: Any) -> Any:
    return st.tuples(*parts).map(lambda rows: {name: value for row in rows for name, value in row.items()})


def categories(values: list[str]) -> Any:
    return st.dictionaries(st.sampled_from(values), shares, min_size=1, max_size=3)


organisations = st.fixed_dictionaries(
    {"name": texts, "kind": st.sampled_from(OrganisationKind.values)},
    optional={
        "employs_in_occupation": st.booleans(),
        "delivers": st.lists(st.sampled_from(["training", "epa", "eqa"]), unique=True),
        "may_profit": st.booleans(),
        "size": st.none() | st.sampled_from(SizeBand.values),
        "sector": st.none() | st.sampled_from(Sector.values),
        "region": st.none() | st.sampled_from(Region.values),
    },
)
groups = st.fixed_dictionaries(
    {
        "reference": st.from_regex(r"[A-Z]{2}[0-9]{4,6}", fullmatch=True),
        "name": texts,
        "first_contact_on": days,
        "occupation": st.fixed_dictionaries(
            {"title": texts, "level": st.integers(2, 8), "route": st.sampled_from(["Digital", "Sample route"])},
            optional={"reference": st.none() | st.just("ST9009")}
            | dict.fromkeys(["regulated", "professional_status"], st.booleans()),
        ),
    },
    optional={
        "origin": st.sampled_from(["self_formed", "convened"]),
        "charges_fee": st.none() | st.booleans(),
        "capacity_confirmed_on": maybe_day,
        "drafting_responsibility_confirmed_on": maybe_day,
        "details_confirmed_on": maybe_day,
        "apprenticeship_count": st.integers(0, 9),
        "membership_approved_on": maybe_day,
        "support_withdrawn_on": maybe_day,
        "work_plan": st.none() | st.fixed_dictionaries({"agreed_on": days, "standard_due_on": days}),
        "work_plans": listed(
            st.fixed_dictionaries({}, optional=dict.fromkeys(["agreed_on", "ended_on", "standard_due_on"], maybe_day))
        ),
        "population": st.none()
        | st.fixed_dictionaries(
            {"source": texts},
            optional={"size": categories(SizeBand.values), "sector": categories(Sector.values)}
            | {"region": categories(Region.values)},
        ),
        "justifications": listed(
            st.fixed_dictionaries({"rule": st.just("group.size"), "reason": texts, "accepted_on": maybe_day})
        ),
        "mitigations": listed(
            st.fixed_dictionaries(
                {"risk": st.just("risk.quality"), "reason": texts, "until": days, "accepted_on": maybe_day}
            )
        ),
        "concerns": listed(
            merged(
                st.fixed_dictionaries({"kind": st.sampled_from(ConcernKind.values), "reason": texts}),
                span("opened_on", "closed_on"),
            )
        ),
    },
)
submissions = st.fixed_dictionaries(
    {"kind": st.sampled_from(["proposal", "standard", "epa_plan", "revision"])},
    optional={
        **dict.fromkeys(
            ["begun_on", "frozen_on", "agreed_by_employers_on", "submitted_on", "recommended_on", "condition_on"],
            maybe_day,
        ),
        **dict.fromkeys(["decided_on", "resubmit_by", "withdrawn_on", "published_on"], maybe_day),
        "outcome": st.sampled_from(["agreed", "returned", "declined", None]),
    },
)


def ledgers(codes: list[str]) -> Any:
    return listed(merged(st.fixed_dictionaries({"code": st.sampled_from(codes)}), span("given_on", "withdrawn_on")))


@st.composite
def dossiers(draw: Any) -> dict[str, Any]:
    told = {"format": "trailblazer-dossier/1", "group": draw(groups)}
    made = draw(st.lists(organisations, min_size=1, max_size=4))
    told["organisations"] = [{"id": f"o{place}", **row} for place, row in enumerate(made)]
    organisation = st.sampled_from([row["id"] for row in told["organisations"]])
    people = [f"p{place}" for place in range(draw(st.integers(1, 4)))]
    told["people"] = [
        {
            "id": one,
            "name": draw(texts),
            "email": draw(st.none() | st.just(f"{one}@example.org")),
            "phone": draw(maybe_text),
        }
        for one in people
    ]
    told["memberships"] = [draw(_membership(one, organisation)) for one in people]
    person = st.sampled_from(people)
    told["chairs"] = draw(
        listed(
            merged(
                st.fixed_dictionaries({"person": person}, optional={"confirmed_no_interest_on": maybe_day}),
                span("started_on", "ended_on"),
                st.just({}) | span("publication_agreed_on", "publication_withdrawn_on"),
            ),
            most=2,
        )
    )
    told["declarations"] = [draw(_declaration(person, organisation)) for _ in range(draw(st.integers(0, 3)))]
    told["engagements"] = draw(
        listed(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(EngagementKind.values), "held_on": days},
                optional={"organisation": st.none() | organisation, "summary": maybe_text},
            )
        )
    )
    told["meetings"] = draw(
        listed(
            st.fixed_dictionaries(
                {"held_on": days},
                optional=dict.fromkeys(["declarations_checked", "competition_statement"], st.booleans()),
            )
        )
    )
    told["requested_members"] = draw(
        listed(
            st.fixed_dictionaries(
                {"description": texts, "requested_on": days},
                optional=dict.fromkeys(["due_on", "met_on", "struck_on"], maybe_day),
            )
        )
    )
    quote = st.fixed_dictionaries(
        {"organisation": organisation, "received_on": days},
        optional={"amount": st.none() | st.decimals(0, 99_999, places=2).map(float)},
    )
    told["evidence"] = draw(
        st.fixed_dictionaries({}, optional={"epao_quotes": listed(quote)} | dict.fromkeys(rows.EVIDENCE, maybe_day))
    )
    told["submissions"] = draw(listed(submissions))
    return told


@st.composite
def _membership(draw: Any, person: str, organisation: Any) -> dict[str, Any]:
    row = {"person": person, "organisation": draw(organisation)}
    row |= {"kind": draw(st.sampled_from(["employer", "adviser", "facilitator"]))}
    row |= draw(span("started_on", "ended_on"))
    return row | draw(
        st.fixed_dictionaries(
            {},
            optional={
                "adviser_kind": st.none() | st.sampled_from(AdviserKind.values),
                "job_title": maybe_text,
                "job_description": maybe_text,
                "plans_to_serve_until": maybe_day,
                "approval": st.sampled_from(["draft", "submitted", "approved", "declined"]),
                "occupation_experience": st.sampled_from(["current", "recent", "none", None]),
                "statements": ledgers(StatementCode.values),
                "consents": ledgers(ConsentCode.values),
                "expertise": st.lists(st.sampled_from(Expertise.values), unique=True),
            },
        )
    )


@st.composite
def _declaration(draw: Any, person: Any, organisation: Any) -> dict[str, Any]:
    day = draw(days)
    handling = st.none() | st.fixed_dictionaries(
        {"measure": st.sampled_from(["none", "no_vote", "leave_for_item", "step_down"]), "recorded_on": days},
        optional={"reason": maybe_text},
    )
    interest = st.fixed_dictionaries(
        {"nature": st.sampled_from(Nature.values), "description": texts},
        optional={
            "perception": st.sampled_from(["actual", "potential", "perceived"]),
            "organisation": st.none() | organisation,
            "by_employment": st.booleans(),
            "ended_on": (st.none() | st.integers(0, 400)).map(lambda later: after(day, later)),
            "handling": handling,
        },
    )
    return {"person": draw(person), "declared_on": day, "interests": draw(listed(interest, most=2))}


# --- equal, in the sense of the design -------------------------------------------------------------------------------
PARTS = {
    "organisations": rows.ORGANISATION,
    "memberships": rows.MEMBERSHIP | {"statements": [], "consents": []},
    "chairs": rows.CHAIR,
    "declarations": {},
    "engagements": rows.ENGAGEMENT | {"organisation": None},
    "meetings": rows.MEETING,
    "requested_members": rows.REQUESTED,
    "submissions": rows.SUBMISSION,
    "people": {"email": None, "phone": None},
}
INTEREST = rows.INTEREST | {"organisation": None, "handling": None}


def plain(told: dict[str, Any]) -> dict[str, Any]:
    """Defaults filled, ids replaced by what they stand for, every list sorted but that of submissions."""
    names = {
        row["id"]: _sorted({name: value for name, value in _filled(row, PARTS[part]).items() if name != "id"})
        for part in ("organisations", "people")
        for row in told.get(part, [])
    }
    same = {name: [_named(_filled(row, part), names) for row in told.get(name, [])] for name, part in PARTS.items()}
    for row in same["memberships"]:
        for ledger in ("statements", "consents"):
            row[ledger] = [_filled(entry, rows.LEDGER) for entry in row[ledger] or []]
    for row in same["declarations"]:
        row["interests"] = [_named(_filled(entry, INTEREST), names) for entry in row["interests"]]
        for entry in row["interests"]:
            entry["handling"] = entry["handling"] and _filled(entry["handling"], rows.HANDLING)
    evidence = _filled(told.get("evidence", {}), rows.EVIDENCE | {"epao_quotes": []})
    evidence["epao_quotes"] = [_named(_filled(row, {"amount": None}), names) for row in evidence["epao_quotes"] or []]
    submitted = same.pop("submissions")
    for name in ("organisations", "people"):  # told where they are used; a dossier may list some that are not
        same.pop(name)
    return _sorted(same | {"group": _group(told["group"]), "evidence": evidence}) | {"submissions": submitted}


def _group(told: dict[str, Any]) -> dict[str, Any]:
    lists = {"justifications": [], "mitigations": [], "concerns": [], "work_plan": None, "population": None}
    row = _filled(told, rows.GROUP | lists)
    plans = [row.pop("work_plan"), *(row.pop("work_plans", None) or [])]  # in their order, the first one or not
    row["plans"] = [
        [place, _filled(plan, rows.ANY_PLAN)] for place, plan in enumerate(plan for plan in plans if plan is not None)
    ]
    row["concerns"] = [_filled(entry, rows.CONCERN) for entry in row["concerns"] or []]
    row["occupation"] = _filled(row["occupation"], rows.OCCUPATION | {"reference": None})
    return row


def _filled(row: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    return {**row, **{name: row.get(name) if row.get(name) is not None else part[name] or None for name in part}}


def _named(row: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    return {
        name: names.get(value, value) if name in ("person", "organisation") else value for name, value in row.items()
    } | ({"id": None} if "id" in row else {})


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(part) or None for name, part in sorted(value.items())}
    if isinstance(value, list):
        return sorted((_sorted(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return value


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(dossiers())
def test_import_then_export_gives_an_equal_dossier(told):
    with transaction.atomic():
        group = load_into(parse(json.dumps(told).encode())).group
        exported = export(Group.objects.get(pk=group.pk))
        transaction.set_rollback(True)

    assert parse(json.dumps(exported).encode()) == exported
    assert plain(exported) == plain(told)


def test_every_field_of_the_schema_is_drawn():
    """So that the property speaks of a field that comes new into the schema, too."""
    missing = {path for path in _properties(json.loads(SCHEMA.read_text())) if not _is_left_out(path)}

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(dossiers())
    def look(told):
        missing.difference_update(_names(told))

    for number in range(20):
        seed(number)(look)()
        if not missing:
            break
    assert missing == set()


def _is_left_out(path: str) -> bool:
    """An import refuses it."""
    return any(f"{path}.".startswith(f".{name}.") for name in NOT_KEPT)


def _names(value: Any, path: str = "") -> Any:
    """Paths of what is there and not null."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from [f"{path}.{name}"] if part is not None else []
            yield from _names(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from _names(part, path)


def _properties(schema: dict[str, Any], path: str = "") -> Any:
    for name, part in schema.get("properties", {}).items():
        yield f"{path}.{name}"
        for one in (part, part.get("items", {}), *part.get("oneOf", [])):
            yield from _properties(one, f"{path}.{name}")
