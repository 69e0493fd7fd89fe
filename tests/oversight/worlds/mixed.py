"""A group that has one of each kind: what counts beside what does not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from groups.models import WorkPlan
from guidance.vocabulary import ConsentCode, Expertise, StatementCode
from members.models import Membership, Organisation, Person
from tests.oversight.sample import BEFORE, ON, dossier, membership, organisation
from tests.oversight.worlds.mixed_facts import PEOPLE, WORK
from tests.oversight.worlds.world import INTEREST, LATER, LONG_AGO, TODAY, Told, World, ledgers


def mixed() -> World:
    """Eight employer members who each lack one detail, and people who are no employers, declined or gone; of each thing
    that a group records some that count and some that do not.
    """
    told = dossier(11)
    told["group"] |= _mixed_group()
    told["group"]["occupation"] |= {"regulated": False, "professional_status": False}
    told["people"][0]["email"] = None
    for place, column in ((5, "sector"), (6, "size"), (7, "region")):
        told["organisations"][place][column] = None
    told["organisations"] += [
        organisation("trains", kind="training_provider", employs_in_occupation=False),
        organisation("assures", kind="eqap", employs_in_occupation=False),
        organisation("offers", delivers=["epa"]),
        organisation("profits", kind="sector_body", may_profit=True, employs_in_occupation=False),
    ]
    return World(told | _mixed_people() | _mixed_work(), PEOPLE | WORK)


def _mixed_group() -> Told:
    again = {"reason": "A small sector", "accepted_on": LONG_AGO}
    concern, mitigation = {"reason": "Unclear", "opened_on": LONG_AGO}, {"reason": "Illness", "until": LATER}
    return {
        "population": {
            "source": "Example survey",
            "size": {"small": 0.75, "large": 0.25},
            "sector": {"F": 1},
            "region": {"north_east": 0.4, "london": 0.6},
        },
        "justifications": [{"rule": rule} | again for rule in ("group.size", "group.capacity_limit", "group.size")],
        "concerns": [{"kind": kind} | concern for kind in ("quality", "policy_noncompliance", "quality")],
        "mitigations": [
            {"risk": risk, "accepted_on": day} | mitigation
            for risk, day in (
                ("risk.standard_late", LONG_AGO),
                ("risk.quality", LONG_AGO),
                ("risk.quality", LONG_AGO),
                ("risk.proposal_late", None),
            )
        ],
        "work_plan": {"agreed_on": "2026-02-01", "standard_due_on": "2026-11-01"},
    }


def _mixed_people() -> Told:
    employers = [
        membership(
            f"p{place:02}",
            f"o{place:02}",
            approval=approval,
            occupation_experience=experience,
            expertise=Expertise.values[place - 1 : place],
            job_title=None if place == 3 else "Site manager",
            plans_to_serve_until=None if place == 1 else "2028-12-01",
            statements=[{"code": code, "given_on": LONG_AGO} for code in StatementCode.values[place - 1 :: 8]],
            consents=[{"code": code, "given_on": LONG_AGO} for code in ConsentCode.values[place - 1 : place]],
        )
        for place, approval, experience in zip(
            range(1, 9),
            ["approved", "draft", "submitted", *["approved"] * 5],
            ["current", "recent", "none", *[None] * 5],
            strict=True,
        )
    ]
    others = [
        membership("p09", "o09", approval="declined"),
        membership("p10", "o10", kind="adviser", **ledgers(None)),
        membership("p11", "o11", kind="facilitator", **ledgers(None)),
    ]
    return {"memberships": [*others[::-1], *employers[::-1]]} | _mixed_chairs() | _mixed_declarations()


def _mixed_chairs() -> Told:
    chair = {"started_on": LONG_AGO, "confirmed_no_interest_on": LONG_AGO, "publication_agreed_on": LONG_AGO}
    return {
        "chairs": [
            chair | {"person": "p03"},
            chair | {"person": "p02", "ended_on": "2026-01-01"},
            chair | {"person": "p01", "publication_agreed_on": None},
            chair | {"person": "p01", "confirmed_no_interest_on": None},
        ]
    }


def _mixed_declarations() -> Told:
    handled = INTEREST | {"handling": {"measure": "none", "recorded_on": LONG_AGO}}

    def interest(nature: str, at: str | None, **changes: Any) -> Told:
        return handled | {"nature": nature, "organisation": at} | changes

    return {
        "declarations": [
            {"person": "p11", "declared_on": LONG_AGO, "interests": [handled]},
            {"person": "p10", "declared_on": LONG_AGO, "interests": [INTEREST]},
            {"person": "p09", "declared_on": LONG_AGO, "interests": [INTEREST]},
            {"person": "p02", "declared_on": LONG_AGO, "interests": [INTEREST, INTEREST]},
            {"person": "p03", "declared_on": LONG_AGO, "interests": [interest("directorship", None)]},
            {
                "person": "p01",
                "declared_on": LONG_AGO,
                "interests": [
                    interest("financial", "offers", by_employment=True),
                    interest("directorship", "trains"),
                    interest("personal", "assures"),
                    interest("employment", "profits"),
                    interest("other", "epao", handling=None),
                    interest("other", "o01"),
                ],
            },
            {"person": "p01", "declared_on": "2026-01-15", "interests": []},
        ]
    }


def _mixed_work() -> Told:
    def held(days: int, **changes: Any) -> Told:
        return {"held_on": (ON - timedelta(days=days)).isoformat()} | changes

    return {
        "requested_members": [
            {"description": "Employer", "requested_on": LONG_AGO, "met_on": met_on} for met_on in (None, BEFORE, None)
        ],
        "engagements": [{"kind": kind, "held_on": LONG_AGO} for kind in ("epao", "apprentices", "epao")],
        "meetings": [
            held(1, competition_statement=False),
            held(1, competition_statement=True, declarations_checked=True),
            held(365),
            held(366),
        ],
        "submissions": [
            {"kind": "proposal", "decided_on": "2026-01-10", "outcome": "agreed"},
            {"kind": "standard", "submitted_on": LONG_AGO},
            {"kind": "proposal", "decided_on": "2026-01-05", "outcome": "returned"},
            {"kind": "epa_plan", "agreed_by_employers_on": LONG_AGO},
        ],
        "evidence": {
            "consumable_costs_on": LONG_AGO,
            "epao_quotes": [
                {"organisation": name, "received_on": LONG_AGO} for name in ("epao", "offers", "assures", "trains")
            ],
        },
    }


def spoil_and_plan(world: World) -> None:
    """What no dossier tells: texts that are missing though they must not be, and a second work plan."""
    by_name = {name: key for key, name in world.names.items()}
    Person.objects.filter(pk=by_name["p02"]).update(name="")
    employers = dict(Membership.objects.filter(group_id=world.group).values_list("person_id", "organisation_id"))
    Organisation.objects.filter(pk=employers[by_name["p04"]]).update(name="")
    Organisation.objects.filter(pk=employers[by_name["p05"]]).update(kind="")
    for agreed_on, due_on in ((TODAY, "2026-12-01"), ("2026-01-10", "2026-10-01"), (TODAY, "2026-12-02")):
        WorkPlan.objects.create(group_id=world.group, agreed_on=agreed_on, standard_due_on=due_on)
