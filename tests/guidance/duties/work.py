"""Duties about what is worked on: meetings, motions, travel, risks and cases."""

from guidance.duties.records import (
    Action,
    Concern,
    Meeting,
    Membership,
    Mitigation,
    Motion,
    Reply,
    RiskNote,
    TravelClaim,
    Vote,
    WithdrawalCase,
)
from guidance.rules.risks import Risk
from guidance.vocabulary import RiskLevel
from tests.guidance.duties.made import LONG_AGO, START, day
from tests.guidance.duties.table import Line

MEETING = Meeting("meetings/0", False, day(10), START)
HELD = Meeting("meetings/0", False, None, None, START)
MEMBER = Membership("memberships/0", "p1", "employer", "approved", LONG_AGO)
MOTION = Motion("motions/0", None, day(10), frozenset(), START)
CLAIM = TravelClaim("travel_claims/0", "approved", START)
CONCERN = Concern("group/concerns/0", START)
MITIGATION = Mitigation("group/mitigations/0", "risk.quality", day(60), "p1", START)
CASE = WithdrawalCase("cases/0", "pm", "withdraw", START)
AT_RISK = Risk("risk.quality", RiskLevel.AT_RISK, None, {}, START)
WATCH = Risk("risk.quality", RiskLevel.WATCH, None, {}, START)

MEETINGS = [
    Line(
        *("meeting.plan", "chairs", "chair", day(62), day(90), "meetings", HELD),
        after={"meetings": (HELD, MEETING._replace(announced_on=day(70), planned_on=day(100)))},
        ended_on=day(70),
    ),
    Line(
        *("meeting.reply", "person", "p1", START, day(9), "meetings", MEETING),
        fact={"replies": (Reply("p1", day(2)),)},
        ended_on=day(2),
        how="done",
        others={"memberships": (MEMBER,)},
        subject="meetings/0,p1",
    ),
    Line(
        *("meeting.reply", "person", "p1", day(3), day(9), "meetings", MEETING),
        fact={"held_on": day(8)},
        ended_on=day(8),
        how="lapsed",
        others={"memberships": (MEMBER._replace(started_on=day(3)),)},
    ),
    Line(
        *("meeting.attend", "pm", "pm", START, day(9), "meetings", MEETING),
        fact={"cancelled_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("meeting.record", "chairs", "chair", day(10), day(17), "meetings", MEETING),
        fact={"held_on": day(8)},
        ended_on=day(10),
        how="done",
    ),
    Line(
        *("meeting.record", "chairs", "chair", day(10), day(17), "meetings", MEETING),
        fact={"cancelled_on": day(12)},
        ended_on=day(12),
        how="done",
    ),
    Line(
        *("meeting.record", "chairs", "chair", day(10), day(17), "meetings", MEETING),
        fact={"cancelled_on": day(9)},
        ended_on=day(10),
        assessed_after={},
    ),
    Line(
        *("meeting.check", "chairs", "chair", START, day(7), "meetings", HELD),
        fact={"checked": True},
        ended_on=START,
        how="done",
    ),
    Line(
        *("minutes.show", "chairs", "chair", START, day(14), "meetings", HELD),
        fact={"minutes_shown_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("minutes.agree", "chairs", "chair", day(2), day(92), "meetings", HELD._replace(minutes_shown_on=day(2))),
        fact={"minutes_agreed_on": day(3)},
        ended_on=day(3),
        how="done",
    ),
    Line(
        *("action.do", "user", "rm", START, day(5), "meetings"),
        record=HELD._replace(actions=(Action("a", None, "rm", day(5)),)),
        fact={"actions": (Action("a", None, "rm", day(5), day(3)),)},
        ended_on=day(3),
        how="done",
    ),
    Line(
        *("vote.cast", "person", "p1", START, day(10), "motions", MOTION),
        fact={"votes": (Vote("p1", day(2)),)},
        ended_on=day(2),
        how="done",
        others={"memberships": (MEMBER,)},
    ),
    Line(
        *("vote.cast", "person", "p1", START, day(6), "motions", MOTION._replace(meeting="meetings/0")),
        fact={"closed_on": day(3)},
        ended_on=day(3),
        how="lapsed",
        others={"memberships": (MEMBER,), "meetings": (Meeting("meetings/0", False, day(6), None),)},
    ),
    Line(
        *("motion.close", "chairs", "chair", day(11), day(14), "motions", MOTION),
        fact={"closed_on": day(12)},
        ended_on=day(12),
        how="done",
    ),
    Line(
        *("travel.decide", "pm", "pm", START, day(7), "travel_claims", CLAIM),
        fact={"decided_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("travel.pay", "pm", "pm", day(1), day(29), "travel_claims", CLAIM._replace(decided_on=day(1))),
        fact={"paid_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
]
OVERSIGHT = [
    Line(
        *("risk.look", "pm", "pm", START, day(7)),
        assessed={"risks": {AT_RISK.risk: AT_RISK}},
        after={"risk_notes": (RiskNote(AT_RISK.risk, day(-1)), RiskNote(AT_RISK.risk, day(2)))},
        ended_on=day(2),
    ),
    Line(
        *("risk.look", "pm", "pm", START, day(14)),
        assessed={"risks": {WATCH.risk: WATCH}},
        assessed_after={},
        ended_on=day(2),
    ),
    Line(
        *("concern.answer", "chairs", "chair", START, day(14), "concerns", CONCERN),
        fact={"answered_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("concern.judge", "pm", "pm", day(15), day(22), "concerns", CONCERN),
        fact={"closed_on": day(16)},
        ended_on=day(16),
        how="done",
    ),
    Line(
        *("concern.judge", "pm", "pm", day(2), day(9), "concerns", CONCERN._replace(answered_on=day(2))),
        after={"cases": (CASE._replace(raised_on=day(4)),)},
        ended_on=day(4),
        how="done",
    ),
    Line(
        *("mitigation.decide", "rm", "rm", START, day(7), "mitigations", MITIGATION),
        fact={"declined_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("mitigation.review", "pm", "pm", day(32), day(70), "mitigations", MITIGATION._replace(accepted_on=day(1))),
        assessed={"risks": {AT_RISK.risk: AT_RISK}},
        after={"cases": (CASE._replace(raised_on=day(40)),)},
        ended_on=day(40),
    ),
    Line(
        *("mitigation.review", "pm", "pm", day(32), day(70), "mitigations", MITIGATION._replace(accepted_on=day(1))),
        assessed={"risks": {AT_RISK.risk: AT_RISK}},
        assessed_after={},
        ended_on=day(40),
    ),
    Line(
        *("case.talk", "chairs", "chair", START, day(14), "cases", CASE),
        fact={"discussed_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("case.discuss", "pm", "pm", START, day(14), "cases", CASE),
        fact={"decided_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("case.decide", "rm", "rm", day(1), day(15), "cases", CASE._replace(discussed_on=day(1))),
        fact={"decided_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("case.map", "rm", "rm", day(1), day(15), "cases", CASE._replace(decided_on=day(1))),
        fact={"map_decided_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
]
TABLE = [*MEETINGS, *OVERSIGHT]
