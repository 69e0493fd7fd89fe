"""The funding evidence and its quotes."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from portal import parameters
from portal.calendar import today
from portal.documents import handed_out
from portal.edits import form_digest
from portal.versions import stale_form_rows
from proposals import access
from proposals.actions import attaching
from proposals.actions import funding as actions
from proposals.forms.writing import FundingDocumentForm, FundingForm, QuoteForm, shown_quote
from proposals.models import EpaoQuote, FundingDocument, FundingEvidence
from proposals.rules.evidence import PARTS

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def funding(request: Request, pk: int) -> HttpResponse:
    """Everybody of the group reads it; who may edit gets the form."""
    needed = Action.PROPOSAL_EDIT if request.method == "POST" else Action.PROPOSAL_VIEW
    group = get_group(request.user, needed, pk=pk, on=today())
    answers, held_by = actions.answers_of(group), actions.holder(group)
    form = FundingForm(request.POST or None, initial=answers | {"seen": form_digest(answers)})
    if request.method == "POST" and form.is_valid():
        seen, given = form.cleaned_data["seen"], {part: form.cleaned_data[part] for part in PARTS}
        with stale_form_rows(form):
            actions.save(group=group, answers=given, seen=seen, by=request.user, now=timezone.now())
        messages.success(request, "The funding evidence is saved.")
        return redirect("proposals:funding", pk=pk)
    context = {
        "group": group,
        "form": form,
        "parts": [(form.fields[part].label, answers[part]) for part in PARTS],
        "evidence": FundingEvidence.objects.filter(group=group).first(),
        "quotes": EpaoQuote.objects.filter(evidence__group=group).select_related("organisation"),
        "documents": FundingDocument.objects.kept().filter(evidence__group=group).select_related("added_by"),
        "held_by": held_by,
        "why_held": actions.why_held(held_by) if held_by else "",
        "may_edit": held_by is None and can(group.roles, Action.PROPOSAL_EDIT) and group.support_withdrawn_on is None,
    }
    return render(request, "proposals/funding.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM_METHODS)
def add_quote(request: Request, pk: int) -> HttpResponse:
    return _quote(request, pk, None)


@require_http_methods(FORM_METHODS)
def edit_quote(request: Request, pk: int, quote_pk: int) -> HttpResponse:
    return _quote(request, pk, quote_pk)


def _quote(request: Request, pk: int, quote_pk: int | None) -> HttpResponse:
    group = get_group(request.user, Action.PROPOSAL_EDIT, pk=pk, on=today())
    quote = access.get_quote(group, pk=quote_pk) if quote_pk is not None else None
    actions.refuse_held(group)
    form = QuoteForm(request.POST or None, initial=shown_quote(quote) if quote else {})
    if request.method == "POST" and form.is_valid():
        actions.quote(group=group, answers=form.cleaned_data, by=request.user, now=timezone.now(), quote=quote)
        messages.success(request, "The quote is saved.")
        return redirect("proposals:funding", pk=pk)
    title = "Correct a quote" if quote else "Record a quote"
    context = {"group": group, "form": form, "title": title}
    return render(request, "proposals/quote.html", context, status=422 if form.is_bound else 200)


# --- documents -------------------------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
def add_document(request: Request, pk: int) -> HttpResponse:
    group = get_group(request.user, Action.PROPOSAL_EDIT, pk=pk, on=today())
    actions.refuse_held(group)
    attaching.refuse_more(group)
    chosen = {"part": parameters.text(request, "part")}
    form = FundingDocumentForm(request.POST or None, request.FILES or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        part, name = form.cleaned_data["part"], form.cleaned_data["document"].name
        attaching.add(group=group, part=part, name=name, data=form.content, by=request.user, now=timezone.now())
        messages.success(request, "The document is added.")
        return redirect("proposals:funding", pk=pk)
    context = {"group": group, "form": form}
    return render(request, "proposals/funding_document.html", context, status=422 if form.is_bound else 200)


@require_GET
def download(request: Request, pk: int, document_pk: int) -> FileResponse:
    group = get_group(request.user, Action.PROPOSAL_VIEW, pk=pk, on=today())
    funding_document = access.get_funding_document(group, pk=document_pk)
    return handed_out(funding_document.document, funding_document.document_name)


@require_GET
def download_fixed(request: Request, pk: int, submission_pk: int, number: int, place: int) -> FileResponse:
    """A document as a fixed version holds it, also where it was removed from the evidence since."""
    submission = access.get_submission(
        request.user, Action.PROPOSAL_VIEW, pk=pk, submission_pk=submission_pk, on=today()
    )
    funding_document = access.get_fixed_document(
        access.get_version(submission, number=number), submission.group, place=place
    )
    return handed_out(funding_document.document, funding_document.document_name)


@require_http_methods(FORM_METHODS)
def remove_document(request: Request, pk: int, document_pk: int) -> HttpResponse:
    group = get_group(request.user, Action.PROPOSAL_EDIT, pk=pk, on=today())
    funding_document = access.get_funding_document(group, pk=document_pk)
    actions.refuse_held(group)
    if request.method == "POST":
        attaching.remove(document=funding_document, by=request.user, now=timezone.now())
        messages.success(request, f"{funding_document.document_name} is removed.")
        return redirect("proposals:funding", pk=pk)
    return render(request, "proposals/funding_document_remove.html", {"group": group, "document": funding_document})
