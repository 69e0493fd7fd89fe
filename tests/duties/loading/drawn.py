"""Dossiers at random: everything that duties are read from, within a hundred days, as the schema allows it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from guidance.vocabulary import ConcernKind, ConsentCode, RiskCode, StatementCode

START, LAST = date(2026, 1, 5), 100  # a Monday; days after it
days = st.integers(0, LAST).map(lambda number: (START + timedelta(days=number)).isoformat())
maybe = st.none() | days
people = st.sampled_from(["p0", "p1", "p2", "p3"])
users = st.sampled_from(["u1", "u2", "u3", "u4", "u8", "u9"])
ROLES = {
    **{"u1": "product_manager", "u2": "product_manager", "u3": "route_manager", "u4": "assurance_manager"},
    **{"u8": "administrator", "u9": "administrator"},
}
risks = st.sampled_from([RiskCode.PROPOSAL_LATE.value, RiskCode.QUALITY.value])
# What may take longer, and what may not.
LONGER = (
    *(("query.answer", "queries/0"), ("request.answer", "queries/1"), ("plan.propose", None)),
    *(("document.review", "submissions/0"), ("document.decide", "submissions/1"), ("enquiry.decide", "enquiry")),
    *(("concern.answer", "group/concerns/0"), ("case.decide", "cases/0"), ("condition.meet", "requested_members/0")),
    *(("member.decide", "memberships/1"), ("mitigation.decide", "group/mitigations/0"), ("minutes.show", "meetings/0")),
)


def fixed(required: dict[str, Any], *later: str) -> Any:
    """A row with these fields, and some days of these names."""
    return st.fixed_dictionaries(required, optional=dict.fromkeys(later, maybe))


def listed(row: Any, most: int = 2) -> Any:
    return st.lists(row, max_size=most)


def span(start: str, end: str, required: dict[str, Any], *later: str) -> Any:
    """As `fixed`, with two days of which the second, where it is there, does not come before the first."""
    return fixed({start: days, end: maybe, **required}, *later).map(
        lambda row: {**row, end: row[end] and max(row[start], row[end])}
    )


def ledger(codes: list[str]) -> Any:
    return listed(span("given_on", "withdrawn_on", {"code": st.sampled_from(codes)}))


memberships = span(
    *("started_on", "ended_on"),
    {
        "organisation": st.just("o0"),
        "kind": st.sampled_from(["employer", "employer", "adviser"]),
        "approval": st.sampled_from(["draft", "submitted", "approved", "declined"]),
        "statements": ledger(StatementCode.values),
        "consents": ledger(ConsentCode.values),
    },
    *("returned_on", "mended_on", "decided_on", "plans_to_serve_until"),
)
handlings = st.fixed_dictionaries({"measure": st.just("none"), "recorded_on": days})
interests = fixed(
    {"nature": st.just("other"), "description": st.just("x"), "handling": st.none() | handlings}, "revised_on"
)
submissions = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["proposal", "standard", "epa_plan", "revision"]),
        "hand_ins": listed(fixed({"on": days}, "answered_on")),
        "outcome": st.sampled_from([None, "agreed", "returned", "declined"]),
        "recommended_by": st.none() | users,
    },
    optional=dict.fromkeys(
        (
            *("begun_on", "frozen_on", "agreed_by_employers_on", "submitted_on", "recommended_on", "condition_on"),
            *("decided_on", "resubmit_by", "withdrawn_on", "published_on"),
        ),
        maybe,
    ),
)
milestones = fixed({"side": st.sampled_from(["chairs", "pm", "rm", "aam"]), "due_on": days}, "reached_on")
work_plans = fixed(
    {"proposed_side": st.sampled_from(["group", "regulator"]), "milestones": listed(milestones)},
    *("proposed_on", "agreed_on", "ended_on", "standard_due_on"),
)
replies = listed(fixed({"person": people, "on": days}), most=3)
meetings = fixed(
    {
        "held_on": maybe,
        "declarations_checked": st.booleans(),
        "replies": replies,
        "actions": listed(fixed({"owner": st.none() | people | users, "due_on": days}, "done_on")),
    },
    *("planned_on", "announced_on", "called_off_on", "minutes_shown_on", "minutes_agreed_on"),
)
group_parts: dict[str, Any] = {
    "membership_submissions": listed(
        fixed({"submitted_on": days, "outcome": st.sampled_from([None, "approved", "returned"])}, "decided_on")
    ),
    "work_plans": listed(work_plans),
    "justifications": listed(
        fixed({"rule": st.just("group.size"), "reason": st.just("x"), "accepted_on": maybe}, "asked_on", "declined_on")
    ),
    "mitigations": listed(
        fixed(
            {
                **{"risk": risks, "reason": st.just("x"), "until": days, "accepted_on": maybe},
                "asked_by": st.none() | people | users,
            },
            *("asked_on", "declined_on"),
        )
    ),
    "concerns": listed(
        span(
            *("opened_on", "closed_on"),
            {"kind": st.sampled_from(ConcernKind.values), "reason": st.just("x")},
            "responded_on",
        )
    ),
    **dict.fromkeys(["membership_approved_on", "details_confirmed_on"], maybe),
    "support_withdrawn_on": st.none() | st.none() | days,
}
parts: dict[str, Any] = {
    "officials": listed(span("started_on", "ended_on", {"user": users}), most=5),
    "absences": listed(
        fixed({"user": users, "from": days, "until": days, "cover": st.none() | users}, "recorded_on").map(
            lambda row: row | {"until": max(row["from"], row["until"])}
        ),
        most=3,
    ),
    "enquiry": st.none()
    | fixed({"user": st.none() | users, "person": st.just("p0"), "received_on": days}, "decided_on"),
    "chairs": listed(span("started_on", "ended_on", {"person": people}, "confirmed_no_interest_on")),
    "declarations": listed(
        st.fixed_dictionaries({"person": people, "declared_on": days, "interests": listed(interests)}), most=3
    ),
    "invitations": listed(
        fixed({"person": people, "sent_on": days, "last_day": days}, "answered_on", "revoked_on"), most=3
    ),
    "hand_overs": listed(
        fixed(
            {
                **dict.fromkeys(["leaving", "successor"], st.none() | people),
                "arranged_on": days,
                "takes_place_on": days,
            },
            *("accepted_on", "confirmed_on", "called_off_on"),
        )
    ),
    "briefings": listed(st.fixed_dictionaries({"person": people, "on": days})),
    "mentorings": listed(fixed({"asked_on": days, "mentor": st.none() | people}, "started_on", "ended_on")),
    "participations": listed(
        fixed({"asked_on": days}, "joined_on", "ended_on", "chair_proposed_on", "chair_agreed_on")
    ),
    "queries": listed(
        fixed({"asked_on": days, "side": st.sampled_from(["group", "regulator"])}, "due_on", "answered_on", "closed_on")
    ),
    "submissions": listed(submissions, most=3),
    "requested_members": listed(
        fixed({"description": st.just("x"), "requested_on": days}, "due_on", "met_on", "struck_on")
    ),
    "meetings": st.lists(meetings, min_size=1, max_size=3),
    "motions": listed(
        fixed(
            {
                "opened_on": days,
                "meeting": st.sampled_from([None, 0]),
                "barred": st.lists(people, unique=True, max_size=1),
                "votes": st.lists(
                    fixed({"person": people, "on": days}), unique_by=lambda row: row["person"], max_size=2
                ),
            },
            *("closes_on", "closed_on"),
        )
    ),
    "travel_claims": listed(
        fixed(
            {"person": people, "claimed_on": days, "outcome": st.sampled_from([None, "approved", "declined"])},
            *("decided_on", "paid_on"),
        )
    ),
    "cases": listed(
        fixed(
            {
                "raised_on": days,
                "raised_by": st.none() | users,
                "outcome": st.sampled_from([None, "continue", "withdraw"]),
            },
            *("discussed_on", "decided_on", "map_decided_on"),
        )
    ),
    "risk_notes": listed(st.fixed_dictionaries({"risk": risks, "on": days})),
    "extensions": st.lists(
        st.fixed_dictionaries(
            {"longer": st.sampled_from(LONGER), "advised_on": days, "until": days, "reason": st.just("x")}
        ),
        max_size=4,
    ),
}


@st.composite
def dossiers(draw: Any) -> dict[str, Any]:
    made = draw(st.fixed_dictionaries(parts))
    for row in made["officials"]:
        row["role"] = ROLES[row["user"]]
        row["scope"] = "group" if row["role"] == "product_manager" else "route"
    made["officials"] = [row for row in made["officials"] if row["role"] != "administrator"]
    for row in made["extensions"]:
        row["code"], row["subject"] = row.pop("longer")
    addresses = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    return made | {
        "format": "trailblazer-dossier/1",
        "group": draw(st.fixed_dictionaries(group_parts)) | GROUP,
        "users": [{"id": name, "role": role, "active_until": draw(st.none() | maybe)} for name, role in ROLES.items()],
        "organisations": [{"id": "o0", "name": "Example Ltd", "kind": "employer"}],
        "people": [  # whoever sends an enquiry has an address
            {
                "id": f"p{place}",
                "name": f"Person {place}",
                "email": f"p{place}@example.org" if place == 0 or has else None,
            }
            for place, has in enumerate(addresses)
        ],
        "memberships": [{"person": f"p{place}", **draw(memberships)} for place in range(draw(st.integers(1, 4)))],
    }


GROUP = {
    "reference": "TB0001",
    "name": "Example group",
    "first_contact_on": START.isoformat(),
    "occupation": {"title": "Example technician", "level": 3, "route": "Digital"},
}
