"""What a group submits: the list, and the page of one submission that leads everywhere else."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group, leading
from guidance import messages as guidance_messages
from guidance.assessment import assess
from guidance.documents import GIVEN_BACK, WITH_THE_GROUP, WITH_THE_REGULATOR, SubmissionState
from guidance.vocabulary import SubmissionKind
from members.models import RequestedMember
from portal.calendar import today
from portal.lists import paginate
from proposals import access
from proposals.actions import drafting, funding
from proposals.actions.reviewing import is_over
from proposals.models import FundingEvidence, Submission
from proposals.rules.evidence import CARRIERS
from proposals.rules.evidence import shown as shown_evidence
from proposals.rules.progress import DECIDERS, GATES
from proposals.rules.sections import NEEDS_DOCUMENT, sections_of, shown
from proposals.rules.versions import unmet_requirements
from proposals.views.agreement import agreement_of
from proposals.views.next_steps import next_step, reviews_of


@require_GET
def submissions(request: Request, pk: int) -> HttpResponse:
    """Every submission with its state and what comes next; the newest first."""
    group = get_group(request.user, Action.PROPOSAL_VIEW, pk=pk, on=today())
    results = Submission.objects.filter(group=group).with_story().order_by("-pk")
    page = paginate(request, results)
    on = today()
    counts, leads = _counts(group.requested_members.all()), leading(group, on)
    reviews = reviews_of(group, page.object_list, on)
    for submission in page.object_list:
        submission.group = group
        submission.next = next_step(submission, leads=leads, reviews=reviews, on=on, **counts)
    context = {
        "group": group,
        "page": page,
        "may_edit": can(group.roles, Action.PROPOSAL_EDIT),
        "may_submit": can(group.roles, Action.PROPOSAL_SUBMIT),
        "starts": _starts(group) if can(group.roles, Action.PROPOSAL_EDIT) else [],
        "evidence": FundingEvidence.objects.filter(group=group).prefetch_related("quotes").first(),
        "to_submit": _to_submit(list(page.object_list)),
    }
    return render(request, "proposals/list.html", context)


def _starts(group: Group) -> list[SubmissionKind]:
    """The kinds that can begin now."""
    every = list(Submission.objects.filter(group=group).order_by("pk"))
    return [kind for kind in SubmissionKind if not drafting.may_start(kind, every, today())]


def _to_submit(submissions: list[Submission]) -> list[tuple[str, str]]:
    """Kind and words of what the group can put to the regulator next."""
    kinds = {submission.kind for submission in submissions if submission.state == SubmissionState.AGREED_BY_EMPLOYERS}
    reasons = []
    if SubmissionKind.PROPOSAL in kinds:
        reasons.append((SubmissionKind.PROPOSAL.value, "Submit the occupation proposal"))
    if kinds & {SubmissionKind.STANDARD, SubmissionKind.EPA_PLAN}:
        reasons.append((SubmissionKind.STANDARD.value, "Submit the standard and its plan"))
    if SubmissionKind.REVISION in kinds:
        reasons.append((SubmissionKind.REVISION.value, "Submit the revision"))
    return reasons


def _may_follow(submission: Submission) -> bool:
    """No other one of its kind has been begun since."""
    kind = SubmissionKind(submission.kind)
    every = list(Submission.objects.filter(group=submission.group).order_by("pk"))
    return not drafting.may_start(kind, every, today())


def _counts(requested: Iterable[RequestedMember]) -> dict[str, int]:
    """How many are asked for, and how many of these are added, as `next_step` takes them."""
    asked = [member for member in requested if member.struck_on is None]
    return {"asked": len(asked), "added": sum(member.met_on is not None for member in asked)}


@require_POST
def start(request: Request, pk: int, kind: str) -> HttpResponse:
    group = get_group(request.user, Action.PROPOSAL_EDIT, pk=pk, on=today())
    if kind not in SubmissionKind.values:
        raise Http404
    submission = drafting.start(group=group, kind=SubmissionKind(kind), by=request.user, now=timezone.now())
    messages.success(request, f"{submission.get_kind_display()}: a draft is begun.")
    return redirect(submission)


@require_GET
def detail(request: Request, pk: int, submission_pk: int) -> HttpResponse:
    submission = access.get_submission(
        request.user, Action.PROPOSAL_VIEW, pk=pk, submission_pk=submission_pk, on=today()
    )
    return detail_page(request, submission)


def detail_page(request: Request, submission: Submission, status: int = 200, unmet: Any = ()) -> HttpResponse:
    """`unmet`: what kept the version from being fixed a moment ago."""
    group, newest, may = submission.group, submission.newest, _may(request, submission)
    requested = list(group.requested_members.select_related("membership__person"))
    content = newest.content if newest else {}
    rows = [
        (section, _joined_lines(shown(section, content.get(section.key, ""))))
        for section in sections_of(submission.kind)
    ]
    on = today()
    hand_ins = list(submission.hand_ins.select_related("handed_in_by", "answered_by", "taken_back_by").reverse())
    context = {
        "group": group,
        "submission": submission,
        "hand_ins": hand_ins,
        "may_hand_in": may["hand_in"] and not any(draft.is_waiting for draft in hand_ins),
        "newest": newest,
        "agreement": agreement_of(submission, today()),
        "versions": sorted(submission.versions.all(), key=lambda version: -version.number),
        "next": next_step(
            submission,
            leads=leading(group, on),
            reviews=reviews_of(group, [submission], on),
            on=on,
            **_counts(requested),
        ),
        "sections": rows,
        "to_write": next((section for section, text in rows if not text), None),
        "missing": unmet_requirements(submission.kind, content, has_document=bool(newest and newest.document)),
        "unmet_sections": [section for section, _ in rows if section.key in unmet],
        "is_document_missing": "document" in unmet,
        "needs_document": submission.kind in NEEDS_DOCUMENT,
        "requested": requested if submission.state == SubmissionState.ON_CONDITION else [],
        "comments": list(submission.comments.select_related("written_by", "resolved_by")),
        "may": may,
        "fixes": _fixes(submission) if may["freeze"] and submission.kind in CARRIERS else None,
    }
    return render(request, "proposals/detail.html", context, status=status)


def _fixes(submission: Submission) -> dict[str, Any]:
    """What of the funding evidence is fixed with the version, and what the regulator will still miss in it."""
    result = assess(submission.group_id, today())
    gate = result.gates[GATES[submission.kind]].blockers
    lacking = [
        exception
        for exception in result.exceptions
        if exception.rule in gate and guidance_messages.fix(exception.rule) == "funding"
    ]
    return {
        "in_short": shown_evidence(funding.copy_of(submission.group)).in_short,
        "unmet": [guidance_messages.sentence(finding.rule, finding.status, finding.args) for finding in lacking],
    }


def _joined_lines(text: str) -> str:
    """Titles of jobs and the like are written one a line, and read here side by side."""
    return "; ".join(line for line in text.splitlines() if line)


def _may(request: Request, submission: Submission) -> dict[str, bool]:
    """What the page offers to this person as things stand."""
    roles, state, newest = submission.group.roles, submission.state, submission.newest
    is_draft = state == SubmissionState.DRAFTING and newest is not None
    is_fixed = state in WITH_THE_GROUP and (newest is None or newest.is_frozen)
    is_voted_on = is_fixed and newest is not None and newest.motion is not None and newest.motion.is_open
    decides = request.user.official_role == DECIDERS[submission.kind] and can(roles, Action.PROPOSAL_DECIDE)
    return {
        "edit": is_draft and can(roles, Action.PROPOSAL_EDIT),
        "freeze": is_draft and can(roles, Action.PROPOSAL_FINALISE),
        "hand_in": is_draft and can(roles, Action.DRAFT_HAND_IN),
        "take_back": can(roles, Action.DRAFT_HAND_IN),
        "feedback": newest is not None and can(roles, Action.DRAFT_ANSWER),
        "reopen": is_fixed and not is_voted_on and can(roles, Action.PROPOSAL_FINALISE),
        "ask": state == SubmissionState.FOR_AGREEMENT and not is_voted_on and can(roles, Action.PROPOSAL_FINALISE),
        "submit": state == SubmissionState.AGREED_BY_EMPLOYERS
        and newest is not None
        and can(roles, Action.PROPOSAL_SUBMIT),
        "withdraw": state in WITH_THE_REGULATOR and can(roles, Action.PROPOSAL_SUBMIT),
        "start_again": state in GIVEN_BACK and can(roles, Action.PROPOSAL_EDIT) and _may_follow(submission),
        "recommend": state in {SubmissionState.IN_REVIEW, SubmissionState.TO_DECIDE}
        and can(roles, Action.PROPOSAL_RECOMMEND),
        "decide": state in {SubmissionState.TO_DECIDE, SubmissionState.ON_CONDITION} and decides,
        "meet": can(roles, Action.REQUESTED_MEMBER_MEET),
        "comment": not is_over(submission, today()) and can(roles, Action.PROPOSAL_COMMENT),
        "resolve": not is_over(submission, today()) and can(roles, Action.COMMENT_RESOLVE),
    }
