"""Event in digests: who joined and what was decided, counted, once, to those who may know; and who hears nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duties.actions.digests import send_digests
from duties.actions.events import Waiting
from duties.actions.preferring import prefer
from duties.enums import Frequency
from duties.models import Digest
from duties.rules.digests import is_first_of_week
from duties.rules.events import LOOKED_BACK, Event, sentences, unread
from guidance.duties.registry import Urgency
from portal.calendar import is_working_day
from portal.models import OutgoingMail
from tests.duties.reminded import DAY, ON, at, begin
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    PersonFactory,
    SubmissionFactory,
    UserFactory,
)

EARLIER = ON - 100 * DAY


@pytest.fixture
def group(db):
    begin(ON - 60 * DAY)
    return GroupFactory()


@pytest.fixture
def chair(group):
    person = PersonFactory(user__email="chair@example.org", name="Cher Chair")
    MembershipFactory(group=group, person=person, started_on=EARLIER)
    return ChairAppointmentFactory(group=group, person=person, started_on=EARLIER)


def joins(group, on, **person):
    member = MembershipFactory(group=group, started_on=on, person=PersonFactory(**person))
    InvitationFactory(group=group, membership=member, accepted_at=at(on), sent_at=at(on - DAY), invited_at=at(on - DAY))
    return member


def events_to(address, on):
    """What the digest of that morning says under News; None without a digest."""
    last = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    send_digests(now=at(on, 9))
    mail = OutgoingMail.objects.filter(kind="duties.digest", to=address, pk__gt=last).first()
    return mail and [line[2:] for line in mail.text.partition("\nNews\n")[2].splitlines() if line[:2] == "- "]


def test_who_joined_is_counted_and_told_the_next_morning_once(group, chair):
    joins(group, ON, name="Ann Alder")
    assert events_to("chair@example.org", ON) is None  # the day is not over
    assert events_to("chair@example.org", ON + DAY) == [f"{group.reference}: Ann Alder joined"]
    for _ in range(11):
        joins(group, ON + DAY)
    assert events_to("chair@example.org", ON + 2 * DAY) == [f"{group.reference}: 11 people joined"]
    assert events_to("chair@example.org", ON + 3 * DAY) is None


def test_a_digest_of_events_alone_asks_nothing_and_can_be_stopped(group, chair):
    joins(group, ON)
    send_digests(now=at(ON + DAY, 9))
    mail = OutgoingMail.objects.get(kind="duties.digest")
    assert mail.subject == "News of your groups" and "What to do: nothing." in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_members_hear_what_was_decided_and_the_chair_has_the_letter(group, chair):
    MembershipFactory(group=group, person__user__email="member@example.org", started_on=EARLIER)
    MembershipFactory(
        group=group, person__user__email="former@example.org", started_on=EARLIER, ended_on=ON, end_reason="resigned"
    )
    SubmissionFactory(group=group, kind="proposal", submitted_on=EARLIER, decided_on=ON, outcome="returned")
    assert events_to("member@example.org", ON + DAY) == [
        f"{group.reference}: Occupation proposal: returned with comments"
    ]
    assert OutgoingMail.objects.filter(kind="duties.digest").count() == 1


def test_the_enquirer_hears_while_there_is_no_chair(group):
    lead = UserFactory(email="lead@example.org")
    member = MembershipFactory(group=group, started_on=ON, person__name="Ann Alder")
    InvitationFactory(group=group, membership=member, accepted_at=at(ON), sent_at=at(ON), invited_by=lead)
    assert events_to("lead@example.org", ON + DAY) == [f"{group.reference}: Ann Alder joined"]


def test_nobody_hears_of_themselves_or_of_a_group_without_support(group, chair):
    own = joins(group, ON, user__email="new@example.org")
    ChairAppointmentFactory(group=group, person=own.person, started_on=ON)
    other = GroupFactory(support_withdrawn_on=ON)
    joins(other, ON)
    assert events_to("new@example.org", ON + DAY) is None
    assert OutgoingMail.objects.filter(kind="duties.digest").count() == 1


def test_who_stopped_digests_hears_nothing_and_weekly_hears_on_monday(group, chair):
    joins(group, ON)
    prefer(user=chair.person.user_id, choices={Urgency.NORMAL: Frequency.WEEKLY})
    assert [bool(events_to("chair@example.org", ON + days * DAY)) for days in range(1, 8)] == [False] * 6 + [True]
    joins(group, ON + 8 * DAY)
    prefer(user=chair.person.user_id, choices={Urgency.NORMAL: Frequency.OFF})
    assert events_to("chair@example.org", ON + 14 * DAY) is None
    assert not Digest.objects.filter(day__gt=ON + 7 * DAY).exists()


@pytest.mark.parametrize("groups", [1, 3])
def test_a_fixed_number_of_statements(db, django_assert_num_queries, groups):
    begin(ON - 60 * DAY)
    for _ in range(groups):
        group = GroupFactory()
        own = joins(group, ON)
        ChairAppointmentFactory(group=group, person=own.person, started_on=ON)
        SubmissionFactory(group=group, kind="proposal", submitted_on=EARLIER, decided_on=ON, outcome="agreed")
        joins(group, ON)
    with django_assert_num_queries(7):
        waiting = Waiting(ON + DAY)
    assert len(waiting.hearers) == 2 * groups


def test_sentences_stand_by_group():
    rows = [
        Event(ON, "TB0002", "Bo joined", "people joined"),
        Event(ON, "TB0001", "Ann joined", "people joined"),
        Event(ON, "TB0001", "Cy joined", "people joined"),
        Event(ON, "TB0001", "Standard: agreed"),
    ]
    assert sentences(rows) == ["TB0001: Standard: agreed", "TB0001: 2 people joined", "TB0002: Bo joined"]


@given(
    days=st.lists(st.integers(0, 40), max_size=20),
    beat=st.sets(st.integers(0, 60)),
    weekly=st.booleans(),
)
def test_each_is_told_once_where_no_more_than_a_week_is_missed(days, beat, weekly):
    """On every day that beat worked a digest goes where there is something to tell."""
    events = [Event(ON + day * DAY, "TB0001", str(number)) for number, day in enumerate(days)]
    digests, heard = set(), []
    for number in range(80):
        on = ON + number * DAY
        if not is_working_day(on) or (number in beat and not weekly and number % 5):
            continue
        now = unread(events, hearer_since=ON, digests=digests, began_on=ON, on=on, weekly=weekly)
        assert not now or not weekly or is_first_of_week(on)
        if now:
            digests.add(on)
            heard += now
    assert sorted(heard) == sorted(events)


def test_what_is_older_is_not_told_for_the_first_time():
    old, new = Event(ON, "TB0001", "old"), Event(ON + timedelta(days=1), "TB0001", "new")
    on = ON + LOOKED_BACK + DAY
    assert unread([old, new], hearer_since=ON, digests=[], began_on=ON, on=on, weekly=False) == [new]
