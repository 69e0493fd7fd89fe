"""A change of chair: proposed for a day, accepted, confirmed, called off before it; one checklist for both."""

from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action, can
from chairs.access import get_hand_over
from chairs.actions.confirmation_check import checked_interests
from chairs.forms.chairs import AcceptForm, CancelForm, HandOverDecisionForm, HandOverForm
from chairs.views.hand_over_checklist import open_in, register_kept, to_confirm
from conflicts.access import sees_register
from groups.access import get_group
from groups.models import Group
from guidance.assessment import assess
from guidance.policies import statements_for
from members.actions import hand_overs as actions
from members.forms import typed
from members.models import ChairAppointment, HandOver, Membership
from portal.calendar import today
from portal.saved_input import keep_input, saved_or_empty

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def arrange(request: Request, pk: int) -> HttpResponse:
    """Propose who becomes chair, at every stage of the group; who proposes themself accepts next."""
    on = today()
    group = get_group(request.user, Action.CHAIR_PROPOSE, pk=pk, on=on)
    current = ChairAppointment.objects.current(on).filter(group=group)
    chairs = list(current.select_related("person").order_by("started_on", "pk"))
    others = _who_may_follow(group, chairs, on)
    form = HandOverForm(typed(request), members=others, chairs=chairs, initial={"takes_place_on": on})
    if request.method == "POST" and form.is_valid():
        return _arranged(request, group, form)
    context = {"group": group, "form": form, "others": others}
    return render(request, "chairs/hand_over_arrange.html", context, status=422 if form.is_bound else 200)


def _who_may_follow(group: Group, chairs: list[ChairAppointment], on: date) -> list[Membership]:
    """Employer members who neither chair nor are proposed."""
    taken = [chair.person_id for chair in chairs]
    taken += HandOver.objects.waiting().filter(group=group, successor__isnull=False).values_list("successor", flat=True)
    serving = Membership.objects.current(on).employers().filter(group=group).exclude(person__in=taken)
    return list(serving.select_related("person", "organisation").order_by("person__name", "pk"))


def _arranged(request: Request, group: Group, form: HandOverForm) -> HttpResponse:
    made = actions.propose(group=group, changes=form.arranged(), by=request.user, now=timezone.now())
    own = next(
        (hand_over for hand_over in made if hand_over.successor and hand_over.successor.user_id == request.user.pk),
        None,
    )
    if own is not None:
        messages.success(request, "Proposed. You are among those who become chair: accept it here.")
        return redirect("chairs:hand_over_accept", pk=group.pk, hand_over_pk=own.pk)
    asked = " and ".join(str(hand_over.successor) for hand_over in made if hand_over.waits_for_acceptance)
    is_done = all(hand_over.confirmed_at for hand_over in made)
    next_step = f"{asked} {'are' if len(made) > 1 else 'is'} asked to accept." if asked else WAITS
    messages.success(request, f"Proposed. {'It is confirmed.' if is_done else next_step}")
    return redirect("chairs:chairs", pk=group.pk)


WAITS = "The product manager is asked to confirm it."


@keep_input
@require_http_methods(FORM_METHODS)
def accept(request: Request, pk: int, hand_over_pk: int) -> HttpResponse:
    """The person proposed gives the two confirmations of a chair, and so accepts."""
    on = today()
    hand_over = get_hand_over(request.user, pk=pk, hand_over_pk=hand_over_pk, on=on)
    if hand_over.successor is None or hand_over.successor.user_id != request.user.pk:
        raise PermissionDenied("Only the person who is proposed as chair accepts.")
    if not hand_over.waits_for_acceptance:
        return redirect(hand_over)
    wording = statements_for(on)
    form = AcceptForm(saved_or_empty(request), wording=wording)
    if request.method == "POST" and form.is_valid():
        actions.accept(hand_over=hand_over, wording=wording, by=request.user, now=timezone.now())
        messages.success(request, f"You accepted. {WAITS}")
        return redirect(hand_over)
    interests = checked_interests(hand_over.group, [hand_over.successor], on)[hand_over.successor.pk]
    context = {
        "group": hand_over.group,
        "hand_over": hand_over,
        "form": form,
        "wording": wording,
        "checked_interests": interests,
        "is_crossed": any(each.is_against for each in interests),
    }
    return render(request, "chairs/hand_over_accept.html", context, status=422 if form.errors else 200)


@require_http_methods(FORM_METHODS)
def hand_over(request: Request, pk: int, hand_over_pk: int) -> HttpResponse:
    """The checklist, for both alike; the product manager confirms or declines on it."""
    on = today()
    hand_over = get_hand_over(request.user, pk=pk, hand_over_pk=hand_over_pk, on=on)
    form = HandOverDecisionForm(typed(request))
    if request.method == "POST":
        get_group(request.user, Action.CHAIR_CONFIRM, pk=pk, on=on)
        if form.is_valid():
            return _decided(request, hand_over, form)
    is_asked = hand_over.waits_for_confirmation or form.is_bound  # what was sent is shown again, with its errors
    may_decide = can(hand_over.group.roles, Action.CHAIR_CONFIRM) and is_asked
    people = [hand_over.successor] if hand_over.successor else []
    own = request.user.pk in {person.user_id for person in people}
    sees_interests = own or sees_register(hand_over.group)
    context = {
        "group": hand_over.group,
        "hand_over": hand_over,
        "form": form,
        "is_own": own,
        "may_accept": own and hand_over.waits_for_acceptance,
        "steps": _steps(hand_over, on),
        "is_ahead": hand_over.is_ahead(on),
        "may_decide": may_decide,
        "may_call_off": hand_over.is_ahead(on) and _may_cancel(request, hand_over),
        "open": open_in(hand_over.group, on),
        "register": register_kept(hand_over.group, on),
        "to_confirm": to_confirm(hand_over, assess(pk, on)),
        "checked_interests": checked_interests(hand_over.group, people, on) if sees_interests else None,
        "on": on,
    }
    return render(request, "chairs/hand_over.html", context, status=422 if form.is_bound else 200)


def _decided(request: Request, hand_over: HandOver, form: HandOverDecisionForm) -> HttpResponse:
    if form.cleaned_data["decision"] == "confirm":
        actions.confirm(hand_over=hand_over, by=request.user, now=timezone.now())
        messages.success(request, "The change of chair is confirmed. Everybody whom it concerns is told.")
    else:
        actions.cancel(hand_over=hand_over, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "The change of chair is declined. Everybody whom it concerns is told why.")
    return redirect(hand_over)


def _steps(hand_over: HandOver, on: date) -> list[dict[str, object]]:
    """Who did what on which day, and what is still to come."""
    day = f"{hand_over.takes_place_on:%-d %B %Y}"
    accepted, confirmed = "Accepted by the new chair", f"Confirmed by {settings.REGULATOR_NAME}"
    confirmations: list[tuple[str, User | None, datetime | None]] = [
        ("Proposed", hand_over.arranged_by, hand_over.arranged_at)
    ]
    if hand_over.successor:
        confirmations.append((accepted, hand_over.accepted_by, hand_over.accepted_at))
    confirmations.append((confirmed, hand_over.confirmed_by, hand_over.confirmed_at))
    steps: list[dict[str, object]] = [
        {"title": title, "by": by, "at": at and timezone.localdate(at)} for title, by, at in confirmations
    ]
    is_done = bool(hand_over.confirmed_at) and hand_over.takes_place_on <= on
    return [*steps, {"title": f"Takes place on {day}", "by": "", "at": hand_over.takes_place_on if is_done else None}]


@require_http_methods(FORM_METHODS)
def cancel(request: Request, pk: int, hand_over_pk: int) -> HttpResponse:
    """Before the day: those who lead the group and its product manager withdraw it, the person proposed declines."""
    hand_over = get_hand_over(request.user, pk=pk, hand_over_pk=hand_over_pk, on=today())
    if not _may_cancel(request, hand_over):
        get_group(request.user, Action.CHAIR_PROPOSE, pk=pk, on=today())  # says no
    form = CancelForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.cancel(hand_over=hand_over, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "Nothing changes. Everybody whom it concerns is told why.")
        return redirect(hand_over)
    is_own = hand_over.successor is not None and hand_over.successor.user_id == request.user.pk
    context = {
        "group": hand_over.group,
        "hand_over": hand_over,
        "form": form,
        "declines": is_own and not hand_over.accepted_at,
    }
    return render(request, "chairs/hand_over_cancel.html", context, status=422 if form.is_bound else 200)


def _may_cancel(request: Request, hand_over: HandOver) -> bool:
    is_successor = hand_over.successor is not None and hand_over.successor.user_id == request.user.pk
    return is_successor or can(hand_over.group.roles, Action.CHAIR_PROPOSE)
