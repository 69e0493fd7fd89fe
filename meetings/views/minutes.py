"""Minutes of a meeting: read, written, shown, agreed, and as a tagged PDF."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, Role, can
from conflicts.access import sees_register
from groups.access import get_group
from meetings.access import get_meeting
from meetings.actions import minutes as actions
from meetings.actions import minutes_answers as answers
from meetings.actions.agreement import answers_until, content_digest, due_of, employers_at, progress_of
from meetings.actions.gaps import lacking
from meetings.actions.locking import out_of_order, refuse_closed
from meetings.actions.record import Facts, Rows, facts_of, rows_of
from meetings.enums import MinutesState
from meetings.forms.minutes import AgreedForm, AnswerForm, CorrectionForm, NotesForm, ReasonsForm, shown_notes
from meetings.models import Meeting, Minutes
from meetings.views.minutes_sections import sections_of
from members.forms import typed
from portal import parameters, pdf
from portal.access import or_404
from portal.calendar import today
from portal.templatetags.portal import govuk_date

FORM_METHODS = ["GET", "HEAD", "POST"]
COLOURS = {MinutesState.DRAFT: "yellow", MinutesState.SHOWN: "blue", MinutesState.AGREED: "green"}
OFFERED = 10  # later meetings, the nearest


def _meeting_and_minutes(request: Request, action: Action, pk: int, meeting_pk: int) -> tuple[Meeting, Minutes | None]:
    meeting = get_meeting(get_group(request.user, action, pk=pk, on=today()), pk=meeting_pk)
    minutes = Minutes.objects.select_related("agreed_in").filter(meeting=meeting).first()
    if minutes is not None:
        minutes.meeting = meeting
    return meeting, minutes


def _may_read(meeting: Meeting, minutes: Minutes | None) -> bool:
    """Whoever writes them sees the draft; everybody else from when they are shown. None before the meeting is held."""
    is_shown = minutes is not None and minutes.shown_at is not None
    return meeting.held_on is not None and (is_shown or can(meeting.group.roles, Action.MEETING_EDIT))


def _facts(meeting: Meeting, minutes: Minutes | None, rows: Rows | None = None) -> Facts:
    """As agreed, or else as recorded by now."""
    return minutes.record if minutes and minutes.record else facts_of(meeting, rows)


def _sections(meeting: Meeting, minutes: Minutes | None, facts: Facts) -> list[dict[str, Any]]:
    if minutes and not minutes.record:
        facts = facts | {"reasons": minutes.reasons}
    return sections_of(facts, minutes.notes if minutes else {}, sees_interests=sees_register(meeting.group))


@require_GET
def minutes(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    meeting, answer = _meeting_and_minutes(request, Action.MEETING_VIEW, pk, meeting_pk)
    may_read, roles = _may_read(meeting, answer), meeting.group.roles
    state = answer.state if answer else MinutesState.DRAFT
    is_open = may_read and state != MinutesState.AGREED
    rows = rows_of(meeting) if is_open else None
    facts = _facts(meeting, answer, rows) if may_read else {}
    context = {
        "group": meeting.group,
        "meeting": meeting,
        "minutes": answer,
        "state": state,
        "colour": COLOURS[state],
        "sections": _sections(meeting, answer, facts) if may_read else [],
        "may_read": may_read,
        "may_write": is_open and can(roles, Action.MEETING_EDIT),
        "may_settle": is_open and can(roles, Action.MINUTES_PUBLISH),
        "lacking": lacking(meeting, answer.reasons if answer else None, rows) if is_open and _may_write(roles) else [],
    }
    if answer is not None and state == MinutesState.SHOWN:
        context |= _answers(request, answer, facts)
    return render(request, "meetings/minutes.html", context)


def _may_write(roles: Collection[Role]) -> bool:
    return can(roles, Action.MEETING_EDIT)


def _answers(request: Request, minutes: Minutes, facts: Facts) -> dict[str, Any]:
    """Who has agreed, who asks for a correction, whose answer is awaited, and by when."""
    progress, me = progress_of(minutes, today(), facts=facts), getattr(request.user, "person", None)
    by_person = {answer.person_id: answer for answer in progress.answers}
    own = by_person.get(me.pk) if me else None
    due_on, planned = due_of(minutes)
    return {
        "progress": progress,
        "agreed": [by_person[asked_id] for asked_id in progress.asked if asked_id in progress.agreed],
        "others_agreed": [
            answer
            for answer in progress.answers
            if answer.person_id in progress.agreed and answer.person_id not in progress.asked
        ],
        "corrections": [answer for answer in progress.answers if not answer.agrees],
        "awaited": [
            f"{name}, who agreed the earlier words" if person in progress.outdated else name
            for person, name in progress.asked.items()
            if person not in progress.agreed and (person not in by_person or by_person[person].agrees)
        ],
        "is_over": today() > progress.until,
        "due_on": due_on,
        "planned": planned,
        "own": own,
        "is_outdated": me is not None and me.pk in progress.outdated,
        "may_answer": me is not None
        and can(minutes.meeting.group.roles, Action.MINUTES_ANSWER)
        and (me.pk in progress.asked or me.pk in {fact["person"] for fact in (*facts["came"], *facts["away"])}),
    }


@require_GET
def minutes_pdf(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """The facts of the page, word for word."""
    meeting, minutes = _meeting_and_minutes(request, Action.MEETING_VIEW, pk, meeting_pk)
    if not _may_read(meeting, minutes):
        raise Http404
    group, is_agreed = meeting.group, minutes is not None and minutes.agreed_at is not None
    title = f"{'Minutes' if is_agreed else 'Draft minutes'} of the meeting of {govuk_date(meeting.day)}"
    agreed = f"{_agreed_text(meeting, minutes)}." if minutes is not None and is_agreed else "Not agreed yet."
    sections = [{"heading": "", "text": [agreed]}, *_sections(meeting, minutes, _facts(meeting, minutes))]
    data = {"title": title, "caption": f"{group.name} ({group.reference})", "sections": sections}
    return pdf.download(f"minutes-{group.reference}-{meeting.day:%Y-%m-%d}", data)


def _agreed_text(meeting: Meeting, minutes: Minutes) -> str:
    day = f"Agreed on {govuk_date(meeting.minutes_agreed_on)}"
    return f"{day}, in the meeting of {govuk_date(minutes.agreed_in.day)}" if minutes.agreed_in else day


@require_http_methods(FORM_METHODS)
def write(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """The chair's words; what was recorded is corrected where it is recorded."""
    meeting, minutes = _meeting_and_minutes(request, Action.MEETING_EDIT, pk, meeting_pk)
    if meeting.held_on is None or (minutes and minutes.agreed_at):
        raise out_of_order(meeting, "Minutes are written once a meeting was held, and until they are agreed.")
    items = list(meeting.items.on_agenda())
    shown = shown_notes(minutes.notes if minutes else {}) | {"seen": actions.minutes_digest(minutes)}
    form = NotesForm(typed(request), items=items, initial=shown)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        actions.write(meeting=meeting, notes=form.notes(), seen=seen, by=request.user, now=timezone.now())
        messages.success(request, "The minutes are saved.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": meeting.group, "meeting": meeting, "form": form}
    return render(request, "meetings/minutes_write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def show(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """Close the meeting: what is missing is put right or explained, then everybody in the group reads its minutes."""
    meeting, minutes = _meeting_and_minutes(request, Action.MINUTES_PUBLISH, pk, meeting_pk)
    refuse_closed(meeting)
    missing = lacking(meeting, minutes.reasons if minutes else None)
    must = [gap for gap in missing if not gap.is_explainable]
    form = ReasonsForm(typed(request), gaps=[gap for gap in missing if gap.is_explainable])
    if request.method == "POST" and not must and form.is_valid():
        actions.show(meeting=meeting, reasons=form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The minutes are there for everybody in the group to read.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": meeting.group, "meeting": meeting, "form": form, "must": must}
    context["is_shown"] = minutes is not None and minutes.shown_at is not None
    return render(request, "meetings/minutes_show.html", context, status=422 if request.method == "POST" else 200)


# --- what members say ------------------------------------------------------------------------------------------------
def _shown(request: Request, action: Action, pk: int, meeting_pk: int) -> Minutes:
    """Minutes that are shown and not agreed. Raises Conflict otherwise."""
    meeting, minutes = _meeting_and_minutes(request, action, pk, meeting_pk)
    if minutes is None or minutes.state != MinutesState.SHOWN:
        raise out_of_order(meeting, "Minutes are agreed once, after they were shown to the members.")
    return minutes


@require_http_methods(FORM_METHODS)
def answer(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """Somebody who came agrees the minutes, or asks for a correction."""
    minutes = _shown(request, Action.MINUTES_ANSWER, pk, meeting_pk)
    progress, me = progress_of(minutes, today()), getattr(request.user, "person", None)
    if me is None or not (me.pk in progress.asked or minutes.meeting.attendances.filter(person=me).exists()):
        raise PermissionDenied("Those who came to the meeting say whether its minutes are right.")
    form = AnswerForm(typed(request), may_agree=me.pk in progress.asked, initial={"seen": content_digest(minutes)})
    if request.method == "POST" and form.is_valid():
        answers.answer(meeting=minutes.meeting, **form.answers(), by=request.user, now=timezone.now())
        messages.success(request, "What you say of the minutes is recorded.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": minutes.meeting.group, "meeting": minutes.meeting, "form": form, "until": progress.until}
    return render(request, "meetings/minutes_answer.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def correction(request: Request, pk: int, meeting_pk: int, answer_pk: int) -> HttpResponse:
    """A chair says what became of a correction that somebody asked for."""
    minutes = _shown(request, Action.MINUTES_PUBLISH, pk, meeting_pk)
    asked = or_404(minutes.answers.select_related("person").filter(pk=answer_pk, agrees=False).first())
    asked.minutes = minutes
    if not asked.is_open_correction:
        raise out_of_order(minutes.meeting, "It is said already what became of this correction.")
    form = CorrectionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["words"]
        answers.answer_correction(correction=asked, text=text, by=request.user, now=timezone.now())
        messages.success(request, f"{asked.person.name} is told what became of the correction.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": minutes.meeting.group, "meeting": minutes.meeting, "form": form, "asked": asked}
    return render(request, "meetings/minutes_correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def agree(request: Request, pk: int, meeting_pk: int) -> HttpResponse:
    """A chair records who agreed the minutes in a later meeting; `?in=` chooses which."""
    minutes = _shown(request, Action.MINUTES_PUBLISH, pk, meeting_pk)
    meeting = minutes.meeting
    later = Meeting.objects.filter(group=meeting.group, held_on__gte=meeting.day, attendances__isnull=False)
    offered = list(later.exclude(pk=meeting.pk).distinct().order_by("held_on", "pk")[:OFFERED])
    chosen = next(
        (held for held in offered if held.pk == parameters.number(request, "in")), offered[0] if offered else None
    )
    form = AgreedForm(typed(request), people=employers_at(chosen) if chosen else {})
    if request.method == "POST" and chosen is not None and form.is_valid():
        people = form.cleaned_data["people"]
        answers.record(meeting=meeting, agreed_in=chosen, people=people, by=request.user, now=timezone.now())
        messages.success(request, "Who agreed the minutes is recorded. Each of them is told.")
        return redirect("meetings:minutes", pk=pk, meeting_pk=meeting_pk)
    context = {"group": meeting.group, "meeting": meeting, "form": form, "chosen": chosen, "offered": offered}
    context["until"] = answers_until(minutes)
    return render(request, "meetings/minutes_agree.html", context, status=422 if form.is_bound else 200)
