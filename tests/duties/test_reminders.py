"""Reminders: written with a duty, moved and cancelled with it, sent once to whoever answers for it then."""

import pytest
from django.urls import reverse

from accounts.enums import OfficialRole
from duties.actions.reminding import Seats
from duties.models import DigestLine, Duty, Extension, Reminder, ReminderStart
from groups.models import Group, Justification, Query
from portal.links import absolute
from portal.models import OutgoingMail
from tests.duties.reminded import DAY, ON, assess, at, begin, mails, outcomes, remind
from tests.factories import (
    AbsenceFactory,
    ChairAppointmentFactory,
    GroupFactory,
    GroupOfficialFactory,
    InvitationFactory,
    JustificationFactory,
    MeetingFactory,
    MembershipFactory,
    OfficialFactory,
    PersonFactory,
    QueryFactory,
    RouteOfficialFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    begin(ON - 60 * DAY)
    group = GroupFactory(first_contact_on=ON - 28 * DAY)
    RouteOfficialFactory(route=group.occupation.route, user__email="rm@example.org", started_on=group.first_contact_on)
    RouteOfficialFactory(
        route=group.occupation.route,
        user__official_role=OfficialRole.ASSURANCE_MANAGER,
        started_on=group.first_contact_on,
    )
    return group


@pytest.fixture
def manager(group):
    row = GroupOfficialFactory(group=group, user__email="pm@example.org", started_on=group.first_contact_on)
    return row.user


def chair(group, email, started_on=ON - 20 * DAY):
    person = PersonFactory(user__email=email)
    MembershipFactory(group=group, person=person, started_on=started_on)
    ChairAppointmentFactory(group=group, person=person, started_on=started_on)
    return person


def asked(group, on=ON, **fields):
    """An urgent duty of the product manager, due five working days later."""
    return QueryFactory(group=group, asked_at=at(on), due_on=on + 7 * DAY, **fields)


def test_steps_are_written_with_the_duty_and_the_beginning_was_said(group, manager):
    asked(group)
    assess(group, ON)
    assert outcomes("query.answer") == [("opens", ""), ("ahead", ""), ("overdue", ""), ("escalated", "")]
    remind(ON)
    assert outcomes("query.answer")[0] == ("opens", "announced")  # the question itself was a mail
    assert not [to for _, to in mails() if to == manager.email]


def test_an_invitation_to_somebody_new_is_no_duty_of_the_chairs(group, manager):
    """The invitation itself is the mail; until it is answered nobody else hears of it."""
    leader = chair(group, "chair@example.org")
    InvitationFactory(group=group, invited_at=at(ON), email="new@example.org")
    assess(group, ON)
    remind(ON)
    duty = Duty.objects.get(code="invitation.answer")
    assert Seats([duty], ON).addressees(duty) == ("inew@example.org",)
    assert not DigestLine.objects.filter(reminder__duty=duty).exists()
    PersonFactory(user=None, name="New", email="new@example.org")
    assess(group, ON + DAY)
    duty = Duty.objects.get(code="invitation.answer")
    assert Seats([duty], ON).addressees(duty) == (f"p{duty.person_id}",) != (f"p{leader.pk}",)


def test_what_is_urgent_is_mailed_at_once_and_every_step_once(group, manager):
    asked(group)
    assess(group, ON)
    remind(ON)
    for on in (ON + 4 * DAY, ON + 4 * DAY):  # the Friday before it is due
        remind(on)
    [(subject, _)] = [mail for mail in mails() if mail[1] == manager.email]
    assert subject == f"{group.reference}: Answer the group, by 9 March 2026"
    remind(ON + 8 * DAY)
    assert mails()[-1] == (f"Overdue: {group.reference}: Answer the group", manager.email)
    assert outcomes("query.answer")[-1] == ("overdue 2", "")
    assert remind(ON + 9 * DAY) == 0


def test_what_is_less_urgent_waits_for_a_digest_of_its_reader(group, manager):
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    remind(ON)
    [line] = DigestLine.objects.filter(reminder__duty__code="justification.decide")
    assert (line.user, line.person, line.reminder.outcome) == (manager, None, "listed")
    assert not [mail for mail in mails() if mail[1] == manager.email]


def test_of_several_steps_past_at_once_the_newest_goes(group, manager):
    asked(group)
    assess(group, ON)
    remind(ON + 60 * DAY)
    sent = dict(outcomes("query.answer"))
    assert {step: sent[step] for step in ("opens", "ahead", "overdue", "escalated")} == {
        "opens": "overtaken",
        "ahead": "overtaken",
        "overdue": "mailed",
        "escalated": "mailed",
    }
    assert [to for _, to in mails()].count(manager.email) == 1
    upcoming = Reminder.objects.get(duty__code="query.answer", outcome="")
    assert upcoming.due_at > at(ON + 60 * DAY) and upcoming.step.startswith("overdue ")


def test_a_moved_day_cancels_what_was_not_sent_and_writes_new_steps(group, manager):
    query = asked(group)
    assess(group, ON)
    remind(ON)
    until = ON + 21 * DAY
    Extension.objects.create(
        group=group,
        code="query.answer",
        subject=f"query/{query.pk}",
        advised_on=ON + DAY,
        advised_at=at(ON + DAY),
        until=until,
        reason="We wait for another department",
    )
    assess(group, ON + DAY)
    moved = Reminder.objects.filter(duty__code="query.answer")
    assert set(moved.filter(due_on=ON + 7 * DAY).values_list("step", "outcome")) == {
        ("opens", "announced"),
        ("ahead", "cancelled"),
        ("overdue", "cancelled"),
        ("escalated", "cancelled"),
    }
    assert set(moved.filter(due_on=until).values_list("step", "outcome")) == {
        ("ahead", ""),
        ("overdue", ""),
        ("escalated", ""),
    }
    Extension.objects.all().delete()  # the day comes back, and with it what was cancelled
    assess(group, ON + 2 * DAY)
    assert set(moved.filter(outcome="").values_list("step", "due_on")) == {
        (step, ON + 7 * DAY) for step in ("ahead", "overdue", "escalated")
    }


def test_an_ended_duty_is_spoken_of_no_more_and_an_undone_end_brings_it_back(group, manager):
    asked_for = JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    remind(ON)
    Justification.objects.filter(pk=asked_for.pk).update(accepted_on=ON + DAY, decided_by=UserFactory())
    assess(group, ON + DAY)
    assert set(outcomes("justification.decide")) == {
        ("opens", "listed"),
        ("overdue", "cancelled"),
        ("escalated", "cancelled"),
    }
    Justification.objects.filter(pk=asked_for.pk).update(accepted_on=None, decided_by=None)
    assess(group, ON + 2 * DAY)
    assert dict(outcomes("justification.decide")) == {"opens": "listed", "overdue": "", "escalated": ""}


def test_what_ended_a_moment_ago_is_not_sent(group, manager):
    """Before the sweep: the sender asks the row itself."""
    asked(group)
    assess(group, ON)
    Duty.objects.filter(code="query.answer").update(ended_on=ON, ended_by="done")
    remind(ON + 60 * DAY)
    assert {outcome for _, outcome in outcomes("query.answer")} == {"cancelled"}
    assert not [mail for mail in mails() if "Answer the group" in mail[0]]


def test_a_group_whose_support_is_withdrawn_is_left_in_peace(group, manager):
    chair(group, "chair@example.org")
    asked(group)
    assess(group, ON)
    Group.objects.filter(pk=group.pk).update(support_withdrawn_on=ON + DAY)
    remind(ON + 60 * DAY)
    assert (mails(), DigestLine.objects.count()) == ([], 0)


def test_who_answers_is_asked_as_it_is_sent(group, manager):
    asked(group)
    assess(group, ON)
    cover = OfficialFactory(official_role=OfficialRole.PRODUCT_MANAGER, email="cover@example.org")
    AbsenceFactory(user=manager, cover=cover, first_day=ON + 4 * DAY, last_day=ON + 5 * DAY, recorded_on=ON)
    remind(ON)
    remind(ON + 4 * DAY)
    assert [to for subject, to in mails() if "Answer the group" in subject] == [cover.email]
    remind(ON + 8 * DAY)
    assert mails()[-1][1] == manager.email  # who is back


def test_both_chairs_hear(group, manager):
    for email in ("ada@example.org", "alan@example.org"):
        chair(group, email)
    MeetingFactory(group=group, planned_on=ON, held_on=ON, declarations_checked=False)
    assess(group, ON)
    remind(ON)
    assert {to for subject, to in mails() if "check for declarations" in subject} == {
        "ada@example.org",
        "alan@example.org",
    }


def test_overdue_for_long_the_next_in_line_hears_once(group, manager):
    asked(group)
    assess(group, ON)
    for days in range(40):
        remind(ON + days * DAY)
    escalated = [mail for mail in mails() if mail[1] == "rm@example.org" and "Answer the group" in mail[0]]
    assert len(escalated) == 1
    row = Reminder.objects.get(duty__code="query.answer", step="escalated")
    assert (row.outcome, row.escalated_user.email) == ("mailed", "rm@example.org")
    # whoever answers is led to the question, who only hears of it to what is due of the group
    asked_page, groups_page = group.queries.get().get_absolute_url(), reverse("duties:group", args=[group.pk])
    for to, page in ((manager.email, asked_page), ("rm@example.org", groups_page)):
        last = OutgoingMail.objects.filter(kind="duties.reminder", to=to, subject__contains="Answer the group").last()
        assert f"\n{absolute(page)}\n" in last.text
    [overdue] = Duty.objects.filter(code="query.answer").with_escalation()
    assert overdue.escalated_to == row.escalated_user.name


def test_nobody_hears_what_came_due_before_reminders_began(group, manager):
    """As an upgrade of a database with history does it: every duty is new to the store."""
    begin(ON + 60 * DAY, hour=10)
    chair(group, "chair@example.org")
    asked(group)
    JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON + 60 * DAY)
    remind(ON + 60 * DAY, hour=23)
    assert (mails(), DigestLine.objects.count()) == ([], 0)
    assert not {"opens", "ahead", "overdue", "escalated"} & dict(outcomes("query.answer")).keys()
    upcoming = Reminder.objects.get(duty__code="query.answer", outcome="")
    assert upcoming.due_at > at(ON + 60 * DAY)
    remind(ON + 70 * DAY)  # and from then on they hear as everybody does
    assert (f"Overdue: {group.reference}: Answer the group", manager.email) in mails()


@pytest.mark.parametrize("is_said", [False, True])
def test_what_the_former_task_said_on_the_day_of_the_upgrade_is_not_said_again(group, manager, is_said):
    """It worked from midnight; a reminder goes at seven."""
    begin(ON + 4 * DAY, hour=3)
    asked(group, reminded_at=at(ON + 4 * DAY, 1) if is_said else None)
    assess(group, ON + 4 * DAY)
    assert dict(outcomes("query.answer"))["ahead"] == ("overtaken" if is_said else "")
    assert dict(outcomes("query.answer"))["overdue"] == ""


@pytest.mark.parametrize("is_said", [False, True])
def test_of_details_that_were_asked_for_on_that_day_likewise(group, is_said):
    confirmed = ON - 366 * DAY
    begin(ON, hour=3)
    Group.objects.filter(pk=group.pk).update(
        first_contact_on=confirmed - 90 * DAY,
        membership_approved_on=confirmed - 60 * DAY,
        details_confirmed_on=confirmed,
        details_overdue_told_on=ON if is_said else None,
    )
    assess(group, ON)
    assert dict(outcomes("details.confirm"))["overdue"] == ("overtaken" if is_said else "")


def test_without_a_beginning_everything_is_told(group, manager):
    ReminderStart.objects.all().delete()
    asked(group)
    assess(group, ON + 60 * DAY)
    remind(ON + 60 * DAY)
    assert (f"Overdue: {group.reference}: Answer the group", manager.email) in mails()


def test_an_unknown_answerer_is_no_error(group):
    """Nobody leads the group: the route manager appoints; with nobody at all the step is quiet."""
    group.occupation.route.officials.all().delete()
    asked(group)
    assess(group, ON)
    remind(ON + 8 * DAY)
    assert dict(outcomes("query.answer"))["overdue"] == "quiet"
    assert Query.objects.exists() and mails() == []


@pytest.mark.parametrize("count", [1, 3])
def test_many_duties_cost_few_statements(group, manager, count, django_assert_max_num_queries):
    for _ in range(count):
        JustificationFactory(group=group, asked_at=at(ON))
    assess(group, ON)
    with django_assert_max_num_queries(16):
        remind(ON)
