"""Flags: opened and closed with the answer, told of once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from duties.models import DigestLine, Duty
from duties.rules.texts import what
from groups.models import Group, WorkPlan
from guidance.duties.groups import group_answer
from members.models import ChairAppointment
from oversight import emails
from oversight.actions import store, sweep
from oversight.models import RiskFlag
from portal.models import OutgoingMail, UnreachableAddress
from proposals.models import Submission
from tests.duties.reminded import begin, remind
from tests.factories import ConcernFactory, EnquiryFactory, GroupOfficialFactory, MitigationFactory, WorkPlanFactory
from tests.oversight.dossier import load
from tests.oversight.sample import dossier

DUE = date(2026, 5, 1)
DAY = timedelta(days=1)
WATCHED, LATE = DUE - 28 * DAY, DUE + DAY
PROPOSAL = "risk.proposal_late"
WRITES = ("INSERT", "UPDATE", "DELETE", "COPY")


@pytest.fixture
def group(db):
    """Meets every rule; its proposal is due on DUE. It has a chair and a product manager."""
    group = load(dossier(10, first_contact_on="2025-11-01")).group
    person = ChairAppointment.objects.get(group=group).person
    person.email, person.name = "chair@example.org", "Chair One"
    person.save()
    lead = GroupOfficialFactory(group=group, started_on=date(2025, 11, 1), user__email="manager@example.org")
    lead.user.name = "Manager One"
    lead.user.save()
    return group


def assessed_on(group, on):
    Group.objects.filter(pk=group.pk).update(changed_at=timezone.now())
    assert store([group_answer(group.pk, on)])


def flags(group, risk=PROPOSAL):
    rows = RiskFlag.objects.filter(group=group, risk=risk)
    return list(rows.values_list("level", "due_on", "opened_on", "closed_on"))


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("to", "subject"))


def writes(run):
    """How many statements of the run change rows."""
    with CaptureQueriesContext(connection) as asked:
        run()
    return [one["sql"] for one in asked if one["sql"].lstrip().startswith(WRITES)]


# --- rows ------------------------------------------------------------------------------------------------------------
def test_a_flag_opens_worsens_and_closes_on_its_days(group):
    assessed_on(group, WATCHED - DAY)
    assert flags(group) == []
    assessed_on(group, WATCHED)
    assert flags(group) == [("watch", DUE, WATCHED, None)]
    assessed_on(group, LATE)
    assert flags(group) == [("watch", DUE, WATCHED, LATE), ("at_risk", DUE, LATE, None)]
    Submission.objects.filter(group=group, kind="proposal").update(submitted_on=LATE)
    assessed_on(group, LATE + 2 * DAY)
    assert flags(group) == [("watch", DUE, WATCHED, LATE), ("at_risk", DUE, LATE, LATE + 2 * DAY)]


def test_a_flag_that_stays_keeps_its_day_and_follows_its_details(group):
    Submission.objects.filter(group=group, kind="proposal").update(
        submitted_on=WATCHED, decided_on=WATCHED, outcome="agreed"
    )
    assessed_on(group, WATCHED)
    assert flags(group, "risk.standard_late") == [("watch", None, WATCHED, None)]
    WorkPlanFactory(group=group, agreed_on=WATCHED, standard_due_on=DUE)
    assessed_on(group, WATCHED + DAY)
    assert flags(group, "risk.standard_late") == [("watch", DUE, WATCHED, None)]
    assert RiskFlag.objects.get(group=group, closed_on=None, risk="risk.standard_late").args == {}
    WorkPlan.objects.filter(group=group).update(standard_due_on=DUE + 10 * DAY)
    assessed_on(group, WATCHED + 20 * DAY)
    assert flags(group, "risk.standard_late") == [("watch", DUE + 10 * DAY, WATCHED + 10 * DAY, None)]


def test_a_mitigation_is_a_level_of_its_own_until_it_ends(group):
    assessed_on(group, LATE)
    MitigationFactory(group=group, accepted_on=LATE + DAY, until=LATE + 5 * DAY)
    assessed_on(group, LATE + DAY)
    assessed_on(group, LATE + 6 * DAY)
    assert [(level, opened) for level, _, opened, _ in flags(group)] == [
        ("at_risk", LATE),
        ("mitigated", LATE + DAY),
        ("at_risk", LATE + 6 * DAY),
    ]
    assert RiskFlag.objects.open().count() == 1


def test_while_time_alone_passes_nothing_is_written(group):
    """Days left and the forecast's last day move with each day, and are told from what is stored."""
    ConcernFactory(group=group, opened_on=WATCHED)
    Group.objects.filter(pk=group.pk).update(membership_approved_on=WATCHED)
    leaver = group.memberships.first()
    leaver.ended_on = WATCHED + 60 * DAY
    leaver.save()
    first = writes(lambda: sweep([group.pk], on=WATCHED))
    assert {flag.risk for flag in RiskFlag.objects.open()} == {
        PROPOSAL,
        "risk.quality",
        "risk.representation_lost",
    }
    assert any("oversight_riskflag" in sql for sql in first)
    assert writes(lambda: sweep(range(group.pk, group.pk + 1), on=WATCHED)) == []
    for on in (WATCHED + DAY, WATCHED + 9 * DAY):  # duties begin and end with the days
        later = writes(lambda on=on: sweep(range(group.pk, group.pk + 1), on=on))
        assert not any("oversight_riskflag" in sql or "oversight_finding" in sql for sql in later)


def test_a_change_of_findings_alone_leaves_the_flags_alone(group):
    assessed_on(group, WATCHED)
    Group.objects.filter(pk=group.pk).update(charges_fee=True, changed_at=timezone.now())
    statements = writes(lambda: sweep([group.pk], on=WATCHED))
    assert statements and not any("oversight_riskflag" in sql or "outgoingmail" in sql for sql in statements)


# --- mail ------------------------------------------------------------------------------------------------------------
def test_mail_goes_to_the_chair_when_it_opens_and_when_it_worsens(group):
    assessed_on(group, WATCHED)
    soon = f"{group.reference}: the occupation proposal is due soon"
    assert mails() == [("chair@example.org", soon)]
    assessed_on(group, LATE)
    late = f"{group.reference}: the occupation proposal is late"
    assert mails()[1:] == [("chair@example.org", late)]


def test_the_manager_hears_of_each_level_once_in_the_digest_and_of_which_risk(group):
    begin(WATCHED - 30 * DAY)
    manager = User.objects.get(email="manager@example.org")
    for on in (WATCHED, LATE):
        assessed_on(group, on)
        remind(on)
    lines = DigestLine.objects.filter(user=manager, reminder__duty__code="risk.look").order_by("pk")
    assert [(line.reminder.duty.since, line.reminder.step) for line in lines] == [(WATCHED, "opens"), (LATE, "opens")]
    duty = Duty.objects.open(LATE).get(code="risk.look")
    assert what(duty) == "Look at a risk, and say what is done: occupation proposal late"
    assert not OutgoingMail.objects.filter(to=manager.email).exists()


@pytest.mark.parametrize("number", [1, 4])
def test_flags_of_many_groups_are_told_in_few_statements(group, number, django_assert_max_num_queries):
    groups = [group, *(EnquiryFactory(accepted=True).group for _ in range(number - 1))]
    risk = {"risk": PROPOSAL, "level": "at_risk", "due_on": DUE}
    flags = [RiskFlag(group=one, opened_on=LATE, assessed_on=LATE, **risk) for one in groups]
    with django_assert_max_num_queries(5):
        emails.flags_opened(flags, groups, LATE)
    emails.flags_opened(flags, groups, LATE)  # and each of it once
    assert len(mails()) == number


def test_an_address_that_takes_no_mail_gets_none(group):
    UnreachableAddress.objects.create(address="chair@example.org", since=timezone.now())
    assessed_on(group, WATCHED)
    assert OutgoingMail.objects.get(to="chair@example.org").state == "withheld"


def test_mail_says_what_happened_what_to_do_by_when_and_why(group):
    assessed_on(group, WATCHED)
    text = OutgoingMail.objects.get(to="chair@example.org").text
    assert text.startswith("Hello Chair One,\n")
    assert "The occupation proposal is due soon. Due on 1 May 2026, 28 days left." in text
    assert "What to do: Have the employers agree the occupation proposal, and submit it." in text
    assert "By when: 1 May 2026." in text
    assert "within 6 months of contacting us" in text
    assert text.count("http") == 1 and f"/groups/{group.pk}/#risks" in text


def test_what_is_late_is_asked_for_as_soon_as_possible(group):
    assessed_on(group, LATE)
    text = OutgoingMail.objects.get(to="chair@example.org").text
    assert "Was due on 1 May 2026, 1 day ago." in text
    assert "By when: as soon as possible; the last day was 1 May 2026." in text


def test_what_is_mitigated_or_gets_better_is_no_news(group):
    assessed_on(group, LATE)
    MitigationFactory(group=group, accepted_on=LATE + DAY, until=LATE + 5 * DAY)
    assessed_on(group, LATE + DAY)
    assert len(mails()) == 1
    assessed_on(group, LATE + 6 * DAY)  # the mitigation has ended
    assert len(mails()) == 2
    Group.objects.filter(pk=group.pk).update(first_contact_on=date(2025, 11, 20))  # put right: due later, still watched
    assessed_on(group, LATE + 7 * DAY)
    assert RiskFlag.objects.open().get(group=group, risk=PROPOSAL).level == "watch"
    assert len(mails()) == 2


def test_a_flag_that_comes_and_goes_within_a_day_is_told_once(group):
    concern = ConcernFactory(group=group, opened_on=WATCHED - DAY)
    for closed_on in (None, WATCHED - DAY, None):
        type(concern).objects.filter(pk=concern.pk).update(closed_on=closed_on)
        assessed_on(group, WATCHED - DAY)
    assert len(flags(group, "risk.quality")) == 2
    assert len(mails()) == 1


def test_without_a_chair_whoever_sent_the_enquiry_hears_of_it(group):
    ChairAppointment.objects.filter(group=group).delete()
    enquiry = EnquiryFactory(accepted=True, group=group)
    assessed_on(group, WATCHED)
    assert [to for to, _ in mails()] == [enquiry.user.email]
