"""A member whom the regulator returned to the chair of a sample group, by the portal's own action, then dated back."""

from datetime import date

from django.db.models import F

from demo.draft import Draft
from groups.models import Group, GroupOfficial
from members.actions import deciding
from members.enums import MemberOutcome
from members.models import MemberDecision, Membership

REASONS = "Please say which part of the work you know yourself: the job title alone does not tell."
SINCE = 2  # days ago


def return_member(drafts: list[Draft], today: date) -> None:
    """Of those who joined after the approval the last one is returned; their rows are written already."""
    for draft in drafts:
        if not draft.plan.later:
            continue
        group = Group.objects.select_related("occupation").get(pk=draft.group.pk)
        employer_member = Membership.objects.to_decide(today).filter(group=group).select_related("organisation").last()
        if employer_member is None:
            continue
        by = GroupOfficial.objects.get(group=group).user
        chosen, outcome = {employer_member.pk: deciding.seen(employer_member)}, MemberOutcome.RETURNED
        deciding.decide(group=group, chosen=chosen, outcome=outcome, reasons=REASONS, by=by, now=draft.ago(SINCE))
        Membership.history.filter(id=employer_member.pk, history_change_reason="Member returned").update(
            history_date=draft.ago(SINCE)
        )
    MemberDecision.history.update(history_date=F("decided_at"))
