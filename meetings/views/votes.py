"""Casting a vote; a chair's record of votes and of who left for the item."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from meetings.access import get_motion
from meetings.actions import votes as actions
from meetings.actions.motions import refuse_closed
from meetings.actions.voters import Eligibility, eligible_voters
from meetings.enums import Choice, WhyAbsent
from meetings.forms.motions import BallotForm, LeftForm, VotesForm
from meetings.views.motions import FORM_METHODS, page_of
from members.forms import typed
from portal.calendar import today


@require_POST
def cast(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    """The ballot of the motion's page."""
    group = get_group(request.user, Action.MOTION_VOTE, pk=pk, on=today())
    motion = get_motion(group, pk=motion_pk)
    form = BallotForm(request.POST)
    if not form.is_valid() and motion.is_open:
        return render(request, "meetings/motion.html", page_of(request.user, motion, form), status=422)
    choice = Choice(form.cleaned_data.get("choice", Choice.ABSTAIN))  # of a closed motion every ballot is refused
    vote = actions.cast(motion=motion, choice=choice, by=request.user, now=timezone.now())
    messages.success(request, f"Your vote is recorded: {vote.get_choice_display().lower()}.")
    return redirect(motion)


@require_http_methods(FORM_METHODS)
def record(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    """How people voted in a meeting who do not vote in the portal themselves."""
    group = get_group(request.user, Action.MOTION_RUN, pk=pk, on=today())
    motion = actions.refuse_by_correspondence(refuse_closed(get_motion(group, pk=motion_pk)), actions.ONLY_OWN)
    eligibility = eligible_voters(motion, today())
    me = getattr(request.user, "person", None)
    form = VotesForm(
        typed(request),
        voters=eligibility.electorate,
        own={vote.person_id for vote in eligibility.votes if vote.is_own} | ({me.pk} if me else set()),
        recorded={vote.person_id: vote.choice for vote in eligibility.votes if not vote.is_own},
    )
    if request.method == "POST" and form.is_valid():
        kept = actions.record(motion=motion, choices=form.choices(), by=request.user, now=timezone.now())
        messages.success(request, "The votes are recorded. Everybody whose vote you recorded is told.")
        if kept:
            names = " and ".join(kept)
            messages.warning(request, f"{names} voted in the portal meanwhile, so that vote stands.")
        return redirect(motion)
    context = {"group": group, "motion": motion, "form": form, "by_themselves": _by_themselves(eligibility)}
    return render(request, "meetings/record_votes.html", context, status=422 if form.is_bound else 200)


def _by_themselves(eligibility: Eligibility) -> list[str]:
    return [vote.person.name for vote in eligibility.votes if vote.is_own]


@require_http_methods(FORM_METHODS)
def left(request: Request, pk: int, motion_pk: int) -> HttpResponse:
    """Who left for the item and is not counted in it."""
    group = get_group(request.user, Action.MOTION_RUN, pk=pk, on=today())
    motion = actions.refuse_by_correspondence(refuse_closed(get_motion(group, pk=motion_pk)))
    people, gone = _in_the_room(eligible_voters(motion, today()))
    form = LeftForm(typed(request), people=people, initial={"left": gone, "recorded": gone})
    if request.method == "POST" and form.is_valid():
        actions.set_left(motion=motion, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "Who left for the item is recorded.")
        return redirect(motion)
    context = {"group": group, "motion": motion, "form": form, "people": people}
    return render(request, "meetings/left.html", context, status=422 if form.is_bound else 200)


def _in_the_room(eligibility: Eligibility) -> tuple[list[tuple[int, str]], list[int]]:
    """Who may still leave, or has left, with names; and the keys of those who have left."""
    gone = [employer for employer in eligibility.electorate.absent if employer.away == WhyAbsent.LEFT]
    there = [voter for voter in eligibility.electorate.voters if voter.person not in eligibility.voted]
    people = sorted([*there, *gone], key=lambda person: person.name.casefold())
    return [(person.person, f"{person.name}, {person.organisation}") for person in people], [
        employer.person for employer in gone
    ]
