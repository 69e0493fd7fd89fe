"""Duties about chairs, about what keeps a group right, and about what groups and officials ask of each other."""

from guidance.duties.records import (
    Briefing,
    Chair,
    HandOver,
    Meeting,
    Mentoring,
    Participation,
    Query,
)
from guidance.rules.risks import Risk
from guidance.vocabulary import RiskLevel
from tests.guidance.duties.made import CHAIR, LONG_AGO, START, day
from tests.guidance.duties.table import Line

HAND_OVER = HandOver("hand_overs/0", "chair", "p1", day(60), START)
LOST = Risk("risk.representation_lost", RiskLevel.AT_RISK, None, {}, START)
WATCHED = Risk("risk.representation_lost", RiskLevel.WATCH, None, {}, START)

CHAIRS = [
    Line(
        *("chair.confirm", "person", "chair", LONG_AGO, day(-406), ""),
        assessed={"unconfirmed": frozenset(("chair",))},
        assessed_after={},
        ended_on=START,
    ),
    Line(
        *("chair.select", "pm", "pm", START, day(14), "chairs", CHAIR._replace(ended_on=START)),
        after={"chairs": (CHAIR._replace(ended_on=START), Chair("chairs/1", "p1", day(2)))},
        ended_on=day(2),
    )._replace(seat="chairs"),
    Line(
        *("chair.select", "chairs", "chair", START, day(14)),
        others={"chairs": (CHAIR, *(Chair(f"chairs/{place}", f"p{place}", START) for place in (1, 2)))},
        after={"chairs": (CHAIR, Chair("chairs/1", "p1", START), Chair("chairs/2", "p2", START, day(2)))},
        ended_on=day(2),
    ),
    Line(
        *("chair.accept", "person", "p1", START, day(14), "hand_overs", HAND_OVER),
        fact={"accepted_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("chair.accept", "person", "p1", START, day(4), "hand_overs", HAND_OVER._replace(takes_place_on=day(4))),
        fact={"cancelled_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("handover.confirm", "pm", "pm", day(1), day(8), "hand_overs", HAND_OVER._replace(accepted_on=day(1))),
        fact={"confirmed_on": day(3)},
        ended_on=day(3),
        how="done",
    ),
    Line(
        *("handover.confirm", "pm", "pm", START, day(7), "hand_overs", HAND_OVER._replace(successor=None)),
        fact={"cancelled_on": day(3)},
        ended_on=day(3),
        how="lapsed",
    ),
    Line(
        *(
            "handover.prepare",
            "person",
            "chair",
            day(1),
            day(60),
            "hand_overs",
            HAND_OVER._replace(confirmed_on=day(1)),
        ),
        ended_on=day(61),
        how="lapsed",
        expires=True,
    ),
    Line(
        *("chair.brief", "pm", "pm", START, day(28), "chairs", CHAIR._replace(started_on=START)),
        after={"briefings": (Briefing("chair", LONG_AGO), Briefing("chair", day(2)), Briefing("p1", START))},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("mentor.find", "pm", "pm", START, day(7), "mentorings", Mentoring("mentorings/0", "p1", START)),
        fact={"started_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("mentor.guide", "person", "p1", START, None, "mentorings", Mentoring("mentorings/0", "p1", START, START)),
        fact={"ended_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
]
PART = Participation("participations/0", START)
UPKEEP = [
    Line(
        *("register.check", "chairs", "chair", day(365 - 28), day(365), "meetings"),
        record=Meeting("meetings/0", True, None, None, START),
        after={"meetings": (Meeting("meetings/0", True, None, None, day(350)),)},
        assessed_after={},
        ended_on=day(350),
    ),
    Line(
        *("details.confirm", "chairs", "chair", START, day(28)),
        others={"approved_on": START},
        after={"details_confirmed_on": day(2)},
        ended_on=day(2),
    ),
    Line(
        *("details.confirm", "chairs", "chair", day(365 - 28), day(365)),
        others={"approved_on": LONG_AGO, "details_confirmed_on": START},
        after={"details_confirmed_on": day(350)},
        assessed_after={},
        ended_on=day(350),
    ),
    Line(
        *("group.represent", "chairs", "chair", START, day(28)),
        assessed={"risks": {LOST.risk: LOST}, "lost_since": START},
        assessed_after={},
        ended_on=day(2),
    ),
    Line(
        *("group.replace", "chairs", "chair", START, day(60)),
        assessed={"risks": {WATCHED.risk: WATCHED}, "loss_on": day(60)},
        assessed_after={},
        ended_on=day(2),
    ),
    Line(
        *("collaboration.answer", "chairs", "chair", START, day(14), "participations", PART),
        fact={"joined_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("overarching.agree", "chairs", "chair", START, day(14), "participations"),
        record=PART._replace(asked_on=LONG_AGO, joined_on=LONG_AGO, chair_proposed_on=START),
        fact={"chair_agreed_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("query.answer", "pm", "pm", START, day(7), "queries", Query("queries/0", "group", day(3), START)),
        fact={"answered_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("request.answer", "chairs", "chair", START, day(3), "queries", Query("q", "regulator", day(3), START)),
        fact={"closed_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
]
TABLE = [*CHAIRS, *UPKEEP]
