"""Two at once: one wins, the other is told, and nothing is done twice."""

from collections.abc import Callable

import pytest

from meetings.actions import motions
from portal.models import OutgoingMail
from proposals.actions import deciding, drafting, submitting
from proposals.enums import DecisionOutcome
from proposals.models import Decision, Version
from tests.proposals import helpers
from tests.proposals.helpers import PROPOSAL, chair, now, official
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_submits():
    group = helpers.approved_group()
    submission = helpers.agreed_by_employers(group)
    by = chair(group)

    outcomes = abreast(*[lambda: submitting.submit(group=group, kind=PROPOSAL, by=by, now=now())] * 2)

    assert sorted(outcomes) == [DONE, REFUSED]
    assert OutgoingMail.objects.filter(kind="proposals.submitted").count() == 1
    assert submission.history.filter(history_change_reason="Occupation proposal: submitted").count() == 1


def test_two_decisions():
    group = helpers.approved_group()
    submission, by = helpers.recommended(group), official(group)

    def decide(outcome: DecisionOutcome) -> Callable[[], object]:
        return lambda: deciding.decide(submission=submission, outcome=outcome, reasons="So", by=by, now=now())

    outcomes = abreast(decide(DecisionOutcome.AGREED), decide(DecisionOutcome.DECLINED))

    assert sorted(outcomes) == [DONE, REFUSED]
    assert Decision.objects.filter(step="decision").get().outcome == helpers.fresh(submission).outcome


def test_change_and_submit():
    """Whichever comes first, what is submitted is what the employers agreed."""
    group = helpers.approved_group()
    submission, by = helpers.agreed_by_employers(group), chair(group)

    outcomes = abreast(
        lambda: drafting.reopen(submission=submission, by=by, now=now()),
        lambda: submitting.submit(group=group, kind=PROPOSAL, by=by, now=now()),
    )

    assert sorted(outcomes) == [DONE, REFUSED]
    one = helpers.fresh(submission)
    assert (one.submitted_on is None) == (one.newest.number == 2)


def test_two_closings_mark_once():
    group = helpers.approved_group()
    submission, by = helpers.frozen(group), chair(group)
    motion = helpers.asked(submission)
    helpers.vote(motion)

    outcomes = abreast(*[lambda: motions.close(motion=motion, by=by, now=now())] * 2)

    assert sorted(outcomes) == [DONE, REFUSED]
    why = "Occupation proposal: version 1 agreed by the employers"
    assert submission.history.filter(history_change_reason=why).count() == 1


def test_two_beginnings_make_one_draft():
    group = helpers.approved_group()
    by = chair(group)

    outcomes = abreast(*[lambda: drafting.start(group=group, kind=PROPOSAL, by=by, now=now())] * 2)

    assert sorted(outcomes) == [DONE, REFUSED]
    assert Version.objects.count() == 1
