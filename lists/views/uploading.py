"""A list of members from a spreadsheet: upload, look at what would become of it, confirm."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from groups.access import get_group
from groups.models import Group
from lists.access import get_upload
from lists.actions import confirming, uploading, writing
from lists.forms.uploading import EmployersForm, UploadForm
from lists.models import MemberUpload, UploadRow
from lists.rules.columns import COLUMNS, Key
from lists.rules.templates import workbook
from members.enums import RowOutcome
from portal import parameters
from portal.calendar import today
from portal.exports import csv_download
from portal.lists import paginate

PER_PAGE = 50
REFRESH_SECONDS = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLOURS: dict[str, str] = {
    RowOutcome.NEW: "green",
    RowOutcome.CHANGED: "blue",
    RowOutcome.THERE: "grey",
    RowOutcome.WRONG: "red",
}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        now = timezone.now()
        return redirect(uploading.stage(group=group, name=form.name, rows=form.rows, by=request.user, now=now))
    waiting = MemberUpload.objects.waiting().filter(group=group).select_related("uploaded_by")
    context = {"group": group, "form": form, "columns": COLUMNS, "waiting": waiting}
    return render(request, "lists/upload_begin.html", context, status=422 if form.is_bound else 200)


@require_GET
def template(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """The headings of the list, to fill in: XLSX with lists to choose from, or CSV."""
    get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    if kind == "csv":
        return csv_download("members-template", [column.title for column in COLUMNS], [])
    if kind != "xlsx":
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="members-template.xlsx"'}
    return HttpResponse(workbook(), content_type=XLSX, headers=headers)


@require_GET
def upload(request: Request, pk: int, upload_pk: int) -> HttpResponse:
    """What would become of each row; how far it is while a worker writes; what became of them in the end."""
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    upload = get_upload(group, pk=upload_pk)
    if upload.is_being_written:
        return _running(request, group, upload)
    return _page(request, group, upload, EmployersForm(changes=_changes(upload)))


def _changes(upload: MemberUpload) -> dict[tuple[str, str], list[str]]:
    may_bring = upload.confirmed_at is None and upload.counts.get(RowOutcome.CHANGED)
    return confirming.changes_of_employer(upload) if may_bring else {}


def _running(request: Request, group: Group, upload: MemberUpload) -> HttpResponse:
    is_waiting = parameters.text(request, "refresh") != "off"
    rows = sum(upload.counts.get(outcome, 0) for outcome in (RowOutcome.NEW, RowOutcome.CHANGED))
    written = min(writing.progress(upload), rows)
    context = {"group": group, "upload": upload, "is_waiting": is_waiting, "rows": rows, "written": written}
    response = render(request, "lists/upload_running.html", context)
    if is_waiting:
        response["Refresh"] = str(REFRESH_SECONDS)  # the page has a link that stops it
    return response


def _page(request: Request, group: Group, upload: MemberUpload, form: EmployersForm) -> HttpResponse:
    outcome = parameters.choice(request, "outcome", RowOutcome.values)
    rows = upload.rows.filter(outcome=outcome) if outcome else upload.rows.all()
    page = paginate(request, rows, PER_PAGE)
    for row in page.object_list:
        _describe(row)
    counts = [(RowOutcome(value), upload.counts.get(value, 0)) for value in RowOutcome.values]
    asked = upload.counts.get(writing.ASKED, 0)
    context = {
        "group": group,
        "upload": upload,
        "form": form,
        "page": page,
        "counts": [
            {"value": row_outcome.value, "label": row_outcome.label, "rows": rows} for row_outcome, rows in counts
        ],
        "outcome": outcome,
        "all": sum(rows for _, rows in counts) + asked,
        "new": upload.counts.get(RowOutcome.NEW, 0),
        "changed": upload.counts.get(RowOutcome.CHANGED, 0),
        "wrong": upload.counts.get(RowOutcome.WRONG, 0),
        "asked": asked,
    }
    return render(request, "lists/upload.html", context, status=422 if form.is_bound else 200)


def _describe(row: UploadRow) -> None:
    """What the table shows of a row; one that is wrong may lack any of it."""
    row.colour = COLOURS[row.outcome]
    for key in (Key.NAME, Key.EMAIL, Key.JOB_TITLE, Key.ORGANISATION):
        setattr(row, key, row.answers.get(key, ""))


@require_POST
def confirm(request: Request, pk: int, upload_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    upload = get_upload(group, pk=upload_pk)
    if upload.is_being_written:  # a worker holds its row: nobody waits for that
        return redirect(upload)
    form = EmployersForm(request.POST, changes=_changes(upload))
    if not form.is_valid():
        return _page(request, group, upload, form)
    done = confirming.confirm(upload=upload, by=request.user, now=timezone.now(), employers=form.employers())
    if done.confirmed_at is None and done.begun_at is None:
        messages.warning(
            request,
            "The group’s people have changed since you uploaded the list. Nothing was saved yet: look at it again.",
        )
    elif upload.confirmed_at is None and done.confirmed_at:
        messages.success(request, _done(done))
    return redirect(done)


def _done(upload: MemberUpload) -> str:
    kinds = (RowOutcome.NEW, RowOutcome.CHANGED, writing.ASKED)
    new, changed, asked = (upload.counts.get(kind, 0) for kind in kinds)
    said = [f"{_people(new)} invited: we send each the link by email"] if new else []
    said += [f"the details of {_people(changed)} changed"] if changed else []
    said += [f"{_people(asked)} asked by email about the new employer"] if asked else []
    text = ", and ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else "Everybody on the list was there already."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


@require_POST
def discard(request: Request, pk: int, upload_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.MEMBER_INVITE, pk=pk, on=today())
    uploading.discard(upload=get_upload(group, pk=upload_pk))
    messages.success(request, "The list is removed. Nothing of it was saved.")
    return redirect("lists:upload_begin", pk=pk)
