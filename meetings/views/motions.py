"""Motions: what is put to the vote, who votes on it, how it ends."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, can
from conflicts.enums import Measure, Subject
from groups.access import get_group
from groups.models import Group
from meetings.access import get_motion
from meetings.actions import motions as actions
from meetings.actions.disputes import dispute_of
from meetings.actions.voters import Eligibility, eligible_voters, waiting_for
from meetings.enums import Choice, Result, WhyAbsent, WhyUncounted
from meetings.forms.motions import BY_CORRESPONDENCE, BallotForm, MotionForm, WithdrawForm
from meetings.models import AgendaItem, Meeting, Motion
from meetings.rules import voting as rules
from meetings.views import notes
from meetings.views.disputes import contradictions
from members.forms import typed
from members.models import Membership
from portal import parameters
from portal.calendar import today
from portal.lists import paginate, sorting
from portal.search import matching

FORM_METHODS = ["GET", "HEAD", "POST"]
SORTS = {"opened": "opened_at", "subject": "subject", "closed": "closed_at"}
STATES = {"open": "Open for votes"} | {result.value: result.label for result in Result}
COLOURS = {"": "blue", Result.CARRIED: "green", Result.LOST: "grey", Result.WITHDRAWN: "grey"}
MEETINGS_OFFERED = 10  # the newest, for a new motion


@require_GET
def listing(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    state, text = parameters.choice(request, "state", STATES), parameters.text(request, "q")
    motions = Motion.objects.filter(group=group).select_related("meeting").annotate(vote_count=Count("votes"))
    if state:
        motions = motions.filter(result="" if state == "open" else state)
    if text:
        motions = motions.filter(matching(text, "text"))
    page = paginate(request, motions.order_by(*sorting(request, SORTS, "-opened")))
    for motion in page.object_list:
        motion.colour = COLOURS[motion.result]
    context = {
        "group": group,
        "page": page,
        "state": state,
        "text": text,
        "states": STATES.items(),
        "may_run": can(group.roles, Action.MOTION_RUN),
    }
    return render(request, "meetings/motions.html", context)


@require_http_methods(FORM_METHODS)
def open_(request: Request, pk: int) -> HttpResponse:
    """What the motion says and on what terms; `?meeting=` chooses one."""
    group = get_group(request.user, Action.MOTION_RUN, pk=pk, on=today())
    employers = Membership.objects.employers().current(today()).filter(group=group).count()
    form = MotionForm(
        typed(request),
        meetings=_meetings(group),
        employers=employers,
        first_last_day=actions.first_last_day(today()),
        least=partial(_least, group),
        initial={
            "where": parameters.text(request, "meeting") or BY_CORRESPONDENCE,
            "quorum": employers // 2 + 1,
            "subject": parameters.text(request, "subject"),
            "item": parameters.text(request, "item"),
        },
    )
    if request.method == "POST" and form.is_valid():
        motion = actions.open_motion(group=group, terms=form.terms(), by=request.user, now=timezone.now())
        messages.success(request, "The motion is open for votes.")
        return redirect(motion)
    context = {"group": group, "form": form, "employers": employers}
    return render(request, "meetings/open_motion.html", context, status=422 if form.is_bound else 200)


def _least(group: Group, subject: str, meeting: Meeting | None, item: AgendaItem | None) -> int:
    return actions.least_quorum(group=group, subject=subject, meeting=meeting, item=item, on=today())


def _meetings(group: Group) -> list[Meeting]:
    """In which a motion can be put: held, with attendance, minutes not agreed yet."""
    meetings = Meeting.objects.held(today()).filter(group=group, minutes_agreed_on=None, attendances__isnull=False)
    return list(meetings.distinct()[:MEETINGS_OFFERED])


@require_GET
def detail(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEETING_VIEW, pk=pk, on=today())
    motion = get_motion(group, pk=motion_pk)
    return render(request, "meetings/motion.html", page_of(request.user, motion))


def page_of(user: User, motion: Motion, form: BallotForm | None = None) -> dict[str, Any]:
    """What the motion's page shows this user; `form` is a ballot sent back with its errors."""
    roles = motion.group.roles
    context = {
        "group": motion.group,
        "motion": motion,
        "rows": _terms(motion),
        "status": motion.get_result_display() or "Open for votes",
        "colour": COLOURS[motion.result],
        "may_run": can(roles, Action.MOTION_RUN),
        "sees_reasons": can(roles, Action.REGISTER_VIEW),
        "next_motion": _next(user, motion) if can(roles, Action.MOTION_VOTE) else None,
    }
    if motion.is_open:
        return context | _open_parts(user, motion, form)
    if motion.is_withdrawn:
        return context
    dispute = dispute_of(motion)
    return context | {
        "outcome": shown(motion.outcome),
        "notes": notes.of_closed(motion),
        "contradicted": contradictions(motion, dispute),
        "turns": dispute.turns,
        "recorded_for_me": any(vote.person.user_id == user.pk for vote in dispute.recorded),
    }


def _next(user: User, motion: Motion) -> Motion | None:
    """Another motion of the group that waits for this member's vote."""
    others = (
        waiting
        for waiting in waiting_for(user, today())
        if waiting.group_id == motion.group_id and waiting.pk != motion.pk
    )
    return next(others, None)


def _open_parts(user: User, motion: Motion, form: BallotForm | None) -> dict[str, Any]:
    eligibility = eligible_voters(motion, today())
    me = getattr(user, "person", None)
    own = eligibility.voted.get(me.pk) if me else None
    is_past = motion.closes_on is not None and motion.closes_on < today()
    is_voter = me is not None and me.pk in eligibility.electorate.voter_ids
    bar = eligibility.electorate.bar_of(me.pk) if me else None
    waiting = notes.undecided(motion, eligibility, today())
    return {
        "outcome": shown(_provisional(motion, eligibility)),
        "voted": len(eligibility.voted.keys() & eligibility.electorate.voter_ids),
        "all_voted": rules.all_voted(eligibility.electorate, eligibility.own_ballots),
        "form": form or BallotForm(initial={"choice": own.choice if own else None}),
        "own": own,
        "may_vote": is_voter and not is_past and can(motion.group.roles, Action.MOTION_VOTE),
        "bar": bar,
        "why_not": "" if is_voter or bar or not me else notes.why_not(me.pk, motion.group.roles, eligibility),
        "notes": [*notes.of_open(motion, eligibility), notes.of_chairs(motion, eligibility)],
        "undecided": [person.name for person in waiting],
        "is_undecided": notes.of_own(user, waiting),
        "is_past": is_past,
        "without_account": notes.without_account(eligibility) if _asks_accounts(motion) else [],
    }


def _asks_accounts(motion: Motion) -> bool:
    """Whoever runs a vote by correspondence hears who cannot take part in it."""
    return motion.is_by_correspondence and can(motion.group.roles, Action.MOTION_RUN)


def _provisional(motion: Motion, eligibility: Eligibility) -> dict[str, Any]:
    """As it would be frozen now; the page shows of an open vote who has voted, not how."""
    count = rules.tally(eligibility.electorate, eligibility.ballots, by_correspondence=motion.is_by_correspondence)
    return rules.closed_result(
        eligibility.electorate, eligibility.ballots, count, on=eligibility.on, quorum=motion.quorum
    )


def shown(outcome: dict[str, Any]) -> dict[str, Any]:
    """The frozen result with words for its codes."""
    return outcome | {
        "voters": [
            {"recorded_by": ""} | person | {"words": Choice(person["choice"]).label if person["choice"] else ""}
            for person in outcome["voters"]  # results of before 2026 do not say who recorded a vote
        ],
        "barred": [person | {"words": Measure(person["measure"]).label} for person in outcome["barred"]],
        "absent": [person | {"words": WhyAbsent(person["away"]).label} for person in outcome["absent"]],
        "uncounted": [person | {"words": WhyUncounted(person["why"]).label} for person in outcome["uncounted"]],
    }


def _terms(motion: Motion) -> list[dict[str, str]]:
    """What was stated before it opened, as rows of a summary list."""
    opened = f"{timezone.localtime(motion.opened_at):%-d %B %Y}, by {motion.opened_by}"
    rows = [
        ("About", Subject(motion.subject).label),
        ("How members vote", _how(motion)),
        ("To be carried it needs", motion.get_threshold_display()),
        ("Voters who must take part", str(motion.quorum)),
        ("Opened", opened),
    ]
    if motion.closed_at:
        closed_on, how = (
            f"{timezone.localtime(motion.closed_at):%-d %B %Y}",
            "Withdrawn" if motion.is_withdrawn else "Closed",
        )
        rows.append((how, f"{closed_on}, by {motion.closed_by or 'the portal, after the last day for votes'}"))
    return [{"key": key, "value": value} for key, value in rows]


def _how(motion: Motion) -> str:
    if motion.meeting:
        return f"In the meeting of {motion.meeting.day:%-d %B %Y}"
    return f"By correspondence, until the end of {motion.closes_on:%-d %B %Y}"


@require_http_methods(FORM_METHODS)
def close(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    """Asks once more, with what is outstanding; then the result stands."""
    group = get_group(request.user, Action.MOTION_RUN, pk=pk, on=today())
    motion = actions.refuse_closed(get_motion(group, pk=motion_pk))
    if request.method == "POST":
        motion = actions.close(motion=motion, by=request.user, now=timezone.now())
        messages.success(request, f"The motion is closed: {motion.get_result_display().lower()}.")
        return redirect(motion)
    actions.refuse_outstanding(motion, today(), request.user)
    return render(request, "meetings/close_motion.html", page_of(request.user, motion))


@require_http_methods(FORM_METHODS)
def withdraw(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    """Before it is counted, with a reason that its voters read."""
    group = get_group(request.user, Action.MOTION_RUN, pk=pk, on=today())
    motion = actions.refuse_past(actions.refuse_closed(get_motion(group, pk=motion_pk)), today())
    form = WithdrawForm(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        motion = actions.withdraw(motion=motion, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, "The motion is withdrawn. Its voters are told.")
        return redirect(motion)
    context = {"group": group, "motion": motion, "form": form}
    return render(request, "meetings/withdraw_motion.html", context, status=422 if form.is_bound else 200)
