"""What a serving person has given, and is asked to give; taking one thing back, after reading what follows from it."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from guidance.assessment import AssessmentResult, assess
from guidance.policies import statements_for, statements_given
from guidance.statements import Wording
from guidance.vocabulary import ConsentCode, Severity, StatementCode
from members.access import get_own_appointment, get_own_membership, named_in_public, published_chairs
from members.actions import chairs, memberships
from members.actions.ledger import reconfirmation_due
from members.forms import typed
from members.forms.answers import GiveForm, WithdrawForm
from members.models import ChairAppointment, Consent, Membership, Statement
from members.rules.confirmations import CONFIRMATION_OF, PUBLICATION, Confirmation
from members.rules.withdrawing import rule_of
from portal.calendar import today

FORM_METHODS = ["GET", "HEAD", "POST"]
LABELS = dict([*StatementCode.choices, *ConsentCode.choices])
ASKED = [*StatementCode.values, *ConsentCode.values]


@require_http_methods(FORM_METHODS)
def statements(request: Request, pk: int) -> HttpResponse:
    """Give statements and consents; what was given is listed, each with the way to take it back."""
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on)
    wording, is_chair = statements_for(on), leading_term(membership, on) is not None
    in_force = in_force_rows(membership)
    form = _give_form(request, membership, in_force, wording, is_chair=is_chair)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        memberships.give(
            membership=membership, wording=wording, is_chair=is_chair, by=request.user, now=timezone.now(), **given
        )
        is_new = any(given.values())
        messages.success(request, "Saved. What you gave counts from now on." if is_new else "Nothing was changed.")
        return redirect("overview:mine", pk=pk)
    context = {"group": membership.group, "form": form, "wording": wording, "given": shown_given(membership, in_force)}
    return render(request, "members/own_membership_statements.html", context, status=422 if form.is_bound else 200)


def leading_term(membership: Membership, on: date) -> ChairAppointment | None:
    """The person's own term as chair of that group on the day, if there is one."""
    terms = ChairAppointment.objects.leading(on)
    return terms.filter(group=membership.group, person=membership.person).first()


def in_force_rows(membership: Membership) -> list[Statement | Consent]:
    """The newest row of each code that stands, in the order in which they are asked; two statements."""
    ledgers = (membership.statements, membership.consents)
    rows = (row for ledger in ledgers for row in ledger.filter(withdrawn_on=None).order_by("given_on", "pk"))
    return sorted({row.code: row for row in rows}.values(), key=lambda row: ASKED.index(row.code))


def shown_given(membership: Membership, in_force: list[Statement | Consent]) -> list[dict[str, object]]:
    """Each with the words under which it was given, its day, and the page that withdraws it."""
    return [
        {
            "words": statement_text(row),
            "since": row.given_on,
            "href": reverse("members:withdraw", args=[membership.group_id, row.code]),
        }
        for row in in_force
    ]


def statement_text(row: Statement | Consent) -> str:
    item = statements_given(row.wording_version, row.given_on).item(row.code)
    return item.text if item else row.get_code_display()


def _give_form(
    request: Request, membership: Membership, in_force: list, wording: Wording, *, is_chair: bool
) -> GiveForm:
    again = reconfirmation_due([membership], today())[membership.pk]
    codes = {row.code for row in in_force}
    asked = (*wording.statements(membership.kind), *wording.consents(membership.kind, is_chair=is_chair))
    return GiveForm(
        typed(request),
        wording=wording,
        kind=membership.kind,
        is_chair=is_chair,
        agreed_codes=codes - {reconfirmation.item.code for reconfirmation in again},
        again=again,
        replaced=[item.code for item in asked if wording.is_replaced(membership.kind, item.code, codes)],
    )


@require_http_methods(FORM_METHODS)
def withdraw(request: Request, pk: int, code: str) -> HttpResponse:
    """Take back one statement or consent, after what follows from it."""
    on = today()
    membership = get_own_membership(request.user, pk=pk, on=on)
    if code not in LABELS:
        raise Http404
    row = next((entry for entry in in_force_rows(membership) if entry.code == code), None)
    if row is None:
        messages.info(request, "You have not given this, or have withdrawn it already.")
        return redirect("members:mine_statements", pk=pk)
    form = WithdrawForm(typed(request))
    if request.method == "POST" and form.is_valid():
        is_done = form.cleaned_data["answer"] == "yes"
        if is_done:
            memberships.withdraw(membership=membership, code=code, by=request.user, now=timezone.now())
        messages.success(request, f"Withdrawn: {LABELS[code]}. It counts from now on." if is_done else KEPT)
        return redirect("members:mine_statements", pk=pk)
    return _withdraw_page(
        request,
        form,
        group=membership.group,
        text=statement_text(row),
        given_on=row.given_on,
        follows=_follows(membership, code, assess(pk, on)),
        back=reverse("members:mine_statements", args=[pk]),
    )


@require_http_methods(FORM_METHODS)
def withdraw_confirmation(request: Request, pk: int, code: str) -> HttpResponse:
    """A chair takes back one of the two confirmations, after what follows from it."""
    on = today()
    appointment = get_own_appointment(request.user, pk=pk, on=on, to_change=False)
    confirmation = CONFIRMATION_OF.get(code)
    if confirmation is None:
        raise Http404
    given_on = confirmation.given_on(appointment)
    if given_on is None:
        messages.info(request, "You have not given this, or have withdrawn it already.")
        return redirect("chairs:chairs", pk=pk)
    form = WithdrawForm(typed(request))
    if request.method == "POST" and form.is_valid():
        is_done = form.cleaned_data["answer"] == "yes"
        if is_done:
            chairs.withdraw(appointment=appointment, confirmation=confirmation, by=request.user, now=timezone.now())
        messages.success(request, f"Withdrawn: {confirmation.title}. It counts from now on." if is_done else KEPT)
        return redirect("chairs:chairs", pk=pk)
    wording = statements_given(confirmation.version(appointment), given_on)
    return _withdraw_page(
        request,
        form,
        group=appointment.group,
        text=confirmation.text(wording),
        given_on=given_on,
        follows=_follows_for_chair(appointment, confirmation, assess(pk, on)),
        back=reverse("chairs:chairs", args=[pk]),
    )


KEPT = "Nothing was withdrawn."


def _withdraw_page(request: Request, form: WithdrawForm, **context: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "members/withdraw.html", {"form": form, **context}, status=status)


# --- what follows ----------------------------------------------------------------------------------------------------
def _follows(membership: Membership, code: str, result: AssessmentResult) -> list[str]:
    lines = []
    if code == ConsentCode.WIDER_MAILINGS:
        return [f"{settings.REGULATOR_NAME} sends you no more wider mailings from today. Nothing else changes."]
    if code == ConsentCode.EMPLOYER_NAME_PUBLISHED and named_in_public(result.on).filter(pk=membership.pk).exists():
        lines.append(f"The name of {membership.organisation.name} goes off the public page of the group today.")
    if code == ConsentCode.DETAILS_HELD:
        lines.append("Your email address and telephone number are shown to nobody else on the portal from today.")
        lines.append("You go on serving on the group. If you want to leave it, ask the chair to end your membership.")
    others = {row.code for row in in_force_rows(membership)} - {code}
    is_enough = statements_for(result.on).is_replaced(membership.kind, code, others)
    return lines + ([] if is_enough else _of_rule(rule_of(code, membership.kind), result)) + [NOTICE]


def _follows_for_chair(
    appointment: ChairAppointment, confirmation: Confirmation, result: AssessmentResult
) -> list[str]:
    lines = []
    if confirmation.code == PUBLICATION and published_chairs(result.on).filter(pk=appointment.pk).exists():
        lines.append("Your name and contact details go off the public page of the group today.")
    lines.append("You go on as chair. If you want to hand over, propose a change of chair.")
    return [*lines, *_of_rule(confirmation.rule, result), NOTICE]


NOTICE = "The chair and the product manager of the group are told by email."


def _of_rule(rule: str, result: AssessmentResult) -> list[str]:
    """That the rule is then not met, with the guidance's own sentence; nothing where the policy has no such rule."""
    line = next((entry for entry in result.policy.rules if entry.code == rule), None)
    if line is None:
        return []
    asks = f"The guidance asks: “{line.source.sentence.rstrip('.')}”. This is then not met."
    is_strict = line.severity == Severity.MUST
    return [f"{asks} The group cannot take its next step until it is." if is_strict else asks]
