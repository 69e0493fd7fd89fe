"""What is said of rules, findings and risks, made when shown."""

from __future__ import annotations

from datetime import date

from guidance.messages.risks import clock, risk_step, risk_summary, risk_title
from guidance.rules import RULES
from guidance.rules.coverage import gap
from guidance.rules.registry import Sentence
from guidance.rules.rule_input import Args
from guidance.sentences import day, joined, percent
from guidance.vocabulary import Status

__all__ = [
    "anchor",
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


def requirement(rule: str) -> str:
    """What is asked, in a few words, whether or not it is met."""
    return RULES[rule].message.requirement


def title(rule: str, status: str, args: Args) -> str:
    """What was found, in a few words: never the requirement itself where it is not met."""
    message = RULES[rule].message
    if status == Status.MET:
        return message.requirement
    if status == Status.NOT_APPLICABLE:
        return f"{message.requirement}: not asked of this group"
    not_met = _said(message.title, args)
    return f"{not_met}, with an accepted reason" if status == Status.JUSTIFIED else not_met


def detail(rule: str, status: str, args: Args) -> str:
    """What was found, from a finding's rule, status and args; not met and justified are said in the same words."""
    message = RULES[rule].message
    if status == Status.MET:
        return "Met"
    if status == Status.NOT_APPLICABLE:
        return message.not_applicable
    not_met = _said(message.not_met, args)
    return f"{not_met}. An official accepted the reason" if status == Status.JUSTIFIED else not_met


def sentence(rule: str, status: str, args: Args) -> str:
    """The detail as it can be read alone in a list: one that needs its title gets the title in front."""
    text = detail(rule, status, args)
    return f"{title(rule, status, args)}: {_within(text)}" if RULES[rule].message.needs_title else text


def next_step(rule: str) -> str:
    """What to do about a finding that is not met."""
    return RULES[rule].message.action


def fix(rule: str) -> str:
    """The name of the page where it is put right."""
    return RULES[rule].message.page


def anchor(rule: str) -> str:
    """Where on that page; empty where it begins."""
    return RULES[rule].message.anchor


def _said(sentence: Sentence, args: Args) -> str:
    """Words of a finding, made from its args where they depend on them."""
    return sentence if isinstance(sentence, str) else sentence(args)


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


def _within(text: str) -> str:
    """As part of a longer sentence."""
    return text[0].lower() + text[1:]


def risk_sentence(risk: str, level: str, due_on: date | None, args: Args, *, on: date) -> str:
    """What has come up and why, as it can stand alone; without a full stop."""
    event = risk_summary(risk, level, args)
    event = event[0].upper() + event[1:]
    return f"{event}. {risk_detail(due_on, args, on=on)}" if due_on or "rules" in args else event
