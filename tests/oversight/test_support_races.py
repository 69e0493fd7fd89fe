"""Two officials, or an official and the chair, act on one thing at once: one wins, the other is told."""

import pytest
from django.utils import timezone

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from oversight.actions import concerns, mitigations, withdrawals
from oversight.enums import CaseOutcome, MapOutcome
from portal.calendar import today
from tests.factories import (
    ConcernFactory,
    GroupFactory,
    MitigationFactory,
    OfficialFactory,
    UserFactory,
    WithdrawalCaseFactory,
)
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group() -> Group:
    return GroupFactory()


@pytest.fixture
def officials() -> list[User]:
    return OfficialFactory.create_batch(2, official_role=OfficialRole.ROUTE_MANAGER)


def at_once(act, one, other):
    """The act with either arguments; what became of the two, in no order."""
    return sorted(abreast(lambda: act(**one, now=timezone.now()), lambda: act(**other, now=timezone.now())))


def test_two_decisions_about_support(group, officials):
    case = WithdrawalCaseFactory(group=group, discussed=True)
    same = {"case": case, "decision": "As discussed.", "until": None}

    outcomes = at_once(
        withdrawals.decide,
        same | {"outcome": CaseOutcome.WITHDRAW, "by": officials[0]},
        same | {"outcome": CaseOutcome.CONTINUE, "by": officials[1]},
    )

    case.refresh_from_db()
    group.refresh_from_db()
    assert outcomes == [DONE, REFUSED]
    assert bool(group.support_withdrawn_on) == (case.outcome == CaseOutcome.WITHDRAW)
    assert case.history.filter(decided_at__isnull=False).count() == 1


def test_two_decisions_about_the_map(officials):
    case = WithdrawalCaseFactory(group=GroupFactory(support_withdrawn_on=today()), withdrawn=True)
    same = {"case": case, "reason": "Looked at again."}

    outcomes = at_once(
        withdrawals.decide_map,
        same | {"outcome": MapOutcome.REMAINS, "by": officials[0]},
        same | {"outcome": MapOutcome.REMOVED, "by": officials[1]},
    )

    assert outcomes == [DONE, REFUSED]
    assert case.history.filter(map_decided_at__isnull=False).count() == 1


def test_two_decisions_about_circumstances(group, officials):
    mitigation = MitigationFactory(group=group)
    same = {"mitigation": mitigation, "answer": "We looked at it."}

    outcomes = at_once(
        mitigations.decide,
        same | {"is_accepted": True, "by": officials[0]},
        same | {"is_accepted": False, "by": officials[1]},
    )

    assert outcomes == [DONE, REFUSED]
    assert mitigation.history.exclude(decided_by=None).count() == 1


def test_concern_is_not_answered_once_it_is_closed(group, officials):
    """Whichever comes first: an answer that counts stands before the close, and is still there after it."""
    concern, now = ConcernFactory(group=group), timezone.now()

    answered, closed = abreast(
        lambda: concerns.respond(concern=concern, response="We mend it.", by=UserFactory(), now=now),
        lambda: concerns.close(concern=concern, answer="Settled.", by=officials[0], now=now),
    )

    concern.refresh_from_db()
    assert (closed, concern.answer) == (DONE, "Settled.")
    assert bool(concern.response) == (answered == DONE)
    newest = concern.history.latest()
    assert (newest.response, newest.answer) == (concern.response, "Settled.")
