from datetime import date

import pytest
from django.core.exceptions import ValidationError

from proposals.enums import SubmissionOutcome
from proposals.models import Submission
from tests.factories import EpaoQuoteFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)


def test_submitted_from_the_day_whatever_became_of_it():
    returned = SubmissionFactory(submitted_on=DAY, decided_on=NEXT, outcome=SubmissionOutcome.RETURNED)
    SubmissionFactory(submitted_on=NEXT)
    SubmissionFactory()

    assert list(Submission.objects.submitted(DAY)) == [returned]


def test_agreed_from_the_day_of_the_decision():
    agreed = SubmissionFactory(decided_on=DAY, outcome=SubmissionOutcome.AGREED)
    SubmissionFactory(decided_on=NEXT, outcome=SubmissionOutcome.AGREED)
    SubmissionFactory(decided_on=DAY, outcome=SubmissionOutcome.DECLINED)

    assert list(Submission.objects.agreed(DAY)) == [agreed]


def test_quote_is_not_below_zero():
    EpaoQuoteFactory.build(amount=0).validate_constraints()
    with pytest.raises(ValidationError, match="£0 or more"):
        EpaoQuoteFactory.build(amount=-1).validate_constraints()
