"""The employers that a list names for a group, and the questions about them."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from lists.access import get_list_question
from lists.actions import listed as actions
from lists.forms.listed import AnswerForm
from lists.models import ListedEmployer, ListQuestion
from members.actions.registers import lists_imported, on_registers
from members.models import Membership
from members.rules.comparing import compared
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

KEY_DIGITS = 10  # of a number that the database takes
SHOWS = {"asked": "With a question to answer", "nobody": "Nobody serves for it", "struck": "Struck off"}
SHOWN = {
    "asked": Q(asked__gt=0),
    "nobody": Q(serving=False, struck_on=None),
    "struck": Q(struck_on__isnull=False),
}
HEADER = (
    *("Employer", "As in the list", "Type", "Serving", "Questions to answer", "Answers", "List"),
    *("Brought in on", "Public registers"),
)


@require_GET
def listed(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=today())
    show = parameters.choice(request, "show", SHOWS)
    page = paginate(request, _rows(group, show))
    _compare(page.object_list)
    context = {
        "group": group,
        "page": page,
        "show": show,
        "shows": SHOWS.items(),
        "counts": counts(group),
        "may_answer": can(group.roles, Action.MEMBER_INVITE),
    }
    return render(request, "lists/listed.html", context)


def _compare(rows: Iterable[ListedEmployer]) -> None:
    """Give each row `compared`, what the registers say of its name today; two statements."""
    listed, taken = on_registers({row.name for row in rows}), lists_imported()
    for row in rows:
        row.compared = compared(listed.get(row.name, set()), taken)


def _rows(group: Group, show: str) -> QuerySet[ListedEmployer]:
    """The group's list with `serving` and its questions; one statement more for the questions."""
    serving = Membership.objects.current(today()).filter(group=group, organisation=OuterRef("organisation"))
    added = {"serving": Exists(serving), "asked": Count("questions", filter=Q(questions__answer=""))}
    rows = ListedEmployer.objects.filter(group=group).select_related("organisation")
    rows = (
        rows.order_by("name", "pk")
        .annotate(**added)
        .prefetch_related(Prefetch("questions", ListQuestion.objects.select_related("answered_by")))
    )
    return rows.filter(SHOWN[show]) if show else rows


def counts(group: Group) -> dict[str, int]:
    """How many employers the list names, and how many questions about them are open; one statement."""
    kept = Q(struck_on=None)
    counted = {
        "employers": Count("organisation", filter=kept, distinct=True),
        "questions": Count("questions", filter=Q(questions__answer="")),
    }
    return ListedEmployer.objects.filter(group=group).aggregate(**counted)


@require_GET
def download(request: Request, pk: int) -> StreamingHttpResponse:
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=today())
    listed_employers = list(_rows(group, ""))
    _compare(listed_employers)
    rows = (_line(row) for row in listed_employers)
    return csv_download(f"{group.reference}-listed-employers", HEADER, rows)


def _line(row: ListedEmployer) -> tuple[object, ...]:
    answers = "; ".join(
        f"{question.get_doubt_display()} {question.get_answer_display()}"
        for question in row.questions.all()
        if question.answer
    )
    kind = "Struck off" if row.struck_on else row.organisation.get_kind_display()
    serving = "Yes" if row.serving else "No"
    registers = "; ".join(compared.ending for compared in row.compared)
    return row.name, row.text, kind, serving, row.asked, answers, row.source, row.listed_on, registers


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: Request, pk: int) -> HttpResponse:
    """The next open questions on one page: as many as one likes are answered at once, the others stay."""
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    waiting = ListQuestion.objects.open().filter(listed__group=group).select_related("listed__organisation")
    page = paginate(request, waiting)
    if request.method == "POST":
        forms = _sent(request, group, most=page.paginator.per_page)
        are_valid = [form.is_valid() for form in forms]
        said = [form.said() for form in forms if form.is_valid() and form.is_answered]
        if all(are_valid) and said:
            return _answered(request, group, said)
        context = {"group": group, "forms": forms, "page": page, "is_empty": all(are_valid)}
        return render(request, "lists/list_questions.html", context, status=422)
    forms = [AnswerForm(question=question) for question in page.object_list]
    return render(request, "lists/list_questions.html", {"group": group, "forms": forms, "page": page})


def _sent(request: Request, group: Group, *, most: int) -> list[AnswerForm]:
    """The forms that were sent, whatever became of their questions meanwhile: the action tells who was first."""
    keys = [
        int(key)
        for key in request.POST.getlist("question")[:most]
        if key.isascii() and key.isdigit() and len(key) < KEY_DIGITS
    ]
    shown = ListQuestion.objects.filter(listed__group=group, pk__in=keys).select_related("listed__organisation")
    return [AnswerForm(request.POST, question=list_question) for list_question in shown]


def _answered(request: Request, group: Group, said: list[actions.Said]) -> HttpResponse:
    actions.answer(group=group, said=said, by=request.user, now=timezone.now())
    messages.success(request, "Your answer is kept." if len(said) == 1 else f"Your {len(said)} answers are kept.")
    return redirect("lists:listed", pk=group.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, pk: int, question_pk: int) -> HttpResponse:
    """One question by itself: answered already, and now to be changed."""
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    asked = get_list_question(group, pk=question_pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, question=asked, is_required=True)
    if request.method == "POST" and form.is_valid():
        return _answered(request, group, [form.said()])
    context = {"group": group, "form": form, "question": asked}
    return render(request, "lists/list_question.html", context, status=422 if form.is_bound else 200)
