from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guidance.documents import SubmissionState
from portal.calendar import today
from proposals.enums import DecisionOutcome, Step, SubmissionOutcome
from proposals.models import Submission, document_path
from tests.factories import (
    DecisionFactory,
    EpaoQuoteFactory,
    RequestedMemberFactory,
    SubmissionFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


def test_agreed_from_the_day_of_the_decision():
    agreed = SubmissionFactory(decided_on=DAY, outcome=SubmissionOutcome.AGREED)
    SubmissionFactory(decided_on=NEXT, outcome=SubmissionOutcome.AGREED)
    SubmissionFactory(decided_on=DAY, outcome=SubmissionOutcome.DECLINED)

    assert list(Submission.objects.agreed(DAY)) == [agreed]


def test_quote_is_not_below_zero():
    EpaoQuoteFactory.build(amount=0).validate_constraints()
    with pytest.raises(ValidationError, match="£0 or more"):
        EpaoQuoteFactory.build(amount=-1).validate_constraints()


# --- where it stands -------------------------------------------------------------------------------------------------
def frozen():
    submission = SubmissionFactory()
    VersionFactory(submission=submission, frozen=True)
    return submission


def in_review():
    submission = frozen()
    submission.agreed_by_employers_on, submission.submitted_on = DAY, DAY
    submission.save()
    return submission


def test_state_follows_what_happened():
    submission = SubmissionFactory()
    assert submission.state == SubmissionState.DRAFTING
    VersionFactory(submission=submission)
    assert submission.state == SubmissionState.DRAFTING
    submission = frozen()
    assert submission.state == SubmissionState.FOR_AGREEMENT
    submission.agreed_by_employers_on = DAY
    assert submission.state == SubmissionState.AGREED_BY_EMPLOYERS
    submission = in_review()
    assert submission.state == SubmissionState.IN_REVIEW
    DecisionFactory(submission=submission)
    assert submission.state == SubmissionState.TO_DECIDE
    DecisionFactory(submission=submission, step=Step.DECISION, outcome=DecisionOutcome.ON_CONDITION)
    assert submission.state == SubmissionState.ON_CONDITION
    for outcome in SubmissionOutcome:
        submission.outcome, submission.decided_on = outcome, DAY
        assert submission.state == outcome
    assert submission.state_on(DAY - timedelta(days=1)) == SubmissionState.DRAFTING


def test_newest_version_begun_after_agreement_is_a_draft_again():
    submission = frozen()
    VersionFactory(submission=submission, number=2)
    assert submission.newest.number == 2
    assert submission.state == SubmissionState.DRAFTING


def test_queues_hold_what_waits_for_each_official():
    new, recommended, conditional = in_review(), in_review(), in_review()
    frozen()
    for one in (recommended, conditional):
        DecisionFactory(submission=one)
    DecisionFactory(submission=conditional, step=Step.DECISION, outcome=DecisionOutcome.ON_CONDITION)
    asked = RequestedMemberFactory(group=conditional.group)

    assert list(Submission.objects.in_review(today())) == [new]
    assert list(Submission.objects.to_decide(today())) == [recommended]
    asked.met_on = DAY
    asked.save()
    assert set(Submission.objects.to_decide(today())) == {recommended, conditional}


def test_one_draft_at_a_time():
    draft = VersionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionFactory(submission=draft.submission, number=2)


def test_frozen_version_bears_its_fingerprint():
    version = VersionFactory(frozen=True)
    version.fingerprint = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


@pytest.mark.parametrize("step", Step)
def test_final_word_is_said_once(step):
    decision = DecisionFactory(step=step)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(submission=decision.submission, step=step, outcome=DecisionOutcome.DECLINED)


def test_only_an_agreement_goes_without_reasons():
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionFactory(outcome=DecisionOutcome.RETURNED, reasons="")
    DecisionFactory(reasons="")


def test_upload_lies_under_a_name_that_nobody_chose():
    path = document_path(VersionFactory.build(), "../../evil.pdf")
    assert path.startswith("documents/") and path.endswith(".pdf") and "evil" not in path and ".." not in path
