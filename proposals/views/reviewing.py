"""Reading a version, commenting, recommending, deciding."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from guidance import assessment
from guidance.documents import SubmissionState
from members.findings import rows
from portal.calendar import today
from portal.documents import handed_out
from portal.exceptions import NotReady
from proposals import access
from proposals.actions import deciding, out_of_order
from proposals.actions import reviewing as actions
from proposals.enums import DecisionOutcome
from proposals.forms.deciding import CommentForm, DecideForm, RecommendForm
from proposals.models import Submission, Version
from proposals.rules.evidence import CARRIERS
from proposals.rules.progress import TOGETHER
from proposals.rules.sections import sections_of
from proposals.rules.versions import changes
from proposals.views.agreement import agreement_of
from proposals.views.evidence import held_by

FORM_METHODS = ["GET", "HEAD", "POST"]


def _submission(request: Request, action: Action, pk: int, submission_pk: int) -> Submission:
    return access.get_submission(request.user, action, pk=pk, submission_pk=submission_pk, on=today())


# --- reading ---------------------------------------------------------------------------------------------------------
@require_GET
def version(request: Request, pk: int, submission_pk: int, number: int) -> HttpResponse:
    submission = _submission(request, Action.PROPOSAL_VIEW, pk, submission_pk)
    return version_page(request, submission, access.get_version(submission, number=number))


def version_page(
    request: Request, submission: Submission, shown: Version, form: CommentForm | None = None
) -> HttpResponse:
    """One version word for word, with what changed since the one before, and the comments on each section."""
    before = _before(submission, shown)
    differences = changes(submission.kind, before.content if before else shown.content, shown.content)
    comments = list(submission.comments.select_related("written_by", "resolved_by"))
    is_over = actions.is_over(submission, today())
    context = {
        "group": submission.group,
        "submission": submission,
        "version": shown,
        "before": before,
        "sections": [(change, [c for c in comments if c.section == change.section.key]) for change in differences],
        "held": held_by(shown, submission, before),
        "has_evidence": submission.kind in CARRIERS,
        "whole": [c for c in comments if not c.section],
        "has_other_document": before is not None and before.document_digest != shown.document_digest,
        "may_comment": can(submission.group.roles, Action.PROPOSAL_COMMENT) and not is_over,
        "may_resolve": can(submission.group.roles, Action.COMMENT_RESOLVE) and not is_over,
        "form": form or CommentForm(sections=sections_of(submission.kind)),
    }
    is_refused = form is not None and form.is_bound
    return render(request, "proposals/version.html", context, status=422 if is_refused else 200)


def _before(submission: Submission, shown: Version) -> Version | None:
    """The version before, also where it stands in an earlier submission of the same kind."""
    same_kind = Version.objects.filter(submission__group=submission.group, submission__kind=submission.kind)
    return same_kind.filter(number__lt=shown.number).order_by("-number").first()


@require_GET
def download(request: Request, pk: int, submission_pk: int, number: int) -> FileResponse:
    submission = _submission(request, Action.PROPOSAL_VIEW, pk, submission_pk)
    version = access.get_version(submission, number=number)
    return handed_out(version.document, version.document_name)


# --- commenting ------------------------------------------------------------------------------------------------------
@require_POST
def comment(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = _submission(request, Action.PROPOSAL_COMMENT, pk, submission_pk)
    newest = submission.newest
    form = CommentForm(request.POST, sections=sections_of(submission.kind))
    if newest is None:
        raise out_of_order(submission, "There is no text to comment on.")
    if not form.is_valid():
        return version_page(request, submission, newest, form)
    data = form.cleaned_data
    actions.comment(
        submission=submission, section=data["section"], text=data["text"], by=request.user, now=timezone.now()
    )
    messages.success(request, "Your comment is saved. The other side is told.")
    return redirect("proposals:version", pk, submission_pk, newest.number)


@require_POST
def resolve(request: Request, pk: int, submission_pk: int, comment_pk: int) -> HttpResponse:
    submission = _submission(request, Action.COMMENT_RESOLVE, pk, submission_pk)
    actions.resolve(comment=access.get_comment(submission, pk=comment_pk), by=request.user, now=timezone.now())
    messages.success(request, "The comment is marked as resolved.")
    return redirect(submission)


# --- recommending and deciding ---------------------------------------------------------------------------------------
@require_http_methods(FORM_METHODS)
def recommend(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = _submission(request, Action.PROPOSAL_RECOMMEND, pk, submission_pk)
    actions.refuse_recommendation(submission, today())
    said = submission.recommendation
    initial = {"outcome": said.outcome, "reasons": said.reasons} if said else {}
    form = RecommendForm(request.POST or None, kind=submission.kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        outcome = DecisionOutcome(form.cleaned_data["outcome"])
        reasons = form.cleaned_data["reasons"]
        actions.recommend(submission=submission, outcome=outcome, reasons=reasons, by=request.user, now=timezone.now())
        messages.success(request, "Your recommendation is saved. Whoever decides is told.")
        return redirect(submission)
    return _judging_page(request, submission, form, "proposals/recommend.html")


@require_http_methods(FORM_METHODS)
def decide(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = _submission(request, Action.PROPOSAL_DECIDE, pk, submission_pk)
    if not actions.may_decide_now(submission, today()):
        raise out_of_order(submission, "There is nothing to decide: it is decided, or nobody has recommended yet.")
    is_first = submission.state == SubmissionState.TO_DECIDE
    form = DecideForm(request.POST or None, kind=submission.kind, may_set_condition=is_first)
    if request.method == "POST" and form.is_valid() and not _is_disputed(submission, form):
        try:
            return _decided(request, submission, form)
        except NotReady:
            form.add_error("outcome", "It cannot be agreed while the rules listed here are not met. You can return it")
    return _judging_page(request, submission, form, "proposals/decide.html")


def _is_disputed(submission: Submission, form: DecideForm) -> bool:
    """Say at the field that it cannot be agreed while the employers' agreement does not hold."""
    agreement = agreement_of(submission, today())
    agrees = form.cleaned_data["outcome"] in {DecisionOutcome.AGREED, DecisionOutcome.ON_CONDITION}
    if agreement is None or not agreement.turns or not agrees:
        return False
    form.add_error("outcome", "It cannot be agreed while the employers’ agreement is disputed")
    return True


def _decided(request: Request, submission: Submission, form: DecideForm) -> HttpResponse:
    data = form.cleaned_data
    deciding.decide(
        submission=submission,
        outcome=DecisionOutcome(data["outcome"]),
        reasons=data["reasons"],
        requested=data.get("requested") or [],
        due_on=data.get("due_on"),
        resubmit_by=data.get("resubmit_by"),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Your decision is saved. The group is told.")
    return redirect(submission)


def _judging_page(request: Request, submission: Submission, form: RecommendForm, template: str) -> HttpResponse:
    """What whoever recommends or decides has before them: exactly what is decided, how the employers agreed it, what is
    not met today, and comments still open."""
    result = assessment.assess(submission.group_id, today())
    newest = submission.newest
    context = {
        "group": submission.group,
        "submission": submission,
        "newest": newest,
        "together": _together(submission),
        "held": held_by(newest, submission),
        "has_evidence": submission.kind in CARRIERS,
        "form": form,
        "agreement": agreement_of(submission, today()),
        "blockers": rows(submission.group, result, deciding.blockers_of(submission, result)),
        "open_comments": submission.comments.filter(resolved_at=None).count(),
        "requested": list(submission.group.requested_members.all()),
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _together(submission: Submission) -> list[Submission]:
    """The newest one of each other kind that goes to the regulator with it."""
    kinds = [kind for kind in TOGETHER[submission.kind] if kind != submission.kind]
    if not kinds:
        return []
    submissions = Submission.objects.filter(group=submission.group, kind__in=kinds).with_story().order_by("pk")
    return list({document.kind: document for document in submissions}.values())
