"""Organisations that may be the same: proposed once, merged with history, taken apart, kept apart."""

import pytest
from django.urls import reverse
from django.utils import timezone

from duplicates.actions import pairs as duplicates_pairs
from duplicates.models import LikelyDouble
from duplicates.tasks import find_duplicates
from groups.models import Group
from members.actions import organisations
from members.enums import Judgement
from members.models import Organisation
from members.references import groups_of
from portal.exceptions import Conflict
from tests.factories import (
    EngagementFactory,
    GroupFactory,
    InterestFactory,
    InvitationFactory,
    LikelyDoubleFactory,
    MembershipFactory,
    OfficialFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def named(name: str, **told: object) -> Organisation:
    """An organisation that a member works for."""
    return MembershipFactory(organisation=OrganisationFactory(name=name, **told)).organisation


@pytest.fixture
def official():
    return OfficialFactory()


def merge(pair, official, keep=None):
    return duplicates_pairs.merge(pair=pair, keep=keep or pair.first, by=official, now=timezone.now())


def test_alike_names_are_proposed_once():
    first, second = named("Sample Bakery Ltd"), named("SAMPLE BAKERY LIMITED")
    third = named("Sampel Bakery")
    OrganisationFactory(name="Sample Bakery")  # nothing names it

    find_duplicates()
    assert duplicates_pairs.find(now=timezone.now()) == 0
    pairs = {(one.first, one.second): one.score for one in LikelyDouble.objects.all()}
    assert pairs.keys() == {(first, second), (first, third)}
    assert pairs[first, second] == 100 and 90 <= pairs[first, third] < 100


def test_merge_moves_everything_that_names_the_other_and_keeps_history(official):
    first, second = named("Sample Bakery Ltd", size=""), named("Sample Bakery", size="large")
    rows = [InvitationFactory(organisation=second), EngagementFactory(organisation=second)]
    rows += [InterestFactory(organisation=second), second.memberships.get()]
    before = dict(Group.objects.values_list("pk", "changed_at"))
    pair = LikelyDoubleFactory(first=first, second=second)

    done = merge(pair, official)
    for row in rows:
        row.refresh_from_db()
        assert row.organisation == first
        assert row.history.first().history_user == official
        assert row.history.first().prev_record.organisation_id == second.pk if row.history.count() > 1 else True
    first.refresh_from_db()
    assert first.size == "large"  # it said nothing itself
    assert (done.judgement, done.kept, done.judged_by) == (Judgement.MERGED, first, official)
    concerned = groups_of(first)
    assert len(concerned) == 5 and Organisation.objects.filter(pk=second.pk).exists()
    assert all(group.changed_at > before[group.pk] for group in Group.objects.filter(pk__in=concerned))


def test_a_pair_is_judged_once(official):
    pair = LikelyDoubleFactory()
    merge(pair, official)
    with pytest.raises(Conflict) as refused:
        merge(pair, official, keep=pair.second)
    assert refused.value.state == "Merged" and refused.value.by == str(official)


def test_what_groups_say_of_their_own_occupations_is_not_merged(official):
    pair = LikelyDoubleFactory(second__employs_in_occupation=False)
    with pytest.raises(Conflict):
        merge(pair, official)
    assert LikelyDouble.objects.get().judgement == Judgement.OPEN


def test_merged_ones_can_be_taken_apart(official):
    first, second = named("Sample Bakery Ltd"), named("Sample Bakery")
    moved, stayed = second.memberships.get(), first.memberships.get()
    pair = merge(LikelyDoubleFactory(first=first, second=second), official)
    later = InvitationFactory(organisation=first)

    for _ in range(2):
        duplicates_pairs.part(pair=pair, by=official, now=timezone.now())
    for row, organisation in ((moved, second), (stayed, first), (later, first)):
        row.refresh_from_db()
        assert row.organisation == organisation
    assert LikelyDouble.objects.get().judgement == Judgement.DIFFERENT
    assert duplicates_pairs.find(now=timezone.now()) == 0


def test_other_pairs_of_what_is_gone_are_dropped_and_found_again_of_what_stays(official):
    first, second, third = (named(name) for name in ("Sample Bakery", "Sample Bakery Ltd", "Sampel Bakery Ltd"))
    other = LikelyDoubleFactory(first=second, second=third, score=95)
    merge(LikelyDoubleFactory(first=first, second=second), official)
    assert not LikelyDouble.objects.filter(pk=other.pk).exists()
    assert duplicates_pairs.find(now=timezone.now()) == 1
    assert LikelyDouble.objects.undecided().get().first == first


def test_pair_that_another_merge_dropped_meanwhile_is_neither_merged_nor_taken_apart(official):
    first, second, third = (named(name) for name in ("Sample Bakery", "Sample Bakery Ltd", "Sampel Bakery Ltd"))
    shown = LikelyDoubleFactory(first=second, second=third, score=95)
    merge(LikelyDoubleFactory(first=first, second=second), official)
    for act in (merge, lambda pair, by: duplicates_pairs.part(pair=pair, by=by, now=timezone.now())):
        with pytest.raises(Conflict, match="removed meanwhile") as refusal:
            act(shown, official)
        assert refusal.value.next_href == reverse("duplicates:duplicates")


def test_one_group_never_changes_what_another_reads_even_after_a_merge(official):
    """Decision 2 holds: who says otherwise gets a row of its own again."""
    first, second = named("Sample Bakery Ltd"), named("Sample Bakery")
    ours, theirs = first.memberships.get().group, second.memberships.get().group
    mine = second.memberships.get()
    merge(LikelyDoubleFactory(first=first, second=second), official)

    own = organisations.keep(group=theirs, name="sample bakery ltd", details={"size": "large"}, by=official, why="Test")
    first.refresh_from_db()
    mine.refresh_from_db()
    assert own != first and own.size == "large" and first.size == "medium" and mine.organisation == own
    assert groups_of(first) == {ours.pk} and groups_of(own) == {theirs.pk}


def test_a_group_alone_with_its_organisation_changes_it_in_place(official):
    only = InvitationFactory(group=GroupFactory())
    kept = organisations.keep(
        group=only.group, name=only.organisation.name, details={"size": "large"}, by=official, why="Test"
    )
    assert kept == only.organisation
