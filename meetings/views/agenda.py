"""The agenda of a meeting: items, their order, and their papers."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from meetings.access import get_item, get_meeting, get_paper
from meetings.actions import agenda as actions
from meetings.actions.attendance import people_of
from meetings.actions.locking import refuse_closed
from meetings.forms.agenda import ItemForm, PaperForm, shown_item
from meetings.models import AgendaItem, Meeting
from members.forms import typed
from members.models import Person
from portal.calendar import today
from portal.documents import handed_out

FORM_METHODS = ["GET", "HEAD", "POST"]


def _meeting(request: Request, action: Action, pk: int, meeting_pk: int) -> Meeting:
    return get_meeting(get_group(request.user, action, pk=pk, on=today()), pk=meeting_pk)


@require_http_methods(FORM_METHODS)
def add(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    meeting = refuse_closed(_meeting(request, Action.MEETING_EDIT, pk, meeting_pk))
    form = ItemForm(typed(request), people=_people(meeting))
    if request.method == "POST" and form.is_valid():
        item = actions.add_item(meeting=meeting, answers=form.answers(), by=request.user)
        messages.success(request, "The item is on the agenda.")
        return redirect(item.anchor)
    context = {"group": meeting.group, "meeting": meeting, "form": form}
    return render(request, "meetings/item_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def change(request: Request, pk: int, meeting_pk: int, item_pk: int) -> HttpResponse:
    """What the item says; its papers stand under it, with forms of their own."""
    meeting = refuse_closed(_meeting(request, Action.MEETING_EDIT, pk, meeting_pk))
    item = get_item(meeting, pk=item_pk)
    form = _item_form(item, typed(request))
    if request.method == "POST" and form.is_valid():
        actions.change_item(item=item, answers=form.answers(), by=request.user)
        messages.success(request, "The item is changed.")
        return redirect(item.anchor)
    return _item_page(request, item, form=form)


def _item_form(item: AgendaItem, data: Any = None) -> ItemForm:
    people = _people(item.meeting)
    return ItemForm(data, people=people, is_fixed=item.is_fixed, initial=shown_item(item))


def _item_page(
    request: Request, item: AgendaItem, *, form: ItemForm | None = None, paper_form: PaperForm | None = None
) -> HttpResponse:
    context = {
        "group": item.meeting.group,
        "meeting": item.meeting,
        "item": item,
        "papers": item.papers.filter(removed_at=None),
        "form": form or _item_form(item),
        "paper_form": paper_form or PaperForm(),
    }
    is_refused = any(bound_form is not None and bound_form.is_bound for bound_form in (form, paper_form))
    return render(request, "meetings/item.html", context, status=422 if is_refused else 200)


MOVES: dict[str, actions.Move] = {"up": "up", "down": "down"}  # by what the button sends


def _people(meeting: Meeting) -> list[Person]:
    return [person.person for person in people_of(meeting)]


@require_POST
def move(request: Request, pk: int, meeting_pk: int, item_pk: int) -> HttpResponse:
    """One place up or down, or off the agenda, as the button pressed says."""
    meeting = _meeting(request, Action.MEETING_EDIT, pk, meeting_pk)
    item, to = get_item(meeting, pk=item_pk), request.POST.get("to", "")
    if to == "off":
        actions.drop_item(item=item, by=request.user, now=timezone.now())
        messages.success(request, f"“{item.title}” is off the agenda.")
        return redirect(meeting)
    if to in MOVES:
        actions.move_item(item=item, to=MOVES[to], by=request.user)
    return redirect(item.anchor)


# --- papers ----------------------------------------------------------------------------------------------------------
@require_POST
def paper_add(request: Request, pk: int, meeting_pk: int, item_pk: int) -> HttpResponse:
    meeting = refuse_closed(_meeting(request, Action.MEETING_EDIT, pk, meeting_pk))
    item = get_item(meeting, pk=item_pk)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _item_page(request, item, paper_form=form)
    name = form.cleaned_data["document"].name
    actions.add_paper(item=item, name=name, data=form.content, by=request.user, now=timezone.now())
    messages.success(request, "The paper is with the item.")
    return redirect("meetings:item", pk=pk, meeting_pk=meeting_pk, item_pk=item_pk)


@require_GET
def paper(request: Request, pk: int, meeting_pk: int, paper_pk: int) -> FileResponse:
    """The paper as a file to save: never shown in the browser as a page of the portal."""
    paper = get_paper(_meeting(request, Action.MEETING_VIEW, pk, meeting_pk), pk=paper_pk)
    return handed_out(paper.file, paper.name)


@require_POST
def paper_remove(request: Request, pk: int, meeting_pk: int, paper_pk: int) -> HttpResponse:
    paper = get_paper(_meeting(request, Action.MEETING_EDIT, pk, meeting_pk), pk=paper_pk)
    actions.remove_paper(paper=paper, by=request.user, now=timezone.now())
    messages.success(request, f"“{paper.name}” is removed.")
    return redirect("meetings:item", pk=pk, meeting_pk=meeting_pk, item_pk=paper.item_id)
