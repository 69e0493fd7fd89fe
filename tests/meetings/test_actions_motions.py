"""A motion is opened, voted on and closed: who counts, what stands, and what each says when it is out of order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conflicts.enums import Measure
from meetings import tasks
from meetings.actions import absences, motions, votes
from meetings.enums import Choice, Result, Threshold
from meetings.models import Motion, Vote
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    AgendaItemFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    MotionFactory,
    PersonFactory,
    UserFactory,
)
from tests.meetings.helpers import handled, held, opened, user_of, voting_group

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def later(days=0):
    return timezone.now() + timedelta(days=days)


def cast(motion, member, choice=Choice.FOR, **when):
    return votes.cast(motion=motion, choice=choice, by=user_of(member), now=later(**when))


# --- opening ---------------------------------------------------------------------------------------------------------
def test_motion_by_correspondence_is_mailed_to_voters_alone():
    group, members = voting_group(4)
    MembershipFactory(group=group, adviser=True)
    handled(members[2])
    MembershipFactory(group=group, ended_on=today())

    motion = opened(group, user_of(members[0]))

    written_to = set(OutgoingMail.objects.filter(kind="meetings.motion_opened").values_list("to", flat=True))
    assert written_to == {members[n].person.email for n in (0, 1, 3)}
    assert (motion.is_open, motion.remind_on) == (True, today() + 5 * DAY)
    assert motion.history.get().history_change_reason == "Motion opened"


def test_motion_in_a_meeting_is_not_mailed():
    group, members = voting_group(2)
    opened(group, user_of(members[0]), meeting=held(group, members))
    assert not OutgoingMail.objects.filter(kind="meetings.motion_opened").exists()


@pytest.mark.parametrize("days", [-1, 0, 4])
def test_vote_by_correspondence_has_five_days_of_notice_at_least(days):
    group, members = voting_group(2)
    with pytest.raises(Conflict, match="or later, so that everybody hears of it"):
        opened(group, user_of(members[0]), closes_on=today() + days * DAY)
    assert not Motion.objects.exists() and not OutgoingMail.objects.exists()
    assert opened(group, user_of(members[0]), closes_on=today() + 5 * DAY).remind_on == today() + 3 * DAY


def test_quorum_is_at_least_half_of_who_may_vote_whether_or_not_they_came():
    group, members = voting_group(7)
    handled(members[6])  # barred, and so in no count
    meeting = held(group, members[:3], away=members[3:6])
    for terms in ({}, {"meeting": meeting}):
        with pytest.raises(Conflict, match="At least 3 voters must take part"):
            opened(group, user_of(members[0]), quorum=2, **terms)
        assert opened(group, user_of(members[0]), quorum=3, **terms).is_open
    left = opened(group, user_of(members[0]), meeting=meeting, item=item_that_two_left(meeting, members), quorum=2)
    assert left.quorum == 2


def item_that_two_left(meeting, members):
    item = AgendaItemFactory(meeting=meeting, position=9)
    gone = {one.person_id for one in members[1:3]}
    absences.set_out(item=item, left=gone, back=set(), recorded=set(), by=user_of(members[0]), now=later())
    return item


def test_second_motion_on_a_subject_waits_for_the_first():
    group, members = voting_group(2)
    first = opened(group, user_of(members[0]), subject="proposal")

    with pytest.raises(Conflict) as refused:
        opened(group, user_of(members[0]), subject="proposal")

    assert refused.value.next_href == first.get_absolute_url()
    opened(group, user_of(members[0]), subject="standard")
    assert Motion.objects.count() == 2


def test_motion_is_not_opened_out_of_time():
    group, members = voting_group(2)
    planned = MeetingFactory(group=group, held_on=None, planned_on=today())
    imported = MeetingFactory(group=group)  # nobody's attendance is known
    elsewhere = held(*voting_group(1))
    for terms in (
        {"meeting": planned},
        {"meeting": imported},
        {"meeting": elsewhere},
    ):
        with pytest.raises(Conflict):
            opened(group, user_of(members[0]), **terms)
    assert not Motion.objects.exists()


# --- voting ----------------------------------------------------------------------------------------------------------
def test_vote_is_cast_once_and_changed_until_the_motion_closes():
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]))

    cast(motion, members[1], Choice.AGAINST)
    cast(motion, members[1], Choice.FOR)
    cast(motion, members[1], Choice.FOR)  # sent twice

    vote = Vote.objects.get()
    assert (vote.choice, vote.is_own, vote.recorded_by) == (Choice.FOR, True, user_of(members[1]))
    assert vote.history.count() == 2


def nobody_of_the_group(group, members):
    return UserFactory()


def adviser(group, members):
    return user_of(MembershipFactory(group=group, adviser=True))


def facilitator(group, members):
    return user_of(MembershipFactory(group=group, facilitator=True))


def former(group, members):
    return user_of(MembershipFactory(group=group, ended_on=today()))


def declined(group, members):
    return user_of(MembershipFactory(group=group, approval="declined"))


def of_another_group(group, members):
    return user_of(MembershipFactory())


def barred(group, members):
    handled(members[1])
    return user_of(members[1])


def barred_from_the_subject(group, members):
    handled(members[1], Measure.LEAVE_FOR_ITEM, subjects=["proposal", "standard"])
    return user_of(members[1])


def asked_to_step_down(group, members):
    handled(members[0], Measure.STEP_DOWN)
    return user_of(members[0])


NO_VOTERS = [
    *(nobody_of_the_group, adviser, facilitator, former, declined, of_another_group),
    *(barred, barred_from_the_subject, asked_to_step_down),
]


@pytest.mark.parametrize("whom", NO_VOTERS)
def test_vote_of_no_voter_is_refused(whom):
    group, members = voting_group(3)
    motion = opened(group, user_of(members[0]), subject="proposal")
    user = whom(group, members)

    with pytest.raises(Conflict, match="No vote is recorded"):
        votes.cast(motion=motion, choice=Choice.FOR, by=user, now=later())

    assert not Vote.objects.exists()


@pytest.mark.parametrize("whom", NO_VOTERS[1:])
def test_chair_cannot_record_a_vote_of_no_voter(whom):
    group, members = voting_group(3)
    motion = opened(group, user_of(members[0]), subject="proposal", meeting=held(group, members))
    person = whom(group, members).person

    with pytest.raises(Conflict, match=person.name):
        votes.record(
            motion=motion,
            choices={members[2].person_id: Choice.FOR, person.pk: Choice.FOR},
            by=user_of(members[0]),
            now=later(),
        )

    assert not Vote.objects.exists()


def test_handling_that_bars_from_nothing_or_from_another_subject_or_of_an_ended_interest_bars_nobody():
    group, members = voting_group(4)
    handled(members[1], Measure.NONE)
    handled(members[2], subjects=["standard"])
    handled(members[3], ended_on=today())
    motion = opened(group, user_of(members[0]), subject="proposal")

    for member in members:
        cast(motion, member)

    assert Vote.objects.count() == 4


def test_by_correspondence_nobody_votes_for_another():
    group, members = voting_group(3)
    MembershipFactory(group=group, person=PersonFactory(user=None))  # who has no account does not vote, either
    motion = opened(group, user_of(members[0]))
    for member in group.memberships.all():
        with pytest.raises(Conflict, match="everybody casts their own vote"):
            record(motion, members[0], [member])
    assert not Vote.objects.exists()


def record(motion, chair, members, choice=Choice.FOR):
    choices = {member.person_id: choice for member in members}
    return votes.record(motion=motion, choices=choices, by=user_of(chair), now=later())


def test_who_recorded_votes_of_others_stands_in_the_result_and_they_are_told():
    group, members = voting_group(4)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    cast(motion, members[1])

    record(motion, members[0], members)
    record(motion, members[0], members)  # sent twice

    told = OutgoingMail.objects.filter(kind="meetings.vote_recorded")
    assert sorted(told.values_list("to", flat=True)) == sorted(one.person.email for one in members[2:])
    assert f"{user_of(members[0])} has recorded that you voted" in told[0].text and ": for." in told[0].text
    voters = motions.close(motion=motion, by=user_of(members[0]), now=later()).outcome["voters"]
    assert {one["person"]: one["recorded_by"] for one in voters} == {
        members[0].person_id: "",  # the chair's own vote is her own, whatever the form
        members[1].person_id: "",
        members[2].person_id: str(user_of(members[0])),
        members[3].person_id: str(user_of(members[0])),
    }


def test_chair_records_votes_and_leaves_alone_who_voted_themselves():
    group, members = voting_group(3)
    motion = opened(group, user_of(members[0]), meeting=held(group, members))
    cast(motion, members[1], Choice.AGAINST)

    choices = {member.person_id: Choice.FOR for member in members[1:]}
    kept = votes.record(motion=motion, choices=choices, by=user_of(members[0]), now=later())

    assert kept == [members[1].person.name]
    assert dict(Vote.objects.values_list("person", "choice")) == {
        members[1].person_id: Choice.AGAINST,
        members[2].person_id: Choice.FOR,
    }
    cast(motion, members[2], Choice.ABSTAIN)  # theirs to change
    vote = Vote.objects.get(person=members[2].person)
    assert (vote.choice, vote.is_own, vote.recorded_by) == (Choice.ABSTAIN, True, user_of(members[2]))


def test_last_day_for_votes_is_a_day_for_votes():
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]))
    cast(motion, members[0], days=7)
    with pytest.raises(Conflict, match="last day for votes is past"):
        cast(motion, members[1], days=8)
    with pytest.raises(Conflict, match="last day for votes is past"):
        motions.withdraw(motion=motion, reason="Too late.", by=user_of(members[0]), now=later(days=8))


def test_in_a_meeting_only_who_is_there_votes():
    group, members = voting_group(4)
    meeting = held(group, members[:2], away=[members[2]])
    motion = opened(group, user_of(members[0]), meeting=meeting)

    cast(motion, members[1])
    for member, why in ((members[2], "sent apologies"), (members[3], "is not recorded as present")):
        with pytest.raises(Conflict, match=why):
            cast(motion, member)


def test_who_left_for_the_item_is_not_counted_and_who_voted_cannot_leave():
    group, members = voting_group(4)
    motion = opened(group, user_of(members[0]), meeting=held(group, members), quorum=3)
    cast(motion, members[1])

    gone = [members[2].person_id, members[3].person_id]
    votes.set_left(motion=motion, left=gone, recorded=[], by=user_of(members[0]), now=later())
    votes.set_left(motion=motion, left=[members[3].person_id], recorded=gone, by=user_of(members[0]), now=later())
    with pytest.raises(Conflict, match="left the meeting for this item"):
        cast(motion, members[3])
    with pytest.raises(Conflict, match="cannot have left"):
        votes.set_left(motion=motion, left=[members[1].person_id], recorded=[], by=user_of(members[0]), now=later())
    motion = motions.close(motion=motion, by=user_of(members[0]), now=later())

    assert (motion.outcome["denominator"], motion.outcome["took_part"], motion.result) == (3, 3, Result.CARRIED)
    assert [(one["person"], one["away"]) for one in motion.outcome["absent"]] == [(members[3].person_id, "left")]


def test_only_people_in_the_room_can_leave_it():
    group, members = voting_group(3)
    motion = opened(group, user_of(members[0]), meeting=held(group, members[:2], away=members[2:]))
    by_post = opened(group, user_of(members[0]))
    for one, person in ((motion, members[2]), (by_post, members[1])):
        with pytest.raises(Conflict):
            votes.set_left(motion=one, left=[person.person_id], recorded=[], by=user_of(members[0]), now=later())


# --- closing ---------------------------------------------------------------------------------------------------------
def test_result_is_frozen_with_voters_barred_and_reasons():
    group, members = voting_group(5)
    handled(members[4])
    motion = opened(group, user_of(members[0]), meeting=held(group, members[:3] + members[4:], away=[members[3]]))
    cast(motion, members[0], Choice.FOR)
    cast(motion, members[1], Choice.AGAINST)
    cast(motion, members[2], Choice.FOR)

    motion = motions.close(motion=motion, by=user_of(members[0]), now=later())
    members[1].person.name = "Renamed"
    members[1].person.save()
    motion.refresh_from_db()

    outcome = motion.outcome
    assert (motion.result, motion.closed_by) == (Result.CARRIED, user_of(members[0]))
    assert {key: outcome[key] for key in ("employers", "denominator", "for", "against", "abstained")} == {
        "employers": 5,
        "denominator": 3,
        "for": 2,
        "against": 1,
        "abstained": 0,
    }
    assert [(one["person"], one["measure"], one["reason"]) for one in outcome["barred"]] == [
        (members[4].person_id, "no_vote", "Owns a provider.")
    ]
    assert [one["person"] for one in outcome["absent"]] == [members[3].person_id]
    assert "Renamed" not in str(outcome)


def test_closing_twice_says_how_it_ended():
    group, members = voting_group(1)
    motion = opened(group, user_of(members[0]))
    cast(motion, members[0])
    motions.close(motion=motion, by=user_of(members[0]), now=later())

    with pytest.raises(Conflict) as refused:
        motions.close(motion=motion, by=user_of(members[0]), now=later())

    assert refused.value.state == "Carried"
    with pytest.raises(Conflict):
        cast(motion, members[0], Choice.AGAINST)
    with pytest.raises(Conflict):
        votes.record(motion=motion, choices={}, by=user_of(members[0]), now=later())
    assert Vote.objects.get().choice == Choice.FOR


def test_vote_by_correspondence_is_closed_early_only_when_all_have_voted():
    group, members = voting_group(3)
    handled(members[2])
    motion = opened(group, user_of(members[0]))
    cast(motion, members[0])
    with pytest.raises(Conflict, match="once every voter has voted"):
        motions.close(motion=motion, by=user_of(members[0]), now=later())
    with pytest.raises(Conflict):
        motions.close(motion=motion, by=None, now=later(days=7))

    cast(motion, members[1], Choice.ABSTAIN)

    assert motions.close(motion=motion, by=user_of(members[0]), now=later()).result == Result.CARRIED


def test_motion_is_withdrawn_with_a_reason_that_its_voters_read():
    group, members = voting_group(3)
    handled(members[2])
    motion = opened(group, user_of(members[0]), subject="proposal")
    cast(motion, members[0])
    cast(motion, members[1])

    motion = motions.withdraw(motion=motion, reason="The figures are wrong.", by=user_of(members[0]), now=later())

    assert (motion.is_open, motion.result, motion.outcome) == (False, Result.WITHDRAWN, None)
    [message] = OutgoingMail.objects.filter(kind="meetings.motion_withdrawn")
    assert message.to == members[1].person.email and "The figures are wrong." in message.text
    for act in (
        lambda: motions.withdraw(motion=motion, reason="Again.", by=user_of(members[0]), now=later()),
        lambda: motions.close(motion=motion, by=user_of(members[0]), now=later()),
        lambda: cast(motion, members[1], Choice.AGAINST),
    ):
        with pytest.raises(Conflict, match="was withdrawn"):
            act()
    assert opened(group, user_of(members[0]), subject="proposal").is_open  # it may be put again


def test_member_who_leaves_and_one_who_is_barred_during_the_vote_do_not_count():
    group, members = voting_group(4)
    motion = opened(group, user_of(members[0]))
    for member in members[:3]:
        cast(motion, member)
    members[1].ended_on = today()
    members[1].save()
    handled(members[2])
    cast(motion, members[3], Choice.AGAINST)

    motion = motions.close(motion=motion, by=user_of(members[0]), now=later())

    assert (motion.outcome["for"], motion.outcome["against"], motion.outcome["denominator"]) == (1, 1, 2)
    assert motion.result == Result.LOST
    assert {one["person"]: one["why"] for one in motion.outcome["uncounted"]} == {
        members[1].person_id: "not_a_voter",
        members[2].person_id: "barred",
    }


def test_what_is_handled_after_the_meeting_bars_from_a_vote_taken_after_it():
    group, members = voting_group(3)
    meeting = held(group, members)  # yesterday
    motion = opened(group, user_of(members[0]), meeting=meeting)
    handled(members[1])
    handled(members[2], on=meeting.held_on, ended_on=today())  # barred then, and not any more

    for member in members[1:]:
        with pytest.raises(Conflict, match="does not vote on this subject"):
            cast(motion, member)


def test_only_chair_is_conflicted_and_the_others_decide():
    group, members = voting_group(3)
    handled(members[0], Measure.STEP_DOWN)
    motion = opened(group, user_of(members[0]))
    cast(motion, members[1])
    cast(motion, members[2])
    assert motions.close(motion=motion, by=user_of(members[0]), now=later()).result == Result.CARRIED


def test_two_members_of_one_employer_are_two_voters_and_a_tie_is_lost():
    group, members = voting_group(1)
    second = MembershipFactory(group=group, organisation=members[0].organisation)
    motion = opened(group, user_of(members[0]))
    cast(motion, members[0])
    cast(motion, second, Choice.AGAINST)
    motion = motions.close(motion=motion, by=user_of(members[0]), now=later())
    assert (motion.outcome["denominator"], motion.result) == (2, Result.LOST)


def test_nobody_may_vote_and_the_motion_is_lost():
    group, members = voting_group(1)
    handled(members[0])
    motion = opened(group, user_of(members[0]), meeting=held(group, members), threshold=Threshold.NOBODY_AGAINST)
    assert motions.close(motion=motion, by=user_of(members[0]), now=later()).result == Result.LOST


# --- what time alone does --------------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(timezone.now().replace(hour=12))


def test_portal_closes_what_is_past_once_as_at_its_last_day_and_tells_the_chair(time_machine):
    group, members = voting_group(2)
    motion = opened(group, user_of(members[0]), quorum=2)
    cast(motion, members[0])
    joined = MembershipFactory(group=group, started_on=today() + 8 * DAY)
    time_machine.shift(9 * DAY)  # nobody ran the portal for two days

    tasks.close_due()
    tasks.close_due()

    motion.refresh_from_db()
    assert (motion.result, motion.closed_by, motion.outcome["quorum_met"]) == (Result.LOST, None, False)
    assert joined.person_id not in [one["person"] for one in motion.outcome["voters"]]
    mail = OutgoingMail.objects.get(kind="meetings.motion_closed")
    assert mail.to == members[0].person.email
    assert "Fewer took part" in mail.text
    assert motion.history.filter(history_change_reason="Motion lost").count() == 1


def test_portal_leaves_open_what_is_not_past():
    group, members = voting_group(1)
    MotionFactory(group=group, closes_on=today())
    opened(group, user_of(members[0]), meeting=held(group, members))
    tasks.close_due()
    assert Motion.objects.open().count() == 2


def test_reminder_goes_once_to_who_has_not_voted(time_machine):
    group, members = voting_group(4)
    handled(members[3])
    motion = opened(group, user_of(members[0]))
    cast(motion, members[1])
    tasks.remind_due()
    assert not OutgoingMail.objects.filter(kind="meetings.motion_reminder").exists()
    time_machine.shift(6 * DAY)  # the day itself was missed

    tasks.remind_due()
    tasks.remind_due()

    reminded = OutgoingMail.objects.filter(kind="meetings.motion_reminder").values_list("to", flat=True)
    assert sorted(reminded) == sorted(members[n].person.email for n in (0, 2))
    assert motions.remind(motion=motion, now=later()) is False


def test_no_reminder_after_the_last_day(time_machine):
    MotionFactory(group=GroupFactory(), remind_on=today())
    time_machine.shift(20 * DAY)
    tasks.remind_due()
    assert not OutgoingMail.objects.exists()
