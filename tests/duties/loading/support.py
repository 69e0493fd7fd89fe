"""What the regulator sees to: justifications, mitigations, concerns, cases, travel, notes, and what takes longer."""

from __future__ import annotations

from datetime import date

from duties.models import Extension
from meetings.enums import ClaimOutcome
from oversight.enums import CaseOutcome, MapOutcome
from tests.duties.loading.entering import UNSAID, WRITTEN, Entering, Row, at, day, happened, placed
from tests.factories import (
    ConcernFactory,
    JustificationFactory,
    MitigationFactory,
    OfficialFactory,
    RiskNoteFactory,
    TravelClaimFactory,
    TravelPaymentFactory,
    WithdrawalCaseFactory,
)


def enter(entering: Entering, dossier: Row, on: date) -> None:
    group = dossier["group"]
    for place, row in placed(group, "justifications", "group/"):
        entering.keep(place, JustificationFactory, rule=row["rule"], **_asked(entering, row))
    for place, row in placed(group, "mitigations", "group/"):
        days = {"risk": row["risk"], "until": day(row["until"]), "asked_by": entering.user(row.get("asked_by"))}
        entering.keep(place, MitigationFactory, **_asked(entering, row) | days)
    for place, row in placed(group, "concerns", "group/"):
        _concern(entering, place, row)
    for place, row in placed(dossier, "cases"):
        _case(entering, place, row)
    for place, row in placed(dossier, "travel_claims"):
        _travel_claim(entering, place, row)
    for place, row in placed(dossier, "risk_notes"):
        noted = {"risk": row["risk"], "noted_at": at(row["on"])}
        entering.keep(place, RiskNoteFactory, group=entering.group, **noted)
    for place, row in placed(dossier, "extensions"):
        _extension(entering, place, row)


def _asked(entering: Entering, row: Row) -> Row:
    return {
        "group": entering.group,
        "asked_at": at(row.get("asked_on") or UNSAID.isoformat()),
        "accepted_on": day(row.get("accepted_on")),
        "declined_on": day(row.get("declined_on")),
        "answer": WRITTEN if row.get("declined_on") else "",
    }


def _concern(entering: Entering, place: str, row: Row) -> None:
    responded_at, responded_by = happened(row.get("responded_on"), entering.somebody)
    entering.keep(
        place,
        ConcernFactory,
        group=entering.group,
        kind=row["kind"],
        opened_on=day(row["opened_on"]),
        responded_at=responded_at,
        responded_by=responded_by,
        closed_on=day(row.get("closed_on")),
    )


def _case(entering: Entering, place: str, row: Row) -> None:
    """Raised by an official who sees to nothing of the group where the dossier names nobody."""
    discussed_on = day(row.get("discussed_on"))
    decided_at, decided_by = happened(row.get("decided_on"), entering.decider)
    map_decided_at, map_decided_by = happened(row.get("map_decided_on"), entering.decider)
    outcome = row.get("outcome") or ""
    entering.keep(
        place,
        WithdrawalCaseFactory,
        group=entering.group,
        raised_at=at(row["raised_on"]),
        raised_by=entering.user(row.get("raised_by")) or OfficialFactory(),
        discussed_on=discussed_on,
        discussed_by=discussed_on and entering.decider,
        discussed_with=WRITTEN if discussed_on else "",
        discussion=WRITTEN if discussed_on else "",
        decided_at=decided_at,
        decided_by=decided_by,
        outcome=outcome,
        decision=WRITTEN if outcome else "",
        mitigation=MitigationFactory(group=entering.group) if outcome == CaseOutcome.MITIGATE else None,
        map_decided_at=map_decided_at,
        map_decided_by=map_decided_by,
        map_outcome=MapOutcome.values[0] if map_decided_at else "",
        map_reason=WRITTEN if map_decided_at else "",
    )


def _travel_claim(entering: Entering, place: str, row: Row) -> None:
    decided_at, decided_by = happened(row.get("decided_on"), entering.decider)
    outcome = {"declined": ClaimOutcome.REFUSED}.get(row.get("outcome"), row.get("outcome") or "")
    paid_at, paid_by = happened(row.get("paid_on"), entering.decider)
    payment = None
    if paid_at:
        payment = entering.keep(
            f"{place}/payment", TravelPaymentFactory, group=entering.group, paid_at=paid_at, paid_by=paid_by
        )
    entering.keep(
        place,
        TravelClaimFactory,
        group=entering.group,
        person=entering.people[row["person"]],
        claimed_by=entering.somebody,
        claimed_at=at(row["claimed_on"]),
        outcome=outcome,
        reasons=WRITTEN if outcome == ClaimOutcome.REFUSED else "",
        decided_at=decided_at,
        decided_by=decided_by,
        payment=payment,
    )


def _extension(entering: Entering, place: str, row: Row) -> None:
    places = {number: subject for subject, number in (entering.subjects | entering.names).items()}
    parts = (row.get("subject") or "").split(",")
    entering.keep(
        place,
        Extension.objects.create,
        group=entering.group,
        code=row["code"],
        subject=",".join(places.get(part, part) for part in parts),
        advised_on=day(row["advised_on"]),
        advised_at=at(row["advised_on"]),
        until=day(row["until"]),
        reason=row.get("reason") or WRITTEN,
    )
