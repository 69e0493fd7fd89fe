"""Who leaves the room for an item of the agenda."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from meetings.access import get_item, get_meeting
from meetings.actions import absences
from meetings.actions.locking import refuse_closed
from meetings.enums import Presence
from meetings.forms.absences import OutForm
from meetings.models import AgendaItem
from meetings.views.items import barred_from
from members.forms import typed
from portal.calendar import today


@require_http_methods(["GET", "HEAD", "POST"])
def left(request: Request, pk: int, meeting_pk: int, item_pk: int) -> HttpResponse:
    """Who left for the item and who came back; whose handled interest asks for it is suggested."""
    group = get_group(request.user, Action.MEETING_RECORD, pk=pk, on=today())
    item = get_item(refuse_closed(get_meeting(group, pk=meeting_pk)), pk=item_pk)
    barred, came = barred_from(item), _came(item)
    form = OutForm(
        typed(request), people=came, initial=_shown(item, came, {person.person for person in barred if person.leaves})
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        out = {name: set(data[name]) for name in ("left", "back", "recorded")}
        absences.set_out(item=item, **out, by=request.user, now=timezone.now())
        messages.success(request, "Who left for the item is recorded.")
        return redirect(item.anchor)
    context = {"group": group, "meeting": item.meeting, "item": item, "form": form, "came": came, "barred": barred}
    return render(request, "meetings/item_left.html", context, status=422 if form.is_bound else 200)


def _came(item: AgendaItem) -> list[tuple[int, str]]:
    came = item.meeting.attendances.filter(presence=Presence.CAME)
    return list(came.order_by("person__name", "pk").values_list("person_id", "person__name"))


def _shown(item: AgendaItem, came: list[tuple[int, str]], must_leave: set[int]) -> dict[str, list[int]]:
    """What is recorded; where nothing is yet, who must leave."""
    kept = list(item.item_absences.filter(struck_at=None, person__in=[person for person, _ in came]))
    back = [absence.person_id for absence in kept if absence.returned_at]
    recorded = [absence.person_id for absence in kept]
    return {"left": recorded or sorted(must_leave), "back": back, "recorded": recorded}
