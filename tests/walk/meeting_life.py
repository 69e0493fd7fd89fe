"""The second group meets: agenda, who came, actions, minutes with corrections and agreement; motions and votes."""

from datetime import timedelta

from tests.walk import meetings
from tests.walk.frame import Walk
from tests.walk.registering import page_of
from tests.walk.second_group import CHAIR, GROUP, LEAD

VOTERS = (CHAIR, LEAD, "Bea Barnard", "Cal Cooper", "Duncan Dyer", "Ira Irwin", "Jay Jordan")
AWAY = "Cal Cooper"


def first_meeting(walk: Walk) -> None:
    """Planned ahead with an item of the group's own, then held; the minutes wait for answers."""
    chair = walk.person(CHAIR)
    meeting = meetings.plans(walk, GROUP, walk.today + timedelta(days=7), by=CHAIR, title="Duties")
    chair.sends(f"{meeting}items/add/", title="Duties, one by one", led_by=chair.user.person.pk)
    walk.worker()
    walk.later(7)
    meetings.records(walk, meeting, by=CHAIR, mode="remote", away=[AWAY])
    chair.sends(f"{meeting}actions/add/", text="Send the duties.", owner=chair.user.person.pk, due_on=walk.today)
    _decides_in(walk, meeting)
    meetings.writes_minutes(chair, meeting)
    walk.notes["first meeting"] = meeting


def _decides_in(walk: Walk, meeting: str) -> None:
    """One motion is carried, one is lost; how many votes each needs, the chair chose."""
    key = meeting.rstrip("/").rpartition("/")[2]
    for subject, threshold, choice in (("other", "nobody_against", "for"), ("chair", "two_thirds", "against")):
        text = f"The group decides on {subject}."
        motion = meetings.opens_motion(walk, GROUP, text, by=CHAIR, subject=subject, where=key, threshold=threshold)
        choices = dict.fromkeys((name for name in VOTERS if name != AWAY), choice)
        meetings.votes(walk, motion, choices | {LEAD: "abstain"})
        walk.person(CHAIR).sends(f"{motion}close/")


def second_meeting(walk: Walk) -> None:
    """In it the first one's minutes are agreed; of its own minutes somebody asks for a correction."""
    first, chair = walk.notes["first meeting"], walk.person(CHAIR)
    walk.person(LEAD).sends(f"{first}minutes/answer/", answer="yes")
    walk.later(20)
    meeting = meetings.plans(walk, GROUP, walk.today, by=CHAIR)
    meetings.records(walk, meeting, by=CHAIR)
    _finishes_action(walk)
    people = [str(walk.person(name).user.person.pk) for name in VOTERS if name not in (AWAY, LEAD)]
    chair.sends(f"{first}minutes/agree/", people=people)
    meetings.writes_minutes(chair, meeting)
    asked = {"answer": "no", "words": "I said three months, not three weeks."}
    walk.person("Bea Barnard").sends(f"{meeting}minutes/answer/", **asked)
    walk.later(8)
    walk.worker()


def _finishes_action(walk: Walk) -> None:
    chair = walk.person(CHAIR)
    chair.opens(f"{page_of(walk, GROUP)}meetings/actions/")
    chair.follows("Send the duties.")
    chair.sends(outcome="Sent to everybody.")


def votes_by_correspondence(walk: Walk) -> None:
    """Open still, with some votes."""
    day = walk.today + timedelta(days=10)
    for subject in ("epa_plan", "standard"):
        terms = {"subject": subject, "where": "correspondence", "closes_on": day}
        motion = meetings.opens_motion(walk, GROUP, f"The group decides on {subject}.", by=CHAIR, **terms)
        meetings.votes(walk, motion, {LEAD: "for", "Ira Irwin": "against"})
