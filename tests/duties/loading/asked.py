"""What chairs are given and groups ask of each other and of the regulator."""

from __future__ import annotations

from datetime import date

from chairs.models import Briefing, GroupAgreement, Mentoring
from guidance.policies import policy_for
from members.models import ChairAppointment
from portal.calendar import add_working_days
from tests.duties.loading.entering import WRITTEN, Entering, Row, at, day, happened, placed
from tests.factories import (
    ChairAppointmentFactory,
    HandOverFactory,
    OverArchingChairFactory,
    ParticipationFactory,
    QueryFactory,
)


def enter(entering: Entering, dossier: Row, on: date) -> None:
    for place, row in placed(dossier, "hand_overs"):
        _hand_over(entering, place, row)
    for place, row in placed(dossier, "briefings"):
        if appointment := _appointment(entering, row["person"]):
            given = {"appointment": appointment, "held_on": day(row["on"]), "given_by": entering.decider}
            entering.keep(place, Briefing.objects.create, **given)
    for place, row in placed(dossier, "mentorings"):
        _mentoring(entering, place, row)
    for place, row in placed(dossier, "participations"):
        _participation(entering, place, row)
    for place, row in placed(dossier, "queries"):
        _query(entering, place, row, on)


def _appointment(entering: Entering, name: str) -> ChairAppointment | None:
    return ChairAppointment.objects.filter(group=entering.group, person=entering.people[name]).order_by("pk").first()


def _hand_over(entering: Entering, place: str, row: Row) -> None:
    accepted_at, accepted_by = happened(row.get("accepted_on"), entering.somebody)
    confirmed_at, confirmed_by = happened(row.get("confirmed_on"), entering.decider)
    called_off_at, called_off_by = happened(row.get("called_off_on"), entering.somebody)
    entering.keep(
        place,
        HandOverFactory,
        group=entering.group,
        leaving=None if row.get("leaving") is None else _appointment(entering, row["leaving"]),
        successor=entering.person(row.get("successor")),
        takes_place_on=day(row["takes_place_on"]),
        arranged_at=at(row["arranged_on"]),
        accepted_at=accepted_at,
        accepted_by=accepted_by,
        confirmed_at=confirmed_at,
        confirmed_by=confirmed_by,
        called_off_at=called_off_at,
        called_off_by=called_off_by,
    )


def _mentoring(entering: Entering, place: str, row: Row) -> None:
    """Of a chair who has no mentor yet."""
    chairs = ChairAppointment.objects.filter(group=entering.group).order_by("pk")
    free = chairs.exclude(mentorings__in=Mentoring.objects.filter(ended_on=None))
    mentor = entering.person(row.get("mentor"))
    entering.keep(
        place,
        Mentoring.objects.create,
        appointment=(free or chairs).first() or ChairAppointmentFactory(group=entering.group),
        asked_at=at(row["asked_on"]),
        asked_by=entering.somebody,
        mentor=mentor,
        started_on=day(row.get("started_on")),
        ended_on=day(row.get("ended_on")),
        arranged_by=None if mentor is None else entering.decider,
    )


def _participation(entering: Entering, place: str, row: Row) -> None:
    made = entering.keep(
        place,
        ParticipationFactory,
        group=entering.group,
        asked_at=at(row["asked_on"]),
        joined_on=day(row.get("joined_on")),
        ended_on=day(row.get("ended_on")),
    )
    if not row.get("chair_proposed_on"):
        return
    proposed = {"collaboration": made.collaboration, "proposed_at": at(row["chair_proposed_on"])}
    chair = entering.keep(f"{place}/chair", OverArchingChairFactory, **proposed)
    if row.get("chair_agreed_on"):
        agreed = {"agreed_at": at(row["chair_agreed_on"]), "agreed_by": entering.somebody}
        entering.keep(f"{place}/agreed", GroupAgreement.objects.create, chair=chair, group=entering.group, **agreed)


def _query(entering: Entering, place: str, row: Row, on: date) -> None:
    """The table always has the day by which an answer is due."""
    answered_at, answered_by = happened(row.get("answered_on"), entering.decider)
    closed_at, closed_by = happened(row.get("closed_on"), entering.decider)
    parameters = policy_for(on).parameters
    first = parameters.respond_working_days if row["side"] == "regulator" else parameters.feedback_working_days
    asked_on = date.fromisoformat(row["asked_on"])
    entering.keep(
        place,
        QueryFactory,
        group=entering.group,
        side=row["side"],
        due_on=day(row.get("due_on")) or add_working_days(asked_on, first),
        asked_at=at(row["asked_on"]),
        answer=WRITTEN if answered_at else "",
        answered_at=answered_at,
        answered_by=answered_by,
        closed_at=closed_at,
        closed_by=closed_by,
    )
