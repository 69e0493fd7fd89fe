"""Messages about concerns, mitigating circumstances and the withdrawal of support."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Concern, Group, leading
from members.models import Membership
from oversight.emails.readers import Reader, readers
from oversight.enums import CaseOutcome
from oversight.models import Mitigation, RiskNote, WithdrawalCase
from portal import mail
from portal.links import absolute


def page(group: Group) -> str:
    """Where all of it stands."""
    return reverse("oversight:support", args=[group.pk])


# --- concerns --------------------------------------------------------------------------------------------------------
def concern_raised(concern: Concern, *, by: User, on: date) -> None:
    event = f"A concern was raised: {concern.get_kind_display().lower()}"
    step = "read it and say what the group has to say to it."
    _tell(
        _group_and_manager(concern.group, on, by), concern.group, event, concern.reason, step, f"concern-{concern.pk}"
    )


def concern_answered(concern: Concern, *, by: User, on: date) -> None:
    event, key = "The group answered a concern", f"concern-answered-{concern.pk}-{_moment_key(concern.responded_at)}"
    step = "read the answer; close the concern when it is settled."
    _tell(_managers(concern.group, on, by), concern.group, event, concern.response, step, key)


def concern_closed(concern: Concern, *, by: User, on: date) -> None:
    step = "nothing more about this."
    key = f"concern-closed-{concern.pk}"
    _tell(_group_and_manager(concern.group, on, by), concern.group, "A concern was closed", concern.answer, step, key)


def risk_noted(risk_note: RiskNote, *, by: User, on: date) -> None:
    """To the chairs: what the regulator does about a risk of the group."""
    event = f"What is done about a risk: {risk_note.get_risk_display().lower()}"
    hearers = [reader for reader in _group_and_manager(risk_note.group, on, by) if not reader.is_official]
    step = "read it, and do your part of it."
    _tell(hearers, risk_note.group, event, risk_note.text, step, f"risk-note-{risk_note.pk}")


# --- mitigating circumstances ----------------------------------------------------------------------------------------
def mitigation_asked(mitigation: Mitigation, *, by: User, on: date) -> None:
    event = f"Mitigating circumstances to decide: {mitigation.get_risk_display().lower()}"
    key = f"mitigation-asked-{mitigation.pk}-{_moment_key(mitigation.asked_at)}"
    step = "accept or decline them."
    _tell(_deciders(mitigation.group, on, by), mitigation.group, event, mitigation.reason, step, key)


def mitigation_decided(mitigation: Mitigation, *, by: User, on: date) -> None:
    group = mitigation.group
    if mitigation.accepted_on:
        event = f"Mitigating circumstances accepted to {mitigation.until:%-d %B %Y}"
        step = "use the time: after that day the reason counts again."
    else:
        event, step = "Mitigating circumstances declined", "put the reason right, or put other circumstances forward."
    _tell(_group_and_manager(group, on, by), group, event, mitigation.answer, step, f"mitigation-{mitigation.pk}")


# --- withdrawal ------------------------------------------------------------------------------------------------------
def case_raised(case: WithdrawalCase, *, by: User, on: date) -> None:
    event = "Withdrawal of support is considered"
    detail = f"Reason: {case.get_reason_display().lower()}. {case.evidence}"
    step = "your product manager discusses it with you before anything is decided. Read it, and gather what you have."
    _tell(_group_and_manager(case.group, on, by), case.group, event, detail, step, f"case-raised-{case.pk}")


def case_discussed(case: WithdrawalCase, *, by: User, on: date) -> None:
    event = "A case about support waits for your decision"
    step = "read the evidence and what was said, then decide."
    key = f"case-discussed-{case.pk}"
    _tell(_deciders(case.group, on, by), case.group, event, case.get_reason_display(), step, key)


def case_decided(case: WithdrawalCase, *, by: User, on: date, ended: str = "") -> None:
    """`ended`: what else ended with support, in a sentence."""
    event = CaseOutcome(case.outcome).label
    step = (
        "nothing more is asked of you, and nothing about the group can be changed; what it did stays on record."
        if case.outcome == CaseOutcome.WITHDRAW
        else "read the reasons, and what the decision expects of you."
    )
    hearers = _group_and_manager(case.group, on, by)
    if case.outcome == CaseOutcome.WITHDRAW:
        hearers += _members(case.group, on, hearers)
    detail = "\n\n".join(filter(None, [case.decision, ended]))
    _tell(hearers, case.group, event, detail, step, f"case-decided-{case.pk}")


def map_decided(case: WithdrawalCase, *, by: User, on: date) -> None:
    event = f"{case.group.occupation.title}: {case.get_map_outcome_display()}"
    step = "nothing more; this ends the case."
    _tell(_group_and_manager(case.group, on, by), case.group, event, case.map_reason, step, f"case-map-{case.pk}")


# --- to whom, and how ------------------------------------------------------------------------------------------------
def _group_and_manager(group: Group, on: date, by: User) -> list[Reader]:
    return [reader for reader in readers(group, on) if reader.address != by.email]


def _members(group: Group, on: date, others: Iterable[Reader]) -> list[Reader]:
    """Everybody else who serves on the group that day."""
    addresses = {reader.address for reader in others}
    serving = mail.addresses(Membership.objects.current(on).filter(group=group), "person")
    return [Reader(address, name, is_official=False) for address, name in serving.items() if address not in addresses]


def _managers(group: Group, on: date, by: User) -> list[Reader]:
    return [reader for reader in _group_and_manager(group, on, by) if reader.is_official]


def _deciders(group: Group, on: date, by: User) -> list[Reader]:
    """The officials who decide in the group's route on that day; where there is none, the administrators."""
    leads = leading(group, on)
    users = [user for role in (OfficialRole.ROUTE_MANAGER, OfficialRole.ASSURANCE_MANAGER) for user in leads[role]]
    hearers = [user for user in users or User.objects.administrators() if user != by]
    return [Reader(user.email, user.name, is_official=True) for user in hearers]


def _tell(to: Iterable[Reader], group: Group, event: str, detail: str, step: str, key: str) -> None:
    """One message for each reader and key, however often it is asked for."""
    for reader in to:
        mail.write(
            "oversight.support",
            to=reader.address,
            subject=f"{group.reference}: {event}",
            key=f"{key}-{reader.address}",
            reader=reader,
            group=group,
            news=event,
            detail=detail,
            step=step,
            link=absolute(page(group)),
        )


def _moment_key(at: datetime | None) -> str:
    return f"{at:%Y%m%d%H%M%S}" if at else ""
