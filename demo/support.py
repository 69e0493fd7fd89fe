"""Concerns, mitigating circumstances and cases of sample groups, by the portal's own actions, then dated back."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from demo.draft import Draft
from groups.models import Concern, Group, GroupOfficial
from guidance.vocabulary import ConcernKind, RiskCode
from occupations.models import RouteOfficial
from oversight.actions import concerns, mitigations, withdrawals
from oversight.enums import CaseOutcome, MapOutcome
from oversight.models import Mitigation, WithdrawalCase
from portal.models import OutgoingMail


class Cast:
    """Who acts for a group and when; `ago` counts days back from today."""

    def __init__(self, draft: Draft) -> None:
        self.group = Group.objects.select_related("occupation").get(pk=draft.group.pk)
        self.chair: User = draft.place(draft.plan.chairs[0]).user
        self.manager = GroupOfficial.objects.get(group=self.group).user
        officials = RouteOfficial.objects.filter(route=self.group.occupation.route_id).select_related("user")
        roles = {served.user.official_role: served.user for served in officials}
        self.decider: User = roles.get(OfficialRole.ROUTE_MANAGER) or roles[OfficialRole.ASSURANCE_MANAGER]
        self.draft = draft

    def ago(self, days: int, hour: int = 10) -> datetime:
        return self.draft.ago(days, hour)


def _overdue_with_leave(cast: Cast) -> None:
    """Past its six months, with time until the end of next month."""
    asked = mitigations.ask(
        group=cast.group,
        risk=RiskCode.PROPOSAL_LATE,
        reason="Two employers merged in the spring, and their successor joined only in the summer.",
        until=timezone.localdate(cast.ago(0)) + timedelta(days=45),
        by=cast.chair,
        now=cast.ago(20),
    )
    mitigations.decide(
        mitigation=asked, is_accepted=True, answer="We expect the proposal by then.", by=cast.decider, now=cast.ago(16)
    )


def _overdue_and_asking(cast: Cast) -> None:
    mitigations.ask(
        group=cast.group,
        risk=RiskCode.PROPOSAL_LATE,
        reason="The sector body published its figures on employers two months later than it had announced.",
        until=timezone.localdate(cast.ago(0)) + timedelta(days=30),
        by=cast.chair,
        now=cast.ago(3),
    )


def _doubted_and_answering(cast: Cast) -> None:
    concern = concerns.raise_concern(
        group=cast.group,
        kind=ConcernKind.QUALITY,
        reason="The notes of the last two meetings describe two occupations: one in production, one in the shop.",
        by=cast.manager,
        now=cast.ago(12),
    )
    concerns.respond(
        concern=concern,
        response="We agree, and have asked the members from retail to propose a boundary by our next meeting.",
        by=cast.chair,
        now=cast.ago(7),
    )


def _refused_and_settled(cast: Cast) -> None:
    concern = concerns.raise_concern(
        group=cast.group,
        kind=ConcernKind.REFUSES_COLLABORATION,
        reason="The group did not answer two requests to meet the group for press tools.",
        by=cast.manager,
        now=cast.ago(55),
    )
    concerns.close(
        concern=concern,
        answer="Both chairs met, and each group now sends an observer to the other.",
        by=cast.manager,
        now=cast.ago(40),
    )


def _to_be_discussed(cast: Cast) -> None:
    concerns.raise_concern(
        group=cast.group,
        kind=ConcernKind.POLICY_NONCOMPLIANCE,
        reason="The group charges its members a fee, and has not said that it will stop.",
        by=cast.manager,
        now=cast.ago(15),
    )
    withdrawals.raise_case(
        group=cast.group,
        reason=RiskCode.POLICY_NONCOMPLIANCE,
        evidence="Members paid a fee in September. Asked twice, the group has not said that it will pay it back.",
        by=cast.manager,
        now=cast.ago(2),
    )


def _withdrawn(cast: Cast) -> None:
    case = withdrawals.raise_case(
        group=cast.group,
        reason=RiskCode.ALTERNATIVE_APPRENTICESHIP,
        evidence="Seven of ten employers now train their people as golf greenkeepers, which they say fits.",
        by=cast.manager,
        now=cast.ago(48),
    )
    withdrawals.discuss(
        case=case,
        discussed_on=timezone.localdate(cast.ago(41)),
        discussed_with=f"{cast.chair.name} (chair), {cast.manager.name}",
        discussion="The chair confirms that the other apprenticeship meets the group’s requirements.",
        by=cast.manager,
        now=cast.ago(41, 15),
    )
    withdrawals.decide(
        case=case,
        outcome=CaseOutcome.WITHDRAW,
        decision="The group itself sees no further need.",
        until=None,
        by=cast.decider,
        now=cast.ago(33),
    )
    withdrawals.decide_map(
        case=case,
        outcome=MapOutcome.REMAINS,
        reason="Employers outside the group may yet want the occupation.",
        by=cast.decider,
        now=cast.ago(26),
    )


STORIES: dict[str, Callable[[Cast], None]] = {
    "ST1361": _overdue_with_leave,
    "ST1435": _overdue_and_asking,
    "ST0191": _doubted_and_answering,
    "ST1370": _refused_and_settled,
    "ST0228": _to_be_discussed,
    "ST1410": _withdrawn,
}


def stand_by(drafts: list[Draft]) -> None:
    """Groups whose support is in question; their rows are written already, and the mail about it is long read."""
    for draft in drafts:
        if story := STORIES.get(draft.plan.occupation):
            story(Cast(draft))
    _date_back()
    OutgoingMail.objects.filter(kind="oversight.support").delete()


def _date_back() -> None:
    """History tells when things happened in the sample's time, not when it was made: the last fitting line counts."""
    for history, moment in (
        (Concern.history.all(), _in_office_hours("opened_on")),
        (Concern.history.filter(responded_at__isnull=False), F("responded_at")),
        (Concern.history.filter(closed_on__isnull=False), _in_office_hours("closed_on")),
        (Mitigation.history.all(), F("asked_at")),
        (Mitigation.history.filter(accepted_on__isnull=False), _in_office_hours("accepted_on")),
        (WithdrawalCase.history.all(), F("raised_at")),
        (WithdrawalCase.history.filter(discussed_on__isnull=False), _in_office_hours("discussed_on")),
        (WithdrawalCase.history.filter(decided_at__isnull=False), F("decided_at")),
        (WithdrawalCase.history.filter(map_decided_at__isnull=False), F("map_decided_at")),
        (Group.history.filter(support_withdrawn_on__isnull=False), _in_office_hours("support_withdrawn_on")),
    ):
        history.update(history_date=moment)


def _in_office_hours(day: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(day) + timedelta(hours=15), output_field=DateTimeField())
