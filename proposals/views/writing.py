"""Writing: one page a section, the document, fixing a version and beginning the next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action
from portal.calendar import today
from portal.documents import DocumentForm
from portal.edits import form_digest
from portal.exceptions import NotReady
from portal.versions import stale_form_rows
from proposals import access
from proposals.actions import drafting, out_of_order
from proposals.forms.writing import SectionForm
from proposals.models import Submission, Version
from proposals.rules.sections import NEEDS_DOCUMENT, Section, sections_of
from proposals.views.listing import detail_page

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def section(request: Request, pk: int, submission_pk: int, key: str) -> HttpResponse:
    """One section, with the sentence of guidance and the comments on it beside."""
    submission, version = _editable(request, pk, submission_pk)
    part = access.get_section(submission, key=key)
    there = version.content.get(key, "")
    form = SectionForm(request.POST or None, section=part, initial={"text": there, "seen": form_digest({key: there})})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with stale_form_rows(form):
            drafting.save_section(
                submission=submission,
                section=part,
                text=data["text"],
                seen=data["seen"],
                by=request.user,
                now=timezone.now(),
            )
        messages.success(request, "Saved.")
        return _led_on(submission, part, is_next="next" in request.POST)
    context = {
        "group": submission.group,
        "submission": submission,
        "section": part,
        "form": form,
        "number": sections_of(submission.kind).index(part) + 1,
        "total": len(sections_of(submission.kind)),
        "comments": submission.comments.filter(section=key, resolved_at=None).select_related("written_by"),
    }
    return render(request, "proposals/section.html", context, status=422 if form.is_bound else 200)


def _led_on(submission: Submission, section: Section, *, is_next: bool) -> HttpResponse:
    following = sections_of(submission.kind)[sections_of(submission.kind).index(section) + 1 :]
    if is_next and following:
        return redirect("proposals:section", submission.group_id, submission.pk, following[0].key)
    return redirect(submission)


def _editable(request: Request, pk: int, submission_pk: int) -> tuple[Submission, Version]:
    """The submission and its newest version, which is still written."""
    submission = access.get_submission(
        request.user, Action.PROPOSAL_EDIT, pk=pk, submission_pk=submission_pk, on=today()
    )
    version = submission.newest
    if submission.state != "drafting" or version is None:
        raise out_of_order(submission, "This version is fixed and cannot be changed.")
    return submission, version


@require_http_methods(FORM_METHODS)
def document(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission, version = _editable(request, pk, submission_pk)
    if submission.kind not in NEEDS_DOCUMENT:
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["document"].name
        drafting.attach(submission=submission, name=name, data=form.content, by=request.user, now=timezone.now())
        messages.success(request, "The document is added.")
        return redirect(submission)
    context = {"group": submission.group, "submission": submission, "form": form, "newest": version}
    return render(request, "proposals/document.html", context, status=422 if form.is_bound else 200)


@require_POST
def finalise(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_FINALISE, pk=pk, submission_pk=submission_pk, on=today()
    )
    try:
        version = drafting.finalise(submission=submission, by=request.user, now=timezone.now())
    except NotReady as lacking:
        return detail_page(request, submission, status=422, unmet=lacking.findings)
    messages.success(request, f"Version {version.number} is fixed. Ask the employers to agree it.")
    return redirect(submission)


@require_POST
def reopen(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_FINALISE, pk=pk, submission_pk=submission_pk, on=today()
    )
    version = drafting.reopen(submission=submission, by=request.user, now=timezone.now())
    messages.success(request, f"Version {version.number} is begun. It needs the employers’ agreement again.")
    return redirect(submission)
