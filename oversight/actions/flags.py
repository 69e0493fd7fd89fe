"""Opening and closing flags with the answer that they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groups.models import Group
from guidance.assessment import AssessmentResult
from guidance.rules import Risk
from guidance.vocabulary import RiskLevel
from oversight import emails
from oversight.models import RiskFlag

# At which level a flag is news, and after which it was not yet told: it opens, or it worsens.
REPORTED: dict[str, set[str | None]] = {
    RiskLevel.WATCH: {None},
    RiskLevel.AT_RISK: {None, RiskLevel.WATCH, RiskLevel.MITIGATED},
}
MAY_CHANGE = {"due_on": "due_on", "args": "args", "opened_on": "since"}  # of a flag, by a risk whose level stays


def keep_flags(results: Sequence[AssessmentResult]) -> None:
    """One open flag a risk above none, from the first day of its level; for `store` alone, under its locks.

    A flag whose risk changed its level is closed and another opened on the first day of the new one. Chairs are told of
    what opens or worsens by mail in the same transaction; never of what is mitigated, of what gets better, or once
    support was withdrawn. The product manager has a duty then, and hears of that.
    """
    stored: dict[int, dict[str, RiskFlag]] = {result.group_id: {} for result in results}
    for flag in RiskFlag.objects.open().filter(group_id__in=list(stored)):
        stored[flag.group_id][flag.risk] = flag
    changed, opened = list[RiskFlag](), list[RiskFlag]()
    for result in results:
        wanted, before = {risk.risk: risk for risk in result.active_risks}, stored[result.group_id]
        changed += [flag for flag in before.values() if _bring_up(flag, wanted.get(flag.risk), result)]
        opened += [
            _flag(risk, result)
            for code, risk in wanted.items()
            if code not in before or before[code].level != risk.level
        ]
    if changed:
        RiskFlag.objects.bulk_update(changed, ["closed_on", *MAY_CHANGE])
    _tell(RiskFlag.objects.bulk_create(opened), stored)


def _bring_up(flag: RiskFlag, risk: Risk | None, result: AssessmentResult) -> bool:
    """Close the flag where its risk is gone or at another level, else keep its details as they are now; whether it
    differs."""
    if risk is None or risk.level != flag.level:
        ended_on = result.on if risk is None or risk.since is None else risk.since
        flag.closed_on = max(flag.opened_on, ended_on)
        return True
    names = [name for name, source in MAY_CHANGE.items() if getattr(flag, name) != getattr(risk, source)]
    for name in names:
        setattr(flag, name, getattr(risk, MAY_CHANGE[name]))
    return bool(names)


def _flag(risk: Risk, result: AssessmentResult) -> RiskFlag:
    return RiskFlag(
        group_id=result.group_id,
        risk=risk.risk,
        level=risk.level,
        due_on=risk.due_on,
        args=risk.args,
        opened_on=risk.since or result.on,
        assessed_on=result.on,
    )


def _tell(opened: Sequence[RiskFlag], before: Mapping[int, Mapping[str, RiskFlag]]) -> None:
    """One mail a person and flag that is news; `before` are the flags of each group that were open until now."""
    reported = [
        flag for flag in opened if _level(before[flag.group_id].get(flag.risk)) in REPORTED.get(flag.level, set())
    ]
    if not reported:
        return
    supported = Group.objects.filter(support_withdrawn_on=None)  # of others nothing is asked
    groups = supported.filter(pk__in={flag.group_id for flag in reported})
    emails.flags_opened(reported, groups, reported[0].assessed_on)


def _level(flag: RiskFlag | None) -> str | None:
    return flag.level if flag else None
