"""Closing a meeting asks for what is missing; its minutes are agreed by the members, not by the chair alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from conflicts.enums import Measure
from meetings import tasks
from meetings.actions import absences, agreement, attendance, minutes, minutes_answers, motions
from meetings.actions.attendance import Row
from meetings.actions.gaps import gaps_of
from meetings.enums import Check, Mode, Presence
from meetings.models import Attendance, Meeting, Minutes, MinutesAnswer
from meetings.rules.minutes import are_agreed
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import AgendaItemFactory, MeetingFactory, MembershipFactory
from tests.meetings.helpers import CAME, handled, held, opened, user_of, voting_group
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DECLARED = Row(Presence.CAME, Mode.IN_PERSON, Check.DECLARED)
SAID = {
    **{"nature": "financial", "perception": "actual", "description": "Owns a mill.", "by_employment": False},
    **{"organisation": "", "delivers": [], "employs_in_occupation": False, "may_profit": False, "began_on": None},
}


@pytest.fixture
def members():
    return voting_group(4)[1]


@pytest.fixture
def chair(members):
    return user_of(members[0])


@pytest.fixture
def meeting(members):
    return held(members[0].group, members)


def url(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.group_id, meeting.pk, *more])


def show(meeting, chair, **reasons):
    return minutes.show(meeting=meeting, reasons=reasons, by=chair, now=timezone.now())


def fresh(meeting):
    return Minutes.objects.select_related("meeting", "agreed_in").get(meeting=meeting)


def agrees(meeting, member, days=0, **said):
    said = {"agrees": True, "seen": agreement.content_digest(fresh(meeting))} | said
    by, now = user_of(member), timezone.now() + days * DAY
    return minutes_answers.answer(meeting=meeting, **said, by=by, now=now)


def asks(meeting, member, words="It was Leeds.", days=0):
    return agrees(meeting, member, days, agrees=False, text=words)


# --- what is missing -------------------------------------------------------------------------------------------------
def declares(meeting, member, chair):
    rows = {one.person_id: CAME for one in meeting.group.memberships.all()} | {member.person_id: DECLARED}
    return attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=chair, now=timezone.now())


def test_who_declared_something_new_is_on_the_register_or_the_minutes_say_why_not(members, chair, meeting):
    declares(meeting, members[1], chair)
    with pytest.raises(
        Conflict, match=f"{members[1].person.name} declared something new, and it is not on the register"
    ):
        show(meeting, chair)
    [gap] = gaps_of(meeting)
    with pytest.raises(Conflict):
        show(meeting, chair, **{gap.key: "", "declared-0": "Nobody."})

    shown = show(meeting, chair, **{gap.key: "They declare it by Friday."})

    assert shown.reasons == {gap.key: {"words": gap.text, "reason": "They declare it by Friday.", "by": str(chair)}}


def test_what_was_declared_and_is_on_the_register_is_not_missing(members, chair, meeting):
    declares(meeting, members[1], chair)
    kept = Attendance.objects.get(meeting=meeting, person=members[1].person)
    attendance.declare_for(attendance=kept, interests=[SAID], by=chair, now=timezone.now())
    assert gaps_of(meeting) == []


@pytest.mark.parametrize("measure", [Measure.LEAVE_FOR_ITEM, Measure.STEP_DOWN])
def test_who_is_to_leave_for_an_item_and_came_is_recorded_as_out(members, chair, meeting, measure):
    handled(members[1], measure, on=meeting.day)
    handled(members[2], Measure.NO_VOTE, on=meeting.day)  # stays in the room
    item = AgendaItemFactory(meeting=meeting, position=9, subject="proposal")
    AgendaItemFactory(meeting=meeting, position=10)  # nothing is decided
    [gap] = gaps_of(meeting)
    assert (gap.key, gap.href) == (f"out-{item.pk}-{members[1].person_id}", url("item_left", meeting, item.pk))
    with pytest.raises(Conflict, match="is not recorded as out for it"):
        show(meeting, chair)

    absences.set_out(item=item, left={members[1].person_id}, back=set(), recorded=set(), by=chair, now=timezone.now())

    assert gaps_of(meeting) == [] and show(meeting, chair).shown_at


def test_vote_without_its_leavings_needs_them_or_a_reason(members, chair, meeting):
    item = AgendaItemFactory(meeting=meeting, position=9)
    handled(members[1], Measure.LEAVE_FOR_ITEM)  # after the meeting, before the votes
    for on in ({"item": item, "subject": "proposal"}, {"subject": "standard"}):
        motions.close(motion=opened(meeting.group, chair, meeting=meeting, **on), by=chair, now=timezone.now())
    keys = {gap.key: gap for gap in gaps_of(meeting)}
    assert len(keys) == 2 and all(gap.is_explainable for gap in keys.values())
    shown = show(meeting, chair, **dict.fromkeys(keys, "They sat outside; it was not written down."))
    assert shown.reasons.keys() == keys.keys()


def test_closing_leads_to_what_is_missing_and_keeps_what_was_typed(client, members, chair, meeting):
    declares(meeting, members[1], chair)
    item = AgendaItemFactory(meeting=meeting, position=9, subject="proposal")
    handled(members[2], Measure.LEAVE_FOR_ITEM, on=meeting.day)
    client.force_login(chair)
    page = client.get(url("minutes_show", meeting)).content.decode()
    assert url("declare_for", meeting, members[1].person_id) in page and url("item_left", meeting, item.pk) in page
    one, two = (gap.key for gap in gaps_of(meeting))
    refused = client.post(url("minutes_show", meeting), {one: "They declare it by Friday."})
    assert refused.status_code == 422 and "Put it right, or give a reason" in text_of(refused)
    assert "They declare it by Friday." in refused.content.decode() and not Minutes.objects.exists()

    page = text_of(client.post(url("minutes_show", meeting), {one: "By Friday.", two: "By the window."}, follow=True))

    assert "What the record lacks, and why" in page and f"{chair} gave the reason: By the window." in page


# --- agreed by the members -------------------------------------------------------------------------------------------
def test_chair_alone_agrees_nothing(client, members, chair, meeting):
    show(meeting, chair)
    agrees(meeting, members[0])
    tasks.agree_due()
    assert fresh(meeting).agreed_at is None
    client.force_login(chair)
    page = text_of(client.get(url("minutes", meeting)))
    assert "1 of 4 employer members who came agreed them; it takes 3." in page
    assert f"They are agreed after {today() + 5 * DAY:%-d %B %Y}, or before that once everybody has agreed" in page
    assert client.post(url("minutes_agree", meeting), {"people": members[1].person_id}).status_code == 422
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 30 * DAY) is False


def test_minutes_are_agreed_once_all_agreed_and_then_they_and_the_record_stand(members, chair, meeting):
    minutes.write(
        meeting=meeting, notes={"": "A start."}, seen=minutes.minutes_digest(None), by=chair, now=timezone.now()
    )
    motion = opened(meeting.group, chair, meeting=meeting)
    motions.close(motion=motion, by=chair, now=timezone.now())
    show(meeting, chair)
    for member in members[:3]:
        assert agrees(meeting, member).agreed_at is None
    found = agrees(meeting, members[3])
    meeting.refresh_from_db()
    assert (found.state, meeting.minutes_agreed_on, found.agreed_by) == ("agreed", today(), user_of(members[3]))
    assert sorted(found.record["agreement"]["own"]) == sorted(one.person.name for one in members)
    (told,) = found.record["motions"]
    assert (told["result"], told["denominator"]) == ("Lost", 4)
    rows = {members[0].person_id: CAME}
    for act in (
        lambda: minutes.write(meeting=meeting, notes={"": "No."}, seen="", by=chair, now=timezone.now()),
        lambda: agrees(meeting, members[1]),
        lambda: asks(meeting, members[1]),
        lambda: attendance.record(meeting=meeting, rows=rows, competition_statement=True, by=chair, now=timezone.now()),
        lambda: opened(meeting.group, chair, meeting=meeting),
    ):
        with pytest.raises(Conflict):
            act()


def test_more_than_half_agree_by_the_day_and_the_portal_settles_it_after_it(members, chair, meeting, time_machine):
    show(meeting, chair)
    for member in members[:3]:
        agrees(meeting, member)
    time_machine.move_to(timezone.now() + 5 * DAY)
    tasks.agree_due()
    assert fresh(meeting).agreed_at is None
    time_machine.move_to(timezone.now() + DAY)
    tasks.agree_due()
    tasks.agree_due()
    found = fresh(meeting)
    assert (found.agreed_by, found.meeting.minutes_agreed_on) == (None, today())
    assert [one.to for one in OutgoingMail.objects.filter(kind="meetings.minutes_agreed")] == [chair.email]


def test_half_is_not_enough_and_the_next_answer_settles_it_later(members, chair, meeting):
    show(meeting, chair)
    for member in members[:2]:
        agrees(meeting, member)
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 6 * DAY) is False
    assert agrees(meeting, members[2], days=9).agreed_at is not None


def test_correction_keeps_minutes_from_being_agreed_until_a_chair_says_what_became_of_it(members, chair, meeting):
    show(meeting, chair)
    for member in members[:3]:
        agrees(meeting, member)
    asks(meeting, members[3])
    told = OutgoingMail.objects.get(kind="meetings.correction_asked")
    assert told.to == chair.email and "It was Leeds." in told.text
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 9 * DAY) is False
    correction = MinutesAnswer.objects.get(agrees=False)

    said = {"correction": correction, "text": "It was York.", "by": chair}
    minutes_answers.answer_correction(**said, now=timezone.now() + 9 * DAY)

    found = fresh(meeting)
    assert found.agreed_at is not None
    assert found.record["agreement"]["corrections"] == [
        {"name": members[3].person.name, "words": "It was Leeds.", "then": "It was York."}
    ]
    assert OutgoingMail.objects.get(kind="meetings.correction_settled").to == members[3].person.email


def test_who_agreed_other_words_is_asked_again(client, members, chair, meeting):
    show(meeting, chair)
    for member in members[:3]:
        agrees(meeting, member)
    seen = minutes.minutes_digest(fresh(meeting))
    minutes.write(meeting=meeting, notes={"": "Other."}, seen=seen, by=chair, now=timezone.now())
    progress = agreement.progress_of(fresh(meeting), today())
    assert (progress.agreed, progress.outdated) == (set(), {one.person_id for one in members[:3]})
    told = OutgoingMail.objects.filter(kind="meetings.minutes_changed")
    assert sorted(one.to for one in told) == sorted(one.person.email for one in members[1:3])
    with pytest.raises(Conflict, match="changed since you read them"):
        agrees(meeting, members[3], seen="0" * 16)
    client.force_login(user_of(members[1]))
    assert "The minutes have changed since you agreed them." in text_of(client.get(url("minutes", meeting)))
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 9 * DAY) is False


def test_who_did_not_come_and_who_is_no_employer_do_not_agree(members, chair):
    adviser = MembershipFactory(group=members[0].group, adviser=True)
    meeting = held(members[0].group, [*members[:2], adviser], away=members[2:3])
    show(meeting, chair)
    for member in (members[2], members[3], adviser):
        with pytest.raises(PermissionDenied):
            agrees(meeting, member)
    asks(meeting, members[2], "I was there.")
    asks(meeting, adviser, "I spoke, too.")
    with pytest.raises(PermissionDenied):
        asks(meeting, members[3])
    assert MinutesAnswer.objects.count() == 2


# --- in a later meeting ----------------------------------------------------------------------------------------------
def recorded(meeting, later, people, chair, days=0):
    keys, now = [one.person_id for one in people], timezone.now() + days * DAY
    return minutes_answers.record(meeting=meeting, agreed_in=later, people=keys, by=chair, now=now)


def test_later_meeting_agrees_and_names_who_and_who_recorded_it(members, chair):
    meeting = held(members[0].group, members)
    show(meeting, chair)
    later = held(members[0].group, members[:3], away=members[3:])
    recorded(meeting, later, members[:3], chair)
    recorded(meeting, later, members[:3], chair)  # sent twice
    told = OutgoingMail.objects.filter(kind="meetings.agreement_recorded")
    assert sorted(one.to for one in told) == sorted(one.person.email for one in members[1:3])
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 5 * DAY) is False

    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 6 * DAY) is True

    found = fresh(meeting)
    assert (found.agreed_in, found.meeting.minutes_agreed_on) == (later, later.day)
    told = {one["name"]: one["by"] for one in found.record["agreement"]["recorded"]}
    assert told == {one.person.name: str(chair) for one in members[1:3]}


def test_who_is_recorded_as_agreeing_can_say_otherwise_and_keeps_an_answer_of_their_own(members, chair, meeting):
    show(meeting, chair)
    later = held(members[0].group, members[:3])
    asks(meeting, members[1])
    recorded(meeting, later, members[:3], chair)
    assert MinutesAnswer.objects.get(person=members[1].person).agrees is False
    asks(meeting, members[2], "I did not agree.")
    assert agreement.agree_if_due(minutes=fresh(meeting), now=timezone.now() + 20 * DAY) is False


def test_only_employers_who_came_to_a_later_meeting_are_recorded_as_agreeing(members, chair, meeting):
    show(meeting, chair)
    later = held(members[0].group, members[:2], away=members[2:3])
    elsewhere = held(*voting_group(2))
    earlier = MeetingFactory(group=meeting.group, held_on=meeting.day - DAY)
    for place, people in ((later, members[2:3]), (later, []), (elsewhere, members[:1]), (earlier, members[:1])):
        with pytest.raises(Conflict):
            recorded(meeting, place, people, chair)
    with pytest.raises(Conflict):
        recorded(meeting, meeting, members[:2], chair)
    assert not MinutesAnswer.objects.exists()


# --- pages -----------------------------------------------------------------------------------------------------------
def test_member_is_asked_on_the_first_page_agrees_and_is_named(client, members, chair, meeting):
    show(meeting, chair)
    client.force_login(user_of(members[1]))
    assert "Minutes to agree" in text_of(client.get(reverse("home")))
    form = client.get(url("minutes_answer", meeting)).context["form"]
    page = client.post(url("minutes_answer", meeting), {"answer": "no", "seen": form["seen"].value()})
    assert page.status_code == 422 and "Enter what is to be corrected" in text_of(page)
    page = client.post(url("minutes_answer", meeting), {"answer": "yes", "seen": form["seen"].value()}, follow=True)
    assert "You agreed these minutes." in text_of(page)
    assert f"Agreed {members[1].person.name}" in text_of(page)
    assert "Minutes to agree" not in text_of(client.get(reverse("home")))


def test_chair_says_on_a_page_what_became_of_a_correction(client, members, chair, meeting):
    show(meeting, chair)
    asks(meeting, members[1])
    client.force_login(chair)
    correction = MinutesAnswer.objects.get()
    assert "Say what became of it" in text_of(client.get(url("minutes", meeting)))
    page = url("minutes_correction", meeting, correction.pk)
    assert client.post(page, {"words": " "}).status_code == 422
    assert "Corrected." in text_of(client.post(page, {"words": "Corrected."}, follow=True))
    assert client.get(page).status_code == 409
    assert client.get(url("minutes_correction", meeting, 0)).status_code == 404


def test_chair_records_on_a_page_who_agreed_in_a_later_meeting(client, members, chair, meeting):
    show(meeting, chair)
    client.force_login(chair)
    assert "No later meeting is recorded" in text_of(client.get(url("minutes_agree", meeting)))
    later = held(members[0].group, members[:3], away=members[3:])
    page = text_of(client.get(url("minutes_agree", meeting)))
    assert members[2].person.name in page and members[3].person.name not in page
    answer = {"people": [one.person_id for one in members[:3]]}
    page = text_of(client.post(url("minutes_agree", meeting) + f"?in={later.pk}", answer, follow=True))
    assert f"{members[1].person.name}, in the meeting of {later.day:%-d %B %Y}, as {chair} recorded" in page
    client.force_login(user_of(members[1]))
    assert f"{chair} recorded that you agreed them" in text_of(client.get(url("minutes", meeting)))


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_shown_minutes_takes_as_many_statements_however_many_answer(
    client, members, chair, meeting, count, django_assert_num_queries
):
    show(meeting, chair)
    for member in members[1 : count + 1]:
        asks(meeting, member)
    client.force_login(chair)
    with django_assert_num_queries(20):
        page = text_of(client.get(url("minutes", meeting)))
    assert page.count("It was Leeds.") == count
    assert Meeting.objects.count() == 1


# --- the rule --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "agreed", "corrections", "is_over", "expected"),
    [
        (4, 3, 0, True, True),
        (4, 2, 0, True, False),  # half is not more than half
        (4, 3, 0, False, False),
        (4, 4, 0, False, True),
        (4, 4, 1, True, False),
        (1, 1, 0, False, False),  # nobody alone in the minute in which they are shown
        (1, 1, 0, True, True),
        (0, 0, 0, True, False),
    ],
)
def test_when_minutes_are_agreed(asked, agreed, corrections, is_over, expected):
    people = range(asked)
    found = are_agreed(asked=people, agreed=[*people][:agreed], corrections=corrections, is_over=is_over)
    assert found is expected
    assert are_agreed(asked=people, agreed=range(100, 120), corrections=0, is_over=True) is False
