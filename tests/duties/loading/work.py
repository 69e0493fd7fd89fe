"""What the group works on: documents, requested members, work plans, meetings and motions."""

from __future__ import annotations

from datetime import date

from conflicts.enums import Subject
from conflicts.models import Handling
from meetings.enums import Result
from meetings.models import Minutes
from tests.duties.loading.entering import UNSAID, WRITTEN, Entering, Row, at, day, happened, placed
from tests.factories import (
    ActionFactory,
    DecisionFactory,
    HandInFactory,
    MeetingFactory,
    MilestoneFactory,
    MotionFactory,
    ReplyFactory,
    RequestedMemberFactory,
    SubmissionFactory,
    VoteFactory,
    WorkPlanFactory,
)

SUBJECTS = [subject for subject in Subject if subject != Subject.OTHER]  # of that nobody votes here
DAYS = (
    *("begun_on", "frozen_on", "agreed_by_employers_on", "submitted_on", "recommended_on", "condition_on"),
    *("decided_on", "resubmit_by", "withdrawn_on", "published_on"),
)


def enter(entering: Entering, dossier: Row, on: date) -> None:
    for place, row in placed(dossier, "submissions"):
        _submission(entering, place, row)
    for place, row in placed(dossier, "requested_members"):
        days = {name: day(row.get(name)) for name in ("requested_on", "due_on", "met_on", "struck_on")}
        entering.keep(place, RequestedMemberFactory, group=entering.group, **days)
    group = dossier["group"]
    if group.get("work_plan"):
        _work_plan(entering, "group/work_plan", group["work_plan"])
    for place, row in placed(group, "work_plans", "group/"):
        _work_plan(entering, place, row)
    for place, row in placed(dossier, "meetings"):
        _meeting(entering, place, row)
    for number, (place, row) in enumerate(placed(dossier, "motions")):
        _motion(entering, place, row, SUBJECTS[number % len(SUBJECTS)])


def _submission(entering: Entering, place: str, row: Row) -> None:
    days = {name: day(row.get(name)) for name in DAYS}
    made = entering.keep(
        place, SubmissionFactory, group=entering.group, kind=row["kind"], outcome=row.get("outcome") or "", **days
    )
    if row.get("recommended_by"):
        by = entering.user(row["recommended_by"])
        entering.keep(f"{place}/recommendation", DecisionFactory, submission=made, made_by=by)
        entering.keep(place, SubmissionFactory, **days)  # the factory of decisions sets the day
    for number, hand_in in placed(row, "hand_ins", f"{place}/"):
        answered_at, answered_by = happened(hand_in.get("answered_on"), entering.decider)
        entering.keep(
            number,
            HandInFactory,
            submission=made,
            handed_in_at=at(hand_in["on"]),
            answer=WRITTEN if answered_at else "",
            answered_at=answered_at,
            answered_by=answered_by,
        )


def _work_plan(entering: Entering, place: str, row: Row) -> None:
    plan = entering.keep(
        place,
        WorkPlanFactory,
        group=entering.group,
        proposed_at=at(row.get("proposed_on") or UNSAID.isoformat()),
        proposed_side=row.get("proposed_side") or "",
        agreed_on=day(row.get("agreed_on")),
        ended_on=day(row.get("ended_on")),
        standard_due_on=day(row.get("standard_due_on")),
    )
    for number, entry in placed(row, "milestones", f"{place}/"):
        days = {name: day(entry.get(name)) for name in ("due_on", "reached_on")}
        entering.keep(number, MilestoneFactory, work_plan=plan, side=entry["side"], **days)


def _meeting(entering: Entering, place: str, row: Row) -> None:
    called_off_at, called_off_by = happened(row.get("called_off_on"), entering.somebody)
    days = {name: day(row.get(name)) for name in ("planned_on", "announced_on", "held_on", "minutes_agreed_on")}
    meeting = entering.keep(
        place,
        MeetingFactory,
        group=entering.group,
        declarations_checked=bool(row.get("declarations_checked")),
        competition_statement=row.get("competition_statement"),
        called_off_at=called_off_at,
        called_off_by=called_off_by,
        **days,
    )
    if row.get("minutes_shown_on"):
        shown_at, shown_by = happened(row["minutes_shown_on"], entering.somebody)
        shown = {"changed_at": shown_at, "changed_by": shown_by, "shown_at": shown_at, "shown_by": shown_by}
        entering.keep(f"{place}/minutes", Minutes.objects.create, meeting=meeting, **shown)
    for number, reply in placed(row, "replies", f"{place}/"):
        person = entering.people[reply["person"]]
        entering.keep(number, ReplyFactory, meeting=meeting, person=person, replied_at=at(reply["on"]))
    for number, action in placed(row, "actions", f"{place}/"):
        done_at, done_by = happened(action.get("done_on"), entering.somebody)
        owner, due_on = entering.people.get(action.get("owner")), day(action["due_on"])
        done = {"done_at": done_at, "done_by": done_by}
        entering.keep(number, ActionFactory, group=entering.group, meeting=meeting, owner=owner, due_on=due_on, **done)


def _motion(entering: Entering, place: str, row: Row, subject: str) -> None:
    closed_at, closed_by = happened(row.get("closed_on"), entering.somebody)
    meeting = None if row.get("meeting") is None else entering.rows[f"meetings/{row['meeting']}"]
    motion = entering.keep(
        place,
        MotionFactory,
        group=entering.group,
        meeting=meeting,
        subject=subject,
        closes_on=None if meeting else day(row.get("closes_on")),
        opened_at=at(row["opened_on"]),
        closed_at=closed_at,
        closed_by=closed_by,
        result=Result.LOST if closed_at else "",
        outcome={"votes": []} if closed_at else None,
    )
    handled = Handling.objects.filter(interest__declaration__group=entering.group, interest__description=place)
    handled.update(subjects=[subject])  # who is barred from it
    for number, vote in placed(row, "votes", f"{place}/"):
        cast = {"cast_at": at(vote["on"]), "recorded_by": entering.somebody}
        entering.keep(number, VoteFactory, motion=motion, person=entering.people[vote["person"]], **cast)
