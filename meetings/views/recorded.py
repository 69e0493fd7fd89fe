"""What was recorded in a meeting for the person who looks: theirs to confirm, or to say that it is not so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.models import User
from accounts.permissions import Action
from groups.access import get_group
from meetings.access import get_meeting
from meetings.actions import answering
from meetings.actions.locking import refuse_closed
from meetings.enums import Answer
from meetings.forms.recorded import AnswerForm
from meetings.models import Attendance, ItemAbsence, Meeting, Vote
from portal.calendar import today

ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that was recorded, in words, with its form where it can be answered."""

    about: str
    text: str
    by: str
    row: Attendance | Vote
    form: AnswerForm | None


@require_http_methods(["GET", "HEAD", "POST"])
def recorded_for_me(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.RECORDED_ANSWER, pk=pk, on=today())
    meeting = get_meeting(group, pk=meeting_pk)
    if request.method == "POST":
        return _answer(request, refuse_closed(meeting))
    return _page(request, meeting)


def _answer(request: Request, meeting: Meeting) -> HttpResponse:
    """One of the forms on the page was sent; `about` names which."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, form)
    attendance, votes = _of(request.user, meeting)
    rows: dict[str, Attendance | Vote] = {str(vote.pk): vote for vote in votes}
    if attendance:
        rows[ATTENDANCE] = attendance
    row = rows.get(form.cleaned_data["about"])
    if row is None:
        raise Http404
    answer = Answer(form.cleaned_data["answer"])
    answering.answer(row=row, answer=answer, text=form.cleaned_data["words"], by=request.user, now=timezone.now())
    if answer == Answer.NO:
        messages.success(request, "It is recorded that this is not so. The chairs and the product manager are told.")
    else:
        messages.success(request, "Thank you: it is recorded that this is so.")
    return redirect("meetings:recorded_for_me", pk=meeting.group_id, meeting_pk=meeting.pk)


def _of(user: User, meeting: Meeting) -> tuple[Attendance | None, list[Vote]]:
    """What somebody else recorded for the user; three statements at most."""
    person = getattr(user, "person", None)
    if person is None:
        return None, []
    attendances = meeting.attendances.select_related("person", "recorded_by").exclude(recorded_by=user)
    votes = Vote.objects.filter(motion__meeting=meeting, person=person, is_own=False)
    votes = votes.select_related("motion", "recorded_by", "person").order_by("motion__opened_at", "pk")
    return attendances.filter(person=person).first(), list(votes)


def _page(request: Request, meeting: Meeting, refused: AnswerForm | None = None) -> HttpResponse:
    attendance, votes = _of(request.user, meeting)
    is_open = meeting.minutes_agreed_on is None
    sent = refused.data.get("about") if refused else None
    rows = [_attendance(attendance, is_open)] if attendance else []
    rows += [_vote(vote, is_open) for vote in votes]
    left = _left(request.user, meeting)
    if refused is not None:
        rows = [replace(row, form=refused) if _key(row.row) == sent else row for row in rows]
    context = {
        "group": meeting.group,
        "meeting": meeting,
        "rows": rows,
        "form": refused,
        "is_open": is_open,
        "left": left,
    }
    return render(request, "meetings/recorded_for_me.html", context, status=422 if refused else 200)


def _left(user: User, meeting: Meeting) -> list[tuple[str, str]]:
    """For what the user is recorded as out of the room, and by whom; one statement."""
    of_meeting = Q(item__meeting=meeting, struck_at=None) | Q(motion__meeting=meeting, returned_at=None)
    absences = ItemAbsence.objects.filter(of_meeting, person__user=user).select_related("item", "motion", "recorded_by")
    return [(_left_for(absence), str(absence.recorded_by)) for absence in absences.order_by("pk")]


def _left_for(absence: ItemAbsence) -> str:
    """An absence is recorded for an item of the agenda or for a motion."""
    if absence.item:
        return absence.item.title
    return absence.motion.text if absence.motion else ""


def _key(row: Attendance | Vote) -> str:
    return ATTENDANCE if isinstance(row, Attendance) else str(row.pk)


def _form(row: Attendance | Vote) -> AnswerForm:
    key = _key(row)
    return AnswerForm(initial={"about": key, "words": row.answer_words}, auto_id=f"id_{key}_%s")


def _attendance(attendance: Attendance, is_open: bool) -> Recorded:
    text = attendance.get_presence_display()
    if attendance.mode:
        check = attendance.get_check_answer_display() or "Not recorded"
        text = f"{text}, {attendance.get_mode_display().lower()}. Asked for further interests: {check.lower()}"
    return Recorded(
        "Your attendance", text, str(attendance.recorded_by), attendance, _form(attendance) if is_open else None
    )


def _vote(vote: Vote, is_open: bool) -> Recorded:
    may = is_open and not vote.motion.is_open and not vote.motion.is_withdrawn
    text = f"You voted: {vote.get_choice_display().lower()}"
    return Recorded(vote.motion.text, text, str(vote.recorded_by), vote, _form(vote) if may else None)
