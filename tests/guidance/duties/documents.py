"""Duties about documents and work plans."""

from guidance.clocks import Clock
from guidance.duties.records import (
    HandIn,
    Milestone,
    Notice,
    RequestedMember,
    WithdrawalCase,
    WorkPlan,
)
from guidance.rules.risks import Risk
from guidance.vocabulary import RiskLevel
from tests.guidance.duties.made import LONG_AGO, START, day, submission
from tests.guidance.duties.table import Line

CLOCK = Clock(LONG_AGO, day(30), (), None)
PLAN = WorkPlan("group/work_plans/0", "group", START)
CASE = WithdrawalCase("cases/0", "pm", "withdraw", START)
REQUEST = RequestedMember("requested_members/0", None, START)
AT_RISK = Risk("risk.quality", RiskLevel.AT_RISK, None, {}, START)
WATCH = Risk("risk.quality", RiskLevel.WATCH, None, {}, START)

DOCUMENTS = [
    Line(
        *("proposal.submit", "chairs", "chair", START, day(30)),
        others={"approved_on": START},
        assessed={"proposal": CLOCK},
        after={"submissions": (submission("proposal", submitted_on=day(2)),)},
        ended_on=day(2),
        assessed_after={},
    ),
    Line(
        *("draft.feedback", "pm", "pm", START, day(7), "submissions"),
        record=submission("proposal")._replace(hand_ins=(HandIn("submissions/0/hand_ins/0", START),)),
        fact={"hand_ins": (HandIn("submissions/0/hand_ins/0", START, day(2)),)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("document.review", "pm", "pm", START, day(7), "submissions", submission("proposal", submitted_on=START)),
        after={"submissions": (submission("proposal", submitted_on=START, recommended_on=day(2)),)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("document.review", "pm", "pm", START, day(7), "submissions", submission("proposal", submitted_on=START)),
        after={"submissions": (submission("proposal", submitted_on=START, withdrawn_on=day(2)),)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("document.decide", "rm", "rm", day(1), day(44), "submissions"),
        record=submission("proposal", submitted_on=START, recommended_on=day(1)),
        after={
            "submissions": (submission("proposal", submitted_on=START, recommended_on=day(1), condition_on=day(2)),)
        },
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("document.decide", "aam", "aam", day(1), day(44), "submissions"),
        record=submission("epa_plan", by="rm", submitted_on=START, recommended_on=day(1)),
        after={
            "submissions": (
                submission("epa_plan", outcome="agreed", submitted_on=START, recommended_on=day(1), decided_on=day(3)),
            )
        },
        ended_on=day(3),
        how="done",
    ),
    Line(
        *("condition.meet", "chairs", "chair", START, day(28), "requested_members", REQUEST),
        fact={"met_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("condition.meet", "chairs", "chair", START, day(9), "requested_members", REQUEST._replace(due_on=day(9))),
        fact={"struck_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("condition.decide", "rm", "rm", day(2), day(9), "requested_members"),
        record=RequestedMember("requested_members/0", None, LONG_AGO, day(2)),
        others={"submissions": (submission("proposal", submitted_on=LONG_AGO, condition_on=START),)},
        after={"requested_members": (REQUEST._replace(requested_on=day(4)),)},
        ended_on=day(4),
        assessed_after={},
    ),
    Line(
        *("declined.follow", "pm", "pm", START, day(14), "submissions"),
        record=submission("proposal", outcome="declined", submitted_on=LONG_AGO, decided_on=START),
        after={"cases": (CASE._replace(raised_on=day(2)),)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("standard.submit", "chairs", "chair", START, day(30)),
        others={"submissions": (submission("proposal", outcome="agreed", decided_on=START),)},
        assessed={"standard": CLOCK},
        after={
            "submissions": (
                submission("proposal", outcome="agreed", decided_on=START),
                *(submission(kind, 1, submitted_on=day(2)) for kind in ("standard", "epa_plan")),
            )
        },
        ended_on=day(2),
        assessed_after={},
    ),
    Line(
        *("revision.submit", "chairs", "chair", START, None, "submissions", submission("revision", begun_on=START)),
        after={"submissions": (submission("revision", begun_on=START, submitted_on=day(2)),)},
        ended_on=day(2),
        how="done",
    ),
]
PLANS = [
    Line(
        *("plan.propose", "pm", "pm", START, day(14)),
        others={"submissions": (submission("proposal", outcome="agreed", decided_on=START),)},
        after={"work_plans": (PLAN._replace(proposed_on=day(2)),)},
        ended_on=day(2),
    ),
    Line(
        *("plan.answer", "pm", "pm", START, day(7), "work_plans", PLAN),
        fact={"agreed_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("plan.answer", "chairs", "chair", START, day(14), "work_plans", PLAN._replace(proposed_side="regulator")),
        fact={"ended_on": day(2)},
        ended_on=day(2),
        how="lapsed",
    ),
    Line(
        *("milestone.reach", "aam", "aam", START, day(40), "work_plans"),
        record=PLAN._replace(agreed_on=START, milestones=(Milestone("m", "aam", day(40)),)),
        fact={"milestones": (Milestone("m", "aam", day(40), day(2)),)},
        ended_on=day(2),
        how="done",
    ),
    Line(
        *("milestone.reach", "chairs", "chair", START, day(40), "work_plans"),
        record=PLAN._replace(agreed_on=START, milestones=(Milestone("m", "chairs", day(40)),)),
        after={
            "work_plans": (
                PLAN._replace(agreed_on=START, milestones=(Milestone("m", "chairs", day(40)),)),
                PLAN._replace(agreed_on=day(3)),
            )
        },
        ended_on=day(3),
        how="lapsed",
    ),
    Line(
        *("notice.publish", "admin", "admin1", START, day(32), "notices", Notice("notices/0", day(60), START)),
        fact={"published_on": day(2)},
        ended_on=day(2),
        how="done",
    ),
]
TABLE = [*DOCUMENTS, *PLANS]
