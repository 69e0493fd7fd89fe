"""Digests: a mail a day at most, with what came due since the last one, in the order in which it matters."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import OfficialRole
from duties.actions.digests import send_digests
from duties.models import Digest, DigestLine
from duties.rules.digests import is_first_of_week
from groups.models import Group, Justification
from portal.links import absolute
from portal.models import OutgoingMail
from tests.duties.reminded import DAY, ON, assess, at, begin, remind
from tests.factories import (
    AbsenceFactory,
    ChairAppointmentFactory,
    GroupFactory,
    GroupOfficialFactory,
    JustificationFactory,
    ListedEmployerFactory,
    ListQuestionFactory,
    MembershipFactory,
    OfficialFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    begin(ON - 60 * DAY)
    return GroupFactory(first_contact_on=ON - 28 * DAY)


@pytest.fixture
def manager(group):
    row = GroupOfficialFactory(group=group, user__email="pm@example.org", started_on=group.first_contact_on)
    return row.user


def digest(on, hour=9, to="pm@example.org"):
    """What the digest of that day says to them, None where there is none."""
    remind(on, hour)
    last = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    send_digests(now=at(on, hour))
    mail = OutgoingMail.objects.filter(kind="duties.digest", to=to, pk__gt=last).first()
    return mail and mail.text


def asked(group, on=ON):
    return JustificationFactory(group=group, asked_at=at(on))


def test_a_reader_gets_one_mail_a_day_and_nothing_new_is_no_mail(group, manager):
    asked(group)
    assess(group, ON)
    text = digest(ON)
    assert f"- {group.reference}: Decide on a justification, by 9 March 2026" in text
    page = reverse("overview:justification_decide", args=[group.pk, Justification.objects.get().pk])
    assert f"by 9 March 2026\n  {absolute(page)}\n" in text and f"\n{absolute(reverse('duties:work'))}\n" in text
    assert text.index("Overdue\n") < text.index("Select a chair") < text.index("Due soon") < text.index("justification")
    asked(group)
    assess(group, ON)
    assert digest(ON, hour=15) is None  # tomorrow's
    assert "Decide on a justification" in digest(ON + DAY)
    assert digest(ON + 2 * DAY) is None
    assert Digest.objects.filter(user=manager).count() == 2


def test_before_half_past_seven_and_on_days_off_nobody_is_written_to(group, manager):
    asked(group)
    assess(group, ON)
    assert digest(ON, hour=7) is None
    for day_off in (ON - 2 * DAY, date(2026, 4, 3)):  # a Saturday, Good Friday
        assert digest(day_off) is None


def test_a_day_without_beat_loses_nothing(group, manager):
    asked(group)
    assess(group, ON)
    remind(ON)
    text = digest(ON + 21 * DAY)
    assert text.count("Decide on a justification") == 1 and "Overdue\n" in text


def test_what_is_done_by_then_is_not_said(group, manager):
    row = asked(group)
    assess(group, ON)
    remind(ON)
    Justification.objects.filter(pk=row.pk).update(accepted_on=ON, decided_by=UserFactory())
    assess(group, ON)
    assert "justification" not in (digest(ON) or "")
    assert not DigestLine.objects.filter(digest=None, user=manager).exists()


def test_support_withdrawn_is_quiet(group, manager):
    asked(group)
    assess(group, ON)
    remind(ON)
    Group.objects.filter(pk=group.pk).update(support_withdrawn_on=ON)
    assert digest(ON) is None


def test_what_is_quiet_waits_for_the_first_working_day_of_a_week(group):
    person = PersonFactory(user__email="chair@example.org")
    MembershipFactory(group=group, person=person, started_on=ON - 20 * DAY)
    ChairAppointmentFactory(group=group, person=person, started_on=ON - 20 * DAY)
    asked_on = ON + DAY
    ListQuestionFactory(listed=ListedEmployerFactory(group=group), asked_on=asked_on)
    assess(group, asked_on)
    said = [digest(asked_on + days * DAY, to="chair@example.org") or "" for days in range(7)]
    assert ["questions about listed employers" in text for text in said] == [False] * 6 + [True]


@pytest.mark.parametrize(
    "on, is_first",
    [(date(2026, 3, 2), True), (date(2026, 3, 3), False), (date(2026, 4, 7), True), (date(2026, 4, 8), False)],
)
def test_after_a_bank_holiday_a_week_begins_on_tuesday(on, is_first):
    assert is_first_of_week(on) is is_first


def test_who_covers_hears_of_it_once(group, manager):
    asked(group)
    assess(group, ON)
    digest(ON)
    cover = OfficialFactory(official_role=OfficialRole.PRODUCT_MANAGER, email="cover@example.org")
    AbsenceFactory(user=manager, cover=cover, first_day=ON + DAY, last_day=ON + 4 * DAY, recorded_on=ON)
    assert digest(ON, to=cover.email) is None
    text = digest(ON + DAY, to=cover.email)
    assert "You cover for" in text and "until 6 March 2026" in text
    assert digest(ON + 2 * DAY, to=cover.email) is None


def test_two_tasks_at_once_write_one(group, manager):
    asked(group)
    assess(group, ON)
    remind(ON)
    assert (send_digests(now=at(ON)), send_digests(now=at(ON))) == (Digest.objects.count(), 0)
