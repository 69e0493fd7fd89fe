"""What stands in somebody's calendar: meetings, what is due of them, milestones. References and what only: no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Action, can
from duties.access import of_official, of_person
from groups.access import roles_in
from groups.models import Group, GroupOfficial, Milestone, WorkPlan
from groups.roles import with_roles
from guidance.messages.duties import duty_message
from meetings.models import Meeting
from members.models import ChairAppointment, Membership
from portal.ical import Occasion
from portal.links import absolute

PAST = timedelta(days=90)  # how long meetings that were stay in it


def groups_of(user: User, on: date, only: int | None = None) -> list[Group]:
    """Those whose meetings the user may see on that day, by reference; of all that they serve on or look after, or of
    `only` one. One statement."""
    if only is not None:
        asked = Q(pk=only)
    elif user.is_official:
        asked = Q(pk__in=GroupOfficial.objects.acted_for(user, on).values("group"))
    else:
        serving = Membership.objects.current(on).filter(person__user=user).values("group")
        chairing = ChairAppointment.objects.leading(on).filter(person__user=user).values("group")
        asked = Q(pk__in=serving) | Q(pk__in=chairing)
    groups = []
    for group in with_roles(user.pk, on).filter(asked, support_withdrawn_on=None).order_by("reference"):
        group.roles = roles_in(user, group)
        if can(group.roles, Action.MEETING_VIEW):
            groups.append(group)
    return groups


def occasions(user: User, groups: Sequence[Group], on: date, *, only: int | None = None) -> list[Occasion]:
    """In the calendar of all groups also what is due of none of them. Four statements at most."""
    keys = {group.pk: group.reference for group in groups}
    return [*_meetings(keys, on), *_duties(user, on, only), *_milestones(keys, on)]


def _meetings(groups: dict[int, str], on: date) -> Iterator[Occasion]:
    rows = Meeting.objects.filter(group__in=groups).filter(Q(planned_on__gte=on - PAST) | Q(held_on__gte=on - PAST))
    for meeting in rows.order_by("pk"):
        yield Occasion(
            uid=_uid("meeting", meeting.pk),
            sequence=meeting.sequence,
            title=f"{groups[meeting.group_id]}: meeting",
            day=meeting.day,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            place="",
            text="Place, agenda and papers are in the portal.",
            link=absolute(meeting.get_absolute_url()),
            is_cancelled=meeting.called_off_at is not None,
        )


def _duties(user: User, on: date, only: int | None) -> Iterator[Occasion]:
    own = of_official(user, on) if user.is_official else of_person(user, on)
    own = own.exclude(due_on=None).exclude(code="milestone.reach").select_related("group")
    for duty in own.filter(group=only) if only is not None else own:
        reference = f"{duty.group.reference}: " if duty.group else ""
        page = duty.group.get_absolute_url() if duty.group else settings.LOGIN_REDIRECT_URL
        yield _whole_day("duty", duty.pk, duty.moves, f"{reference}{duty_message(duty.code).what}", duty.due_on, page)


def _milestones(groups: dict[int, str], on: date) -> Iterator[Occasion]:
    plans = WorkPlan.objects.agreed(on).filter(group__in=groups).values("pk")
    for row in Milestone.objects.filter(work_plan__in=plans, reached_on=None).select_related("work_plan"):
        page = reverse("overview:work_plan", args=[row.work_plan.group_id])
        yield _whole_day("milestone", row.pk, 0, f"{groups[row.work_plan.group_id]}: milestone due", row.due_on, page)


def _whole_day(kind: str, key: int, sequence: int, title: str, day: date | None, page: str) -> Occasion:
    text = "It is due on this day." if kind == "duty" else "A milestone of the work plan."
    return Occasion(_uid(kind, key), sequence, title, day or date.max, None, None, "", text, absolute(page))


def _uid(kind: str, key: int) -> str:
    return f"{kind}-{key}@{urlsplit(settings.BASE_URL).hostname}"
