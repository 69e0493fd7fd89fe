"""People who may be one: proposed with what speaks for it, merged only where nothing is counted twice, taken apart."""

from datetime import timedelta

import pytest
from django.utils import timezone

from duplicates.actions import pairs as duplicates_pairs
from duplicates.models import PersonDouble
from guidance.vocabulary import Approval
from joining.actions.joining import accept
from lists.actions.checking import check_rows
from lists.rules.columns import Key
from lists.rules.member_rows import MemberRow
from members.actions import invitations
from members.actions.people import merged_into_address
from members.enums import Judgement, RowOutcome
from members.models import Membership, Person
from members.references import groups_of
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    ActionFactory,
    AttendanceFactory,
    ChairAppointmentFactory,
    DeclarationFactory,
    InterestFactory,
    InvitationFactory,
    MeetingFactory,
    MembershipFactory,
    MotionFactory,
    OfficialFactory,
    OrganisationFactory,
    OverArchingChairFactory,
    PersonDoubleFactory,
    PersonFactory,
    UserFactory,
    VoteFactory,
)
from tests.members.helpers import INVITED, WORDING, answered, led_group
from tests.races import in_two_connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def official():
    return OfficialFactory()


def serving(name: str, employer: str = "Sample Bakery", **told: object) -> Person:
    return MembershipFactory(
        person=PersonFactory(name=name), organisation=OrganisationFactory(name=employer), **told
    ).person


def merge(pair, official, keep=None):
    return duplicates_pairs.merge(pair=pair, keep=keep or pair.first, by=official, now=timezone.now())


def test_equal_names_are_proposed_and_alike_ones_of_one_employer():
    ann, alike = serving("Ann Example"), serving("Anne Example", "Sample Bakery Ltd")
    elsewhere, equal = serving("Anna Example", "Other Works"), serving("Dr. Ann Éxample", "Other Works")
    PersonFactory(name="Ann Example")  # serves nowhere

    assert duplicates_pairs.find(now=timezone.now()) >= 2
    assert duplicates_pairs.find(now=timezone.now()) == 0
    pairs = {(one.first, one.second): (one.score, one.shares_employer) for one in PersonDouble.objects.all()}
    assert pairs.keys() == {(ann, alike), (ann, equal), (elsewhere, equal)}
    assert pairs[ann, equal] == (100, False) and pairs[ann, alike][1]


def test_namesakes_are_also_paired_with_who_works_at_the_same_place():
    _, second, third = (serving("Ann Example", place) for place in ("One Works", "Other Works", "Other Works"))
    duplicates_pairs.find(now=timezone.now())
    assert PersonDouble.objects.first().shares_employer  # those that most speaks for come first
    assert PersonDouble.objects.get(shares_employer=True).second == third
    assert PersonDouble.objects.get(shares_employer=True).first == second


def test_merge_moves_all_that_names_the_other_and_tells_both(official):
    pair = PersonDoubleFactory(second__phone="020 7946 0000")
    kept, gone = pair.first, pair.second
    chair = ChairAppointmentFactory(person=gone)
    meeting = MeetingFactory(group=chair.group)
    rows = [MembershipFactory(person=gone, group=chair.group), chair, DeclarationFactory(person=gone)]
    rows += [
        AttendanceFactory(person=gone, meeting=meeting),
        VoteFactory(person=gone),
        OverArchingChairFactory(person=gone),
    ]
    action = ActionFactory(owner=gone)

    done = merge(pair, official)
    for row in rows:
        row.refresh_from_db()
        assert row.person == kept and row.history.first().history_user == official
    action.refresh_from_db()
    kept.refresh_from_db()
    assert (action.owner, kept.phone) == (kept, "020 7946 0000")
    assert not groups_of(gone) and Person.objects.filter(pk=gone.pk).exists()
    assert (done.judgement, done.kept, done.judged_by) == (Judgement.MERGED, kept, official)
    gone.refresh_from_db()
    assert (gone.merged_into, kept.merged_into) == (kept, None)
    assert gone.history.latest().merged_into == kept and gone.history.latest().history_user == official
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {kept.email, gone.email}

    duplicates_pairs.part(pair=done, by=official, now=timezone.now())
    for row in rows:
        row.refresh_from_db()
        assert row.person == gone
    gone.refresh_from_db()
    assert gone.merged_into is None and gone.history.latest().history_user == official
    assert duplicates_pairs.find(now=timezone.now()) == 0


def refused(pair, official) -> str:
    with pytest.raises(Conflict) as error:
        merge(pair, official)
    assert PersonDouble.objects.get().judgement == Judgement.OPEN
    return error.value.message


def test_two_who_sign_in_stay_two(official):
    assert "an administrator has stopped the other" in refused(
        PersonDoubleFactory(second__user__is_active=True), official
    )


def test_who_signs_in_is_the_one_to_keep(official):
    pair = PersonDoubleFactory()
    assert duplicates_pairs.keepable(pair) == [pair.first]
    with pytest.raises(Conflict):
        merge(pair, official, keep=pair.second)


def test_two_members_of_one_group_stay_two_until_one_never_was(official):
    pair = PersonDoubleFactory()
    first = MembershipFactory(person=pair.first)
    second = MembershipFactory(person=pair.second, group=first.group)
    assert f"Both serve on {first.group.name}" in refused(pair, official)

    second.ended_on = second.started_on
    second.save()
    merge(pair, official)
    assert Membership.objects.filter(person=pair.first).count() == 2


def test_two_terms_one_after_the_other_become_one_persons(official):
    pair = PersonDoubleFactory()
    day = today() - timedelta(days=10)
    old = MembershipFactory(person=pair.second, ended_on=day)
    MembershipFactory(person=pair.first, group=old.group, started_on=day)
    MembershipFactory(
        person=pair.first, group=old.group, started_on=old.started_on, ended_on=day, approval=Approval.DECLINED
    )
    merge(pair, official)
    assert not groups_of(pair.second)


def test_two_registers_of_interests_stay_two(official):
    pair = PersonDoubleFactory()
    one = InterestFactory(declaration__person=pair.first)
    other = InterestFactory(declaration__person=pair.second, declaration__group=one.declaration.group)
    assert "Both have interests on the register" in refused(pair, official)

    other.ended_on = today()
    other.save()
    merge(pair, official)


def test_two_who_were_counted_as_two_stay_two(official):
    pair, motion = PersonDoubleFactory(), MotionFactory()
    for person in (pair.first, pair.second):
        VoteFactory(person=person, motion=motion)
    assert "Both voted on one motion" in refused(pair, official)


def test_the_address_that_went_is_known_where_the_person_serves(official):
    """A list or an invitation with it makes no second person again."""
    pair = PersonDoubleFactory()
    group = MembershipFactory(person=pair.first).group
    merge(pair, official)
    answers = INVITED | {"email": pair.second.email}

    with pytest.raises(invitations.AlreadyThere):
        invitations.invite(group=group, kind="employer", answers=answers, by=official, now=timezone.now())
    said = {Key.EMAIL: pair.second.email, Key.NAME: "Ann Example", Key.ORGANISATION: "Sample Works Ltd"}
    [row] = check_rows(group, [MemberRow(2, said | {Key.JOB_TITLE: "Training manager"}, [])], timezone.now())
    assert row.outcome != RowOutcome.NEW and row.there.person == pair.first


def test_the_address_that_went_makes_no_second_person_in_another_group(official):
    pair = PersonDoubleFactory(second__user=None, second__email="old@example.org")
    waiting = InvitationFactory(email="old@example.org", answers=answered())
    merge(pair, official)

    group, lead = led_group()
    with pytest.raises(invitations.AlreadyThere):
        answers = INVITED | {"email": "old@example.org"}
        invitations.invite(group=group, kind="employer", answers=answers, by=lead, now=timezone.now())
    said = {Key.EMAIL: "old@example.org", Key.NAME: "Ann Example", Key.ORGANISATION: "Sample Works Ltd"}
    [row] = check_rows(group, [MemberRow(2, said, [])], timezone.now())
    assert row.outcome == RowOutcome.WRONG and "uses another address" in row.notes[0][1]
    user = UserFactory(email="old@example.org")
    with pytest.raises(Conflict):
        accept(invitation=waiting, interests=[], wording=WORDING, by=user, now=timezone.now())


def test_a_person_taken_apart_again_is_invited_by_the_own_address(official):
    pair = PersonDoubleFactory(second__user=None, second__email="old@example.org")
    done = merge(pair, official)
    assert merged_into_address(["old@example.org", pair.first.email]) == {"old@example.org": pair.first_id}

    duplicates_pairs.part(pair=done, by=official, now=timezone.now())
    assert merged_into_address(["old@example.org"]) == {}


@pytest.mark.django_db(transaction=True)
def test_two_officials_judge_at_once_and_the_second_is_told():
    """Each keeps another one: only the first decision counts, and nothing is moved twice."""
    pair = PersonDoubleFactory(first__user=None, second__user=None)
    memberships = [MembershipFactory(person=person) for person in (pair.first, pair.second)]
    acts = (lambda: merge(pair, OfficialFactory()), lambda: merge(pair, OfficialFactory(), keep=pair.second))
    answers = in_two_connections(*acts)

    [refused] = [one for one in answers if isinstance(one, Conflict)]
    [done] = [one for one in answers if isinstance(one, PersonDouble)]
    assert refused.state == "Merged"
    assert set(Membership.objects.values_list("person", flat=True)) == {done.kept_id} and len(memberships) == 2
