"""A change of chair: arranged for a day, its checklist for both, the regulator's confirmation, called off before it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Action, can
from conflicts.access import sees_register
from groups.access import get_group
from members.access import get_hand_over
from members.actions import hand_overs as actions
from members.actions.crossing import crossed
from members.forms import typed
from members.forms.leading import CallOffForm, HandOverDecisionForm, HandOverForm
from members.models import ChairAppointment, HandOver, Membership
from members.views.checklist import open_in, register_kept, to_confirm
from oversight.assessment import assess
from portal.calendar import today

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    on = today()
    group = get_group(request.user, Action.CHAIR_PROPOSE, pk=pk, on=on)
    chairs = list(ChairAppointment.objects.current(on).filter(group=group).select_related("person").order_by("pk"))
    serving = Membership.objects.current(on).employers().filter(group=group).select_related("person", "organisation")
    others = serving.exclude(person__in=[chair.person_id for chair in chairs]).order_by("person__name", "pk")
    form = HandOverForm(typed(request), members=list(others), chairs=chairs)
    if request.method == "POST" and form.is_valid():
        hand_over = actions.arrange(group=group, by=request.user, now=timezone.now(), **form.arranged())
        told = "It is confirmed." if hand_over.confirmed_at else "The product manager is asked to confirm it."
        messages.success(request, f"Arranged: {hand_over.words}. {told}")
        return redirect(hand_over)
    context = {"group": group, "form": form, "others": others}
    return render(request, "members/hand_over_arrange.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def hand_over(request: HttpRequest, pk: int, hand_over_pk: int) -> HttpResponse:
    """The checklist, for both alike; the product manager confirms or declines on it."""
    on = today()
    one = get_hand_over(request.user, pk=pk, hand_over_pk=hand_over_pk, on=on)
    form = HandOverDecisionForm(typed(request))
    if request.method == "POST":
        get_group(request.user, Action.CHAIR_CONFIRM, pk=pk, on=on)
        if form.is_valid():
            return _decided(request, one, form)
    may_decide = can(one.group.roles, Action.CHAIR_CONFIRM) and one.confirmed_at is None and one.called_off_at is None
    people = [one.successor] if one.successor else []
    own = request.user.pk in {person.user_id for person in people}
    context = {
        "group": one.group,
        "hand_over": one,
        "form": form,
        "is_own": own,
        "is_ahead": one.is_ahead(on),
        "may_decide": may_decide,
        "may_call_off": one.is_ahead(on) and _may_call_off(request, one),
        "open": open_in(one.group, on),
        "register": register_kept(one.group, on),
        "to_confirm": to_confirm(one, assess(pk, on)),
        "crossed": crossed(one.group, people, on) if own or sees_register(one.group) else None,
        "on": on,
    }
    return render(request, "members/hand_over.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, one: HandOver, form: HandOverDecisionForm) -> HttpResponse:
    if form.cleaned_data["decision"] == "confirm":
        actions.confirm(hand_over=one, by=request.user, now=timezone.now())
        messages.success(request, "The change of chair is confirmed. Both are told.")
    else:
        actions.call_off(hand_over=one, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "The change of chair is declined. Everybody whom it concerns is told why.")
    return redirect(one)


@require_http_methods(FORM_METHODS)
def call_off(request: HttpRequest, pk: int, hand_over_pk: int) -> HttpResponse:
    """Before the day: by those who lead the group, its product manager, and the successor, who may not want it."""
    one = get_hand_over(request.user, pk=pk, hand_over_pk=hand_over_pk, on=today())
    if not _may_call_off(request, one):
        get_group(request.user, Action.CHAIR_PROPOSE, pk=pk, on=today())  # says no
    form = CallOffForm(typed(request))
    if request.method == "POST" and form.is_valid():
        actions.call_off(hand_over=one, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "Called off. Everybody whom it concerns is told why.")
        return redirect(one)
    context = {"group": one.group, "hand_over": one, "form": form}
    return render(request, "members/hand_over_call_off.html", context, status=422 if form.is_bound else 200)


def _may_call_off(request: HttpRequest, one: HandOver) -> bool:
    is_successor = one.successor is not None and one.successor.user_id == request.user.pk
    return is_successor or can(one.group.roles, Action.CHAIR_PROPOSE)
