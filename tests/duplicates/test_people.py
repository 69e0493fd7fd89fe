"""People who may be one: proposed with what speaks for it, merged only where nothing is counted twice, taken apart."""

from datetime import timedelta

import pytest
from django.utils import timezone

from duplicates.actions import pairs as duplicates_pairs
from duplicates.models import PersonDouble
from guidance.vocabulary import Approval
from joining.actions.joining import accept
from lists.actions.judging import judge
from lists.rules.columns import Key
from lists.rules.member_rows import MemberRow
from members.actions import invitations
from members.actions.people import uses_another
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


def merge(double, official, keep=None):
    return duplicates_pairs.merge(double=double, keep=keep or double.first, by=official, now=timezone.now())


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
    double = PersonDoubleFactory(second__phone="020 7946 0000")
    kept, gone = double.first, double.second
    chair = ChairAppointmentFactory(person=gone)
    meeting = MeetingFactory(group=chair.group)
    rows = [MembershipFactory(person=gone, group=chair.group), chair, DeclarationFactory(person=gone)]
    rows += [
        AttendanceFactory(person=gone, meeting=meeting),
        VoteFactory(person=gone),
        OverArchingChairFactory(person=gone),
    ]
    action = ActionFactory(owner=gone)

    done = merge(double, official)
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

    duplicates_pairs.part(double=done, by=official, now=timezone.now())
    for row in rows:
        row.refresh_from_db()
        assert row.person == gone
    gone.refresh_from_db()
    assert gone.merged_into is None and gone.history.latest().history_user == official
    assert duplicates_pairs.find(now=timezone.now()) == 0


def refused(double, official) -> str:
    with pytest.raises(Conflict) as error:
        merge(double, official)
    assert PersonDouble.objects.get().judgement == Judgement.OPEN
    return error.value.message


def test_two_who_sign_in_stay_two(official):
    assert "an administrator has stopped the other" in refused(
        PersonDoubleFactory(second__user__is_active=True), official
    )


def test_who_signs_in_is_the_one_to_keep(official):
    double = PersonDoubleFactory()
    assert duplicates_pairs.keepable(double) == [double.first]
    with pytest.raises(Conflict):
        merge(double, official, keep=double.second)


def test_two_members_of_one_group_stay_two_until_one_never_was(official):
    double = PersonDoubleFactory()
    first = MembershipFactory(person=double.first)
    second = MembershipFactory(person=double.second, group=first.group)
    assert f"Both serve on {first.group.name}" in refused(double, official)

    second.ended_on = second.started_on
    second.save()
    merge(double, official)
    assert Membership.objects.filter(person=double.first).count() == 2


def test_two_terms_one_after_the_other_become_one_persons(official):
    double = PersonDoubleFactory()
    day = today() - timedelta(days=10)
    old = MembershipFactory(person=double.second, ended_on=day)
    MembershipFactory(person=double.first, group=old.group, started_on=day)
    MembershipFactory(
        person=double.first, group=old.group, started_on=old.started_on, ended_on=day, approval=Approval.DECLINED
    )
    merge(double, official)
    assert not groups_of(double.second)


def test_two_registers_of_interests_stay_two(official):
    double = PersonDoubleFactory()
    one = InterestFactory(declaration__person=double.first)
    other = InterestFactory(declaration__person=double.second, declaration__group=one.declaration.group)
    assert "Both have interests on the register" in refused(double, official)

    other.ended_on = today()
    other.save()
    merge(double, official)


def test_two_who_were_counted_as_two_stay_two(official):
    double, motion = PersonDoubleFactory(), MotionFactory()
    for person in (double.first, double.second):
        VoteFactory(person=person, motion=motion)
    assert "Both voted on one motion" in refused(double, official)


def test_the_address_that_went_is_known_where_the_person_serves(official):
    """A list or an invitation with it makes no second person again."""
    double = PersonDoubleFactory()
    group = MembershipFactory(person=double.first).group
    merge(double, official)
    answers = INVITED | {"email": double.second.email}

    with pytest.raises(invitations.AlreadyThere):
        invitations.invite(group=group, kind="employer", answers=answers, by=official, now=timezone.now())
    said = {Key.EMAIL: double.second.email, Key.NAME: "Ann Example", Key.ORGANISATION: "Sample Works Ltd"}
    [row] = judge(group, [MemberRow(2, said | {Key.JOB_TITLE: "Training manager"}, [])], timezone.now())
    assert row.outcome != RowOutcome.NEW and row.there.person == double.first


def test_the_address_that_went_makes_no_second_person_in_another_group(official):
    double = PersonDoubleFactory(second__user=None, second__email="old@example.org")
    waiting = InvitationFactory(email="old@example.org", answers=answered())
    merge(double, official)

    group, lead = led_group()
    with pytest.raises(invitations.AlreadyThere):
        answers = INVITED | {"email": "old@example.org"}
        invitations.invite(group=group, kind="employer", answers=answers, by=lead, now=timezone.now())
    said = {Key.EMAIL: "old@example.org", Key.NAME: "Ann Example", Key.ORGANISATION: "Sample Works Ltd"}
    [row] = judge(group, [MemberRow(2, said, [])], timezone.now())
    assert row.outcome == RowOutcome.WRONG and "uses another address" in row.notes[0][1]
    user = UserFactory(email="old@example.org")
    with pytest.raises(Conflict):
        accept(invitation=waiting, interests=[], wording=WORDING, by=user, now=timezone.now())


def test_a_person_taken_apart_again_is_invited_by_the_own_address(official):
    double = PersonDoubleFactory(second__user=None, second__email="old@example.org")
    done = merge(double, official)
    assert uses_another(["old@example.org", double.first.email]) == {"old@example.org": double.first_id}

    duplicates_pairs.part(double=done, by=official, now=timezone.now())
    assert uses_another(["old@example.org"]) == {}


@pytest.mark.django_db(transaction=True)
def test_two_officials_judge_at_once_and_the_second_is_told():
    """Each keeps another one: only the first decision counts, and nothing is moved twice."""
    double = PersonDoubleFactory(first__user=None, second__user=None)
    memberships = [MembershipFactory(person=person) for person in (double.first, double.second)]
    acts = (lambda: merge(double, OfficialFactory()), lambda: merge(double, OfficialFactory(), keep=double.second))
    answers = in_two_connections(*acts)

    [refused] = [one for one in answers if isinstance(one, Conflict)]
    [done] = [one for one in answers if isinstance(one, PersonDouble)]
    assert refused.state == "Merged"
    assert set(Membership.objects.values_list("person", flat=True)) == {done.kept_id} and len(memberships) == 2
