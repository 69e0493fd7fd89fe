"""The chair, or whoever handles a chair's own interest, records what the group does about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from conflicts.access import get_interest_to_handle
from conflicts.actions import handling as actions
from conflicts.forms.handling import ALL, SOME, HandlingForm, SharingForm
from conflicts.models import Interest
from conflicts.rules import handled_answers
from conflicts.views.question_texts import about_interest
from conflicts.views.register_rows import row_for
from groups.access import get_group
from members.forms import typed
from portal.calendar import today
from portal.edits import form_digest


@require_http_methods(["GET", "HEAD", "POST"])
def handle(request: Request, pk: int, interest_pk: int) -> HttpResponse:
    interest = get_interest_to_handle(request.user, pk=pk, interest_pk=interest_pk, on=today())
    actions.refuse_ended(interest, today())
    form = HandlingForm(typed(request), initial=_shown(interest))
    if request.method == "POST" and form.is_valid():
        actions.handle(interest=interest, **form.answers(), by=request.user, now=timezone.now())
        messages.success(request, "The handling is on the register.")
        return redirect("conflicts:register", pk=pk)
    group = interest.declaration.group
    row = row_for(interest, today())
    context = {"group": group, "row": row, "form": form, "known": about_interest(interest)}
    return render(request, "conflicts/handle.html", context, status=422 if form.is_bound else 200)


def _shown(interest: Interest) -> dict[str, object]:
    """The form as the handling that holds has it; the reason is given anew each time."""
    last = interest.handling
    seen = form_digest(handled_answers(interest, last))
    if last is None:
        return {"seen": seen}
    return {"seen": seen, "measure": last.measure, "scope": SOME if last.subjects else ALL, "subjects": last.subjects}


@require_POST
def share(request: Request, pk: int) -> HttpResponse:
    """The chair shows the whole register to advisers and facilitators, or stops."""
    group = get_group(request.user, Action.REGISTER_SHARE, pk=pk, on=today())
    form = SharingForm(request.POST)
    if form.is_valid():
        is_shared = form.cleaned_data["is_shared"]
        actions.share(group=group, is_shared=is_shared, by=request.user, now=timezone.now())
        messages.success(
            request,
            "Advisers and facilitators see the register."
            if is_shared
            else "Advisers and facilitators see only their own interests.",
        )
    return redirect("conflicts:register", pk=pk)
