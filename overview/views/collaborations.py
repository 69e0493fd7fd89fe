"""Groups that work together: how far each is, who coordinates them, and how a group joins, leaves and chooses."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, Role, can
from chairs.access import get_collaboration, get_participation
from chairs.actions import collaborations as actions
from chairs.forms.collaborations import AskForm, BeginForm, OverArchingForm
from chairs.models import Collaboration, OverArchingChair, Participation
from groups.access import get_group
from groups.models import Group
from members.forms import typed
from members.models import ChairAppointment, Membership, Person
from overview.views.group_progress import states
from portal.access import or_404
from portal.calendar import today
from portal.lists import paginate

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def of_group(request: Request, pk: int) -> HttpResponse:
    """What the group takes part in, and is asked to; its chair begins another."""
    on = today()
    action = Action.COLLABORATION_EDIT if request.method == "POST" else Action.MEMBER_LIST
    group = get_group(request.user, action, pk=pk, on=on)
    form = BeginForm(typed(request))
    if request.method == "POST" and form.is_valid():
        begun = actions.begin(group=group, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is begun. Now ask the other groups.")
        return redirect(begun)
    rows = Participation.objects.open(on).filter(group=group).select_related("collaboration", "asked_by")
    context = {
        "group": group,
        "form": form,
        "page": paginate(request, rows),
        "may_edit": can(group.roles, Action.COLLABORATION_EDIT),
        "may_see": can(group.roles, Action.COLLABORATION_VIEW),
    }
    return render(request, "overview/collaborations.html", context, status=422 if form.is_bound else 200)


@require_GET
def collaboration(request: Request, pk: int) -> HttpResponse:
    on = today()
    collaboration = get_collaboration(request.user, Action.COLLABORATION_VIEW, pk=pk, on=on)
    rows = (
        Participation.objects.open(on)
        .filter(collaboration=collaboration)
        .select_related("group__occupation", "asked_by")
    )
    page = paginate(request, rows)
    results = (
        states([row.group_id for row in page.object_list if row.joined_on], on) if collaboration.sees_states else {}
    )
    for row in page.object_list:
        row.state, row.is_own = results.get(row.group_id), row.group in (*collaboration.chaired, *collaboration.asked)
    chairs = OverArchingChair.objects.filter(collaboration=collaboration).select_related("person", "proposed_by")
    proposed = chairs.proposed().first()
    agreed = set(proposed.agreements.values_list("group", flat=True)) if proposed else set()
    context = {
        "collaboration": collaboration,
        "page": page,
        "joined": Participation.objects.joined(on).filter(collaboration=collaboration).count(),
        "current": chairs.current(on).first(),
        "proposed": proposed,
        "agreed": agreed,
        "has_agreed": agreed.issuperset(group.pk for group in collaboration.chaired),
        "may_edit": can(collaboration.roles, Action.COLLABORATION_EDIT) and collaboration.sees_states,
        "is_coordinator": Role.OVER_ARCHING_CHAIR in collaboration.roles,
        "sees_states": collaboration.sees_states,
    }
    return render(request, "overview/collaboration.html", context)


@require_http_methods(FORM_METHODS)
def ask(request: Request, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request.user, Action.COLLABORATION_EDIT, pk=pk, on=today())
    form = AskForm(typed(request), published=Group.objects.published(today()))
    if request.method == "POST" and form.is_valid():
        group = or_404(form.group)
        try:
            actions.ask(collaboration=collaboration, group=group, by=request.user, now=timezone.now())
        except actions.AlreadyThere as there:
            form.add_error("reference", there.message)
        else:
            messages.success(request, f"The chair of {group.name} is asked.")
            return redirect(collaboration)
    context = {"collaboration": collaboration, "form": form}
    return render(request, "overview/collaboration_ask.html", context, status=422 if form.is_bound else 200)


@require_POST
def join(request: Request, pk: int, participation_pk: int) -> HttpResponse:
    participation = get_participation(request.user, pk=pk, participation_pk=participation_pk, on=today())
    actions.join(participation=participation, by=request.user, now=timezone.now())
    messages.success(request, f"{participation.group.name} takes part.")
    return redirect("overview:collaboration", pk=pk)


@require_POST
def leave(request: Request, pk: int, participation_pk: int) -> HttpResponse:
    """Decline, or take part no longer."""
    participation = get_participation(request.user, pk=pk, participation_pk=participation_pk, on=today())
    actions.leave(participation=participation, by=request.user, now=timezone.now())
    messages.success(request, f"{participation.group.name} does not take part.")
    return redirect("overview:collaborations", pk=participation.group_id)


@require_http_methods(FORM_METHODS)
def propose(request: Request, pk: int) -> HttpResponse:
    on = today()
    collaboration = get_collaboration(request.user, Action.COLLABORATION_EDIT, pk=pk, on=on)
    form = OverArchingForm(typed(request), people=_people(collaboration, on))
    if request.method == "POST" and form.is_valid():
        chair = actions.propose_chair(
            collaboration=collaboration,
            person=form.chosen(),
            groups=collaboration.chaired,
            by=request.user,
            now=timezone.now(),
        )
        text = "is the over-arching chair" if chair.started_on else "is proposed: the other groups are asked to agree"
        messages.success(request, f"{chair.person.name} {text}.")
        return redirect(collaboration)
    context = {"collaboration": collaboration, "form": form}
    return render(request, "overview/over_arching_chair.html", context, status=422 if form.is_bound else 200)


def _people(collaboration: Collaboration, on: date) -> dict[Person, str]:
    """The chairs of all groups that take part, then the employer members of the user's own."""
    groups = Participation.objects.joined(on).filter(collaboration=collaboration).values("group")
    chairs = ChairAppointment.objects.leading(on).filter(group__in=groups)
    members = Membership.objects.current(on).employers().filter(group__in=collaboration.chaired)
    rows = (results.select_related("person", "group").order_by("person__name") for results in (chairs, members))
    return {row.person: row.group.name for participation in rows for row in participation}


@require_POST
def agree(request: Request, pk: int, chair_pk: int) -> HttpResponse:
    """For each group that the user chairs here."""
    collaboration = get_collaboration(request.user, Action.COLLABORATION_EDIT, pk=pk, on=today())
    chair = or_404(
        OverArchingChair.objects.filter(collaboration=collaboration, pk=chair_pk).select_related("person").first()
    )
    for group in collaboration.chaired:
        chair = actions.agree(chair=chair, group=group, by=request.user, now=timezone.now())
    text = "is the over-arching chair now" if chair.started_on else "needs the agreement of the other groups, too"
    messages.success(request, f"You agreed. {chair.person.name} {text}.")
    return redirect(collaboration)


@require_POST
def end_chair(request: Request, pk: int, chair_pk: int) -> HttpResponse:
    """A group no longer agrees, or the over-arching chair does not want it any more."""
    collaboration = get_collaboration(request.user, Action.COLLABORATION_CHAIR_END, pk=pk, on=today())
    chair = or_404(OverArchingChair.objects.filter(collaboration=collaboration, pk=chair_pk).first())
    actions.end_chair(chair=chair, by=request.user, now=timezone.now())
    messages.success(request, "Ended. The groups can choose somebody else.")
    return redirect("home")
