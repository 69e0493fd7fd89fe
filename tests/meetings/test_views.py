"""The pages of meetings and motions: what each shows and does, what a forged request gets, how many statements."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conflicts.enums import Measure
from meetings.actions import motions, votes
from meetings.enums import Choice, Result
from meetings.models import Meeting, Motion, Vote
from portal.calendar import today
from tests.days import as_now
from tests.duties.helpers import home_page
from tests.factories import MeetingFactory, MembershipFactory, MotionFactory, PersonFactory, VersionFactory
from tests.meetings.helpers import handled, held, opened, user_of, voting_group
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def group_and_members():
    return voting_group(4)


@pytest.fixture
def group(group_and_members):
    return group_and_members[0]


@pytest.fixture
def members(group_and_members):
    return group_and_members[1]


@pytest.fixture
def chair(client, members):
    client.force_login(user_of(members[0]))
    return user_of(members[0])


def url(name, group, **more):
    return reverse(f"meetings:{name}", kwargs={"pk": group.pk} | more)


def motion_url(name, motion):
    return url(name, motion.group, motion_pk=motion.pk)


# --- meetings --------------------------------------------------------------------------------------------------------
def test_chair_adds_a_meeting_of_today_and_records_who_came(client, group, members, chair):
    response = client.post(url("add", group), {"title": "Kick-off", **typed_date("planned_on", today())})
    meeting = Meeting.objects.get()
    assert response.url == url("record", group, meeting_pk=meeting.pk)
    answers = {"competition_statement": "True"}
    for one, attended in zip(members, ["in_person", "remote", "apologies", "absent"], strict=True):
        answers[f"attended_{one.person_id}"] = attended
        answers[f"check_{one.person_id}"] = "declared" if attended == "remote" else ""
    response = client.post(response.url, answers)
    assert response.status_code == 422
    assert f"Select what {members[0].person.name} answered to the check" in text_of(response)
    answers[f"check_{members[0].person_id}"] = "nothing_new"

    response = client.post(url("record", group, meeting_pk=meeting.pk), answers, follow=True)

    page = text_of(response)
    assert "2 of 4 people" in page and "Everybody who came was asked" in page
    assert "Declared something new Not on the register of interests yet" in page
    assert f"{members[2].person.name}, {members[2].organisation.name}: sent apologies" in page


def test_meeting_to_come_is_planned(client, group, chair):
    tomorrow = today() + timedelta(days=1)
    response = client.post(
        url("add", group), {"planned_time": "14.30", "place": "Leeds", **typed_date("planned_on", tomorrow)}
    )
    assert response.url == Meeting.objects.get().get_absolute_url()
    page = text_of(client.get(response.url))
    assert "Planned for" in page and "at 14:30" in page and "Record who came" not in page
    record = url("record", group, meeting_pk=Meeting.objects.get().pk)
    assert "from the day of the meeting" in text_of(client.get(record))
    change = url("change", group, meeting_pk=Meeting.objects.get().pk)
    client.post(change, {"title": "Moved", **typed_date("planned_on", today())})
    assert Meeting.objects.get().title == "Moved"


def test_meeting_that_nobody_came_to_was_not_held(client, group, members, chair):
    meeting = MeetingFactory(group=group, held_on=None, planned_on=today())
    answers = {f"attended_{one.person_id}": "absent" for one in members}
    answers[f"check_{members[1].person_id}"] = "declared"
    response = client.post(url("record", group, meeting_pk=meeting.pk), answers)
    page = text_of(response)
    assert "Nobody came: then the meeting was not held" in page and "select “Not asked” for the check" in page
    assert Meeting.objects.get().held_on is None


def test_date_without_members_says_so(client, group, chair):
    meeting = MeetingFactory(group=group, held_on=None, planned_on=today() - timedelta(days=900))
    assert "Is the date right?" in text_of(client.get(url("record", group, meeting_pk=meeting.pk)))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_meetings_takes_as_many_statements_however_long(
    client, group, members, chair, count, django_assert_num_queries
):
    for _ in range(count):
        meeting = held(group, members[:3], away=members[3:])
        MotionFactory(group=group, meeting=meeting)
    with django_assert_num_queries(6):
        response = client.get(url("list", group))
    assert text_of(response).count("Held 3 1 Done") == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_meeting_takes_as_many_statements_however_many_came(
    client, group, members, chair, count, django_assert_num_queries
):
    meeting = held(group, members[:count])
    for _ in range(count):
        MotionFactory(group=group, meeting=meeting)
    with django_assert_num_queries(15):
        response = client.get(meeting.get_absolute_url())
    assert text_of(response).count("In person") == count


# --- motions ---------------------------------------------------------------------------------------------------------
def terms(**changed):
    usual = {"subject": "other", "text": "The group meets each month.", "where": "correspondence", "quorum": "2"}
    return usual | {"threshold": "majority", **typed_date("closes_on", today() + timedelta(days=7))} | changed


def test_chair_opens_a_motion(client, group, chair):
    response = client.post(url("open_motion", group), terms(), follow=True)
    motion = Motion.objects.get()
    assert (motion.opened_by, motion.quorum, motion.closes_on) == (chair, 2, today() + timedelta(days=7))
    assert "4 of 4 employer members; of these 0 voted so far." in text_of(response)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"quorum": "5"}, "The group has 4 employer members"),
        ({"quorum": "1"}, "Enter 2 or more: at least half of those who may vote must take part"),
        (lambda: typed_date("closes_on", today()), "The last day for votes must be"),
        (lambda: typed_date("closes_on", today() + timedelta(days=4)), "or later"),
        ({"closes_on-day": "", "closes_on-month": "", "closes_on-year": ""}, "Enter the last day for votes"),
        ({"where": "999999"}, "Select how members vote"),
        ({"text": " "}, "Enter the words of the motion"),
    ],
)
def test_terms_that_do_not_fit_are_told_at_their_field(client, group, chair, changed, error):
    response = client.post(url("open_motion", group), terms(**as_now(changed)))
    assert response.status_code == 422
    assert error in text_of(response)
    assert not Motion.objects.exists()


def test_motion_in_a_meeting_has_no_last_day(client, group, members, chair):
    meeting = held(group, members)
    assert f"?meeting={meeting.pk}" in client.get(meeting.get_absolute_url()).content.decode()
    half = typed_date("closes_on", today()) | {"closes_on-day": ""}  # typed before the other choice was made
    client.post(url("open_motion", group), terms(where=str(meeting.pk)) | half)
    assert (Motion.objects.get().meeting, Motion.objects.get().closes_on) == (meeting, None)


def test_member_votes_and_sees_the_result_with_names_and_reasons(client, group, members):
    handled(members[3], Measure.NO_VOTE)
    motion = opened(group, user_of(members[0]))
    client.force_login(user_of(members[1]))
    assert motion.get_absolute_url() in home_page(client).content.decode()

    page = text_of(client.post(motion_url("vote", motion), {"choice": "against"}, follow=True))

    assert "Your vote is recorded: against" in page and "Change my vote" in page
    assert f"{members[3].person.name}, {members[3].organisation.name}: does not vote on what it touches" in page
    assert motion.get_absolute_url() not in home_page(client).content.decode()
    for member in (members[0], members[2]):
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=timezone.now())
    motions.close(motion=motion, by=user_of(members[0]), now=timezone.now())
    page = text_of(client.get(motion.get_absolute_url()))
    assert "Result: carried 2 for, 1 against, 0 abstained. 3 of 3 voters took part" in page
    assert "Owns a provider." in page


def test_motion_leads_to_the_version_that_is_put_to_the_vote(client, group, members, chair):
    motion = opened(group, chair, subject="proposal")
    version = VersionFactory(frozen=True, submission__group=group, motion=motion)
    page = client.get(motion.get_absolute_url()).content.decode()
    assert reverse("proposals:version", args=[group.pk, version.submission.pk, version.number]) in page


def test_open_vote_does_not_show_how_others_voted(client, group, members):
    motion = opened(group, user_of(members[0]))
    votes.cast(motion=motion, choice=Choice.AGAINST, by=user_of(members[2]), now=timezone.now())
    client.force_login(user_of(members[1]))
    page = text_of(client.get(motion.get_absolute_url()))
    assert f"{members[2].person.name} {members[2].organisation.name} Voted" in page


def test_adviser_sees_who_is_barred_and_not_why_and_has_no_ballot(client, group, members):
    handled(members[3])
    motion = opened(group, user_of(members[0]))
    client.force_login(user_of(MembershipFactory(group=group, adviser=True)))
    page = text_of(client.get(motion.get_absolute_url()))
    assert f"{members[3].person.name}, {members[3].organisation.name}: a declared interest" in page
    assert "Owns a provider." not in page and "Cast my vote" not in page
    assert "A vote is open for you" not in text_of(client.get(reverse("home")))


def test_barred_member_is_told_and_not_asked(client, group, members):
    handled(members[1])
    motion = opened(group, user_of(members[0]))
    client.force_login(user_of(members[1]))
    assert "You do not vote on this motion" in text_of(client.get(motion.get_absolute_url()))
    assert "A vote is open for you" not in text_of(client.get(reverse("home")))


def test_ballot_without_a_choice_is_shown_again(client, group, members):
    motion = opened(group, user_of(members[0]))
    client.force_login(user_of(members[1]))
    response = client.post(motion_url("vote", motion), {"choice": "perhaps"})
    assert response.status_code == 422
    assert not Vote.objects.exists()


def test_chair_records_votes_and_who_left_and_closes(client, group, members, chair):
    motion = opened(group, chair, meeting=held(group, members))
    client.post(motion_url("left", motion), {"left": [members[3].person_id]})
    client.post(motion_url("vote", motion), {"choice": "for"})
    page = client.get(motion_url("record_votes", motion))
    assert f"Voted in the portal, so not asked for here: {members[0].person.name}" in text_of(page)
    assert f"vote_{members[3].person_id}" not in page.content.decode()
    client.post(motion_url("record_votes", motion), {f"vote_{members[1].person_id}": "for"})
    assert "Some voters have not voted yet" in text_of(client.get(motion_url("close_motion", motion)))

    page = text_of(client.post(motion_url("close_motion", motion), follow=True))

    motion.refresh_from_db()
    assert (motion.result, motion.outcome["denominator"], motion.outcome["for"]) == (Result.CARRIED, 3, 2)
    assert "The motion is closed: carried." in page and "left for this item" in page
    assert client.post(motion_url("close_motion", motion)).status_code == 409


# --- forged requests -------------------------------------------------------------------------------------------------
def test_forged_ballots_are_refused_and_nothing_changes(client, group, members):
    handled(members[3])
    motion = opened(group, user_of(members[0]))
    adviser = MembershipFactory(group=group, adviser=True)
    for member, status in ((members[3], 409), (adviser, 403), (MembershipFactory(), 404)):
        client.force_login(user_of(member))
        assert client.post(motion_url("vote", motion), {"choice": "for"}).status_code == status
    assert not Vote.objects.exists()


def test_nobody_records_votes_by_correspondence_and_who_has_no_account_is_named(client, group, members, chair):
    nobody = MembershipFactory(group=group, person=PersonFactory(user=None, name="Nona Account"))
    motion = opened(group, chair)
    page = text_of(client.get(motion.get_absolute_url()))
    assert "No account yet, and so no way to vote by correspondence: Nona Account." in page
    assert "Record votes of others" not in page
    for one in (members[1], nobody):
        response = client.post(motion_url("record_votes", motion), {f"vote_{one.person_id}": "for"})
        assert response.status_code == 409 and "everybody casts their own vote" in text_of(response)
    assert not Vote.objects.exists()


def test_chair_withdraws_a_motion_and_the_page_says_why(client, group, members, chair):
    motion = opened(group, chair)
    assert client.post(motion_url("withdraw_motion", motion), {"reason": " "}).status_code == 422
    page = text_of(client.post(motion_url("withdraw_motion", motion), {"reason": "Too early."}, follow=True))
    assert "Withdrawn before it was counted" in page and "Too early." in page and "Cast my vote" not in page
    assert "Withdrawn" in text_of(client.get(url("motions", group), {"state": "dropped"}))
    assert client.get(motion_url("withdraw_motion", motion)).status_code == 409


def test_result_names_who_recorded_a_vote(client, group, members, chair):
    motion = opened(group, chair, meeting=held(group, members))
    answers = {f"vote_{one.person_id}": "for" for one in members[1:]}
    assert f"vote_{members[0].person_id}" not in client.get(motion_url("record_votes", motion)).content.decode()
    client.post(motion_url("record_votes", motion), answers)
    page = text_of(client.post(motion_url("close_motion", motion), follow=True))
    assert page.count(f"For recorded by {chair}") == 3


def test_forged_record_of_a_barred_member_or_adviser_is_refused(client, group, members, chair):
    handled(members[3])
    motion = opened(group, chair, meeting=held(group, members))
    adviser = MembershipFactory(group=group, adviser=True)
    for member in (members[3], adviser):
        response = client.post(motion_url("record_votes", motion), {f"vote_{member.person_id}": "for"})
        assert response.status_code == 422
    client.force_login(user_of(members[1]))
    response = client.post(motion_url("record_votes", motion), {f"vote_{members[2].person_id}": "for"})
    assert response.status_code == 403
    assert not Vote.objects.exists()


def test_everything_after_the_close_is_refused(client, group, members, chair):
    motion = opened(group, chair, meeting=held(group, members))
    client.post(motion_url("close_motion", motion))
    frozen = Motion.objects.get().outcome
    for name, data in (
        ("vote", {"choice": "for"}),
        ("vote", {}),
        ("record_votes", {f"vote_{members[1].person_id}": "for"}),
        ("left", {"left": [members[1].person_id]}),
        ("close_motion", {}),
    ):
        assert client.post(motion_url(name, motion), data).status_code == 409, name
    assert not Vote.objects.exists()
    assert Motion.objects.get().outcome == frozen


# --- lists -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_motions_takes_as_many_statements_however_long(client, group, chair, count, django_assert_num_queries):
    for _ in range(count):
        MotionFactory(group=group, text="Adopt the plan")
    with django_assert_num_queries(5):
        response = client.get(url("motions", group))
    assert text_of(response).count("Adopt the plan") == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_motion_takes_as_many_statements_however_many_vote(
    client, group, members, chair, count, django_assert_num_queries
):
    motion = opened(group, chair)
    for member in members[:count]:
        handled(MembershipFactory(group=group))
        votes.cast(motion=motion, choice=Choice.FOR, by=user_of(member), now=timezone.now())
    with django_assert_num_queries(13):
        response = client.get(motion.get_absolute_url())
    assert text_of(response).count("a provider.") == count


def test_motions_are_found_by_words_and_status(client, group, chair):
    MotionFactory(group=group, text="Adopt the plan")
    MotionFactory(group=group, text="Meet in Leeds", closed_at=timezone.now(), result="lost", outcome=FROZEN)
    assert "Meet in Leeds" not in text_of(client.get(url("motions", group), {"q": "PLAN"}))
    page = text_of(client.get(url("motions", group), {"state": "lost"}))
    assert "Meet in Leeds" in page and "Adopt the plan" not in page
    assert "No motion fits." in text_of(client.get(url("motions", group), {"state": "carried"}))


FROZEN = {"for": 1, "against": 2, "abstained": 0}


def test_empty_lists_say_what_to_do(client, group, members, chair):
    assert "No meeting is recorded yet. Add one" in text_of(client.get(url("list", group)))
    assert "Open a motion" in text_of(client.get(url("motions", group)))
    client.force_login(user_of(members[1]))
    assert "No meeting is recorded yet. See" in text_of(client.get(url("list", group)))
