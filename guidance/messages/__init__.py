"""The words of rules, findings and risks, made when shown.

`fix` names the place that mends a finding; pages turn it into a link: running, population, members, chairs, advisers,
occupation, advice, work_plan, proposals, funding, my_membership (what only the person can answer); `later` where no
page mends it yet.
"""

from __future__ import annotations

from datetime import date

from guidance.messages.development import DEVELOPMENT
from guidance.messages.group import GROUP, gap
from guidance.messages.parts import Args, Words, day, joined, percent, said
from guidance.messages.people import PEOPLE
from guidance.messages.risks import clock, risk_news, risk_step, risk_title
from guidance.vocabulary import Status

__all__ = [
    "WORDS",
    "Words",
    "day",
    "detail",
    "fix",
    "gap",
    "next_step",
    "percent",
    "requirement",
    "risk_detail",
    "risk_news",
    "risk_sentence",
    "risk_step",
    "risk_title",
    "sentence",
    "title",
]

WORDS: dict[str, Words] = PEOPLE | GROUP | DEVELOPMENT


def requirement(rule: str) -> str:
    """What is asked, in a few words, whatever was found."""
    return WORDS[rule].rule


def title(rule: str, status: str, args: Args) -> str:
    """What was found, in a few words: never the requirement itself where it is not met."""
    words = WORDS[rule]
    if status == Status.MET:
        return words.rule
    if status == Status.NOT_APPLICABLE:
        return f"{words.rule}: not asked of this group"
    lacking = said(words.lacking, args)
    return f"{lacking}, with an accepted reason" if status == Status.JUSTIFIED else lacking


def detail(rule: str, status: str, args: Args) -> str:
    """What was found, from a finding's rule, status and args; not met and justified are told in the same words."""
    if status == Status.MET:
        return "Met"
    if status == Status.NOT_APPLICABLE:
        return WORDS[rule].absent
    found = said(WORDS[rule].unmet, args)
    return f"{found}. An official accepted the reason" if status == Status.JUSTIFIED else found


def sentence(rule: str, status: str, args: Args) -> str:
    """The detail as it can stand alone in a list: one that leans on its title gets the title in front."""
    found = detail(rule, status, args)
    return f"{title(rule, status, args)}: {found[0].lower()}{found[1:]}" if WORDS[rule].leans else found


def next_step(rule: str) -> str:
    """What to do about a finding that is not met."""
    return WORDS[rule].next


def fix(rule: str) -> str:
    """The name of the place that mends it."""
    return WORDS[rule].fix


def risk_detail(due_on: date | None, args: Args, *, on: date) -> str:
    """Why a risk stands where it stands, from its due day and args; of a clock the days left on the day given."""
    if due_on:
        return clock(due_on, on)
    if args.get("no_plan"):
        return "No work plan is agreed"
    if args.get("concern"):
        return "A concern is open"
    if "rules" in args:
        lacking = joined([_within(title(rule, Status.NOT_MET, {})) for rule in args["rules"]])
        within = args.get("within_days")
        return f"Within {within} days: {lacking}" if within else f"{lacking[0].upper()}{lacking[1:]}"
    return "No reason for concern"


def _within(words: str) -> str:
    """As part of a longer sentence."""
    return words[0].lower() + words[1:]


def risk_sentence(risk: str, level: str, due_on: date | None, args: Args, *, on: date) -> str:
    """What has come up and why, as it can stand alone; without a full stop."""
    news = risk_news(risk, level, args)
    news = news[0].upper() + news[1:]
    return f"{news}. {risk_detail(due_on, args, on=on)}" if due_on or "rules" in args else news
