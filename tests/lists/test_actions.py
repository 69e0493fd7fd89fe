"""Uploaded lists: judged, shown, written whole or not at all, once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from redis.exceptions import RedisError

from groups.models import Group
from lists.actions import confirming, uploading, writing
from lists.actions.checking import check_rows
from lists.models import MemberUpload, UploadRow
from lists.rules.member_rows import read_members
from lists.tasks import confirm_uploads, forget_uploads
from members.actions import invitations
from members.enums import EmployerChange, RowOutcome
from members.models import Invitation, Organisation
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.factories import (
    InvitationFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    OfficialFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.lists.lists import csv_of, person, table
from tests.members.helpers import INVITED, led_group

pytestmark = pytest.mark.django_db
NEW, CHANGED, THERE, WRONG = RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.THERE, RowOutcome.WRONG


@pytest.fixture
def group_and_lead():
    return led_group()


@pytest.fixture
def group(group_and_lead):
    return group_and_lead[0]


@pytest.fixture
def stage(group_and_lead):
    """Stage a list of these people."""
    group, lead = group_and_lead

    def do(*people: dict[str, str]) -> MemberUpload:
        rows = read_members(csv_of(table(*people)))
        return uploading.stage(group=group, name="members.csv", rows=rows, by=lead, now=timezone.now())

    return do


@pytest.fixture
def confirm(group_and_lead):
    return lambda upload, **told: confirming.confirm(upload=upload, by=group_and_lead[1], now=timezone.now(), **told)


def outcomes(upload: MemberUpload) -> list[str]:
    return list(upload.rows.values_list("outcome", flat=True))


def notes(upload: MemberUpload) -> list[str]:
    return [f"{title}: {text}" for row in upload.rows.all() for title, text in row.notes]


def test_stage_writes_nothing_but_the_rows(stage):
    upload = stage(person(1), person(2, email="nonsense"))

    assert outcomes(upload) == [NEW, WRONG] and upload.counts == {NEW: 1, WRONG: 1}
    assert not Invitation.objects.exists() and not Organisation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_confirm_invites_everybody_new_by_mail(stage, confirm, group):
    upload = confirm(stage(person(1), person(2, kind="Adviser", adviser_kind="Apprentice", employs_in_occupation="")))

    first, second = Invitation.objects.order_by("email")
    assert (first.kind, first.name, first.phone, first.job_description) == (
        "employer",
        "Ann Example 1",
        "020 7946 0000",
        "Leads the works",
    )
    organisation = first.organisation
    assert (organisation.sector, organisation.division, organisation.size) == ("C", "25", "small")
    assert organisation.region == "london" and organisation.employs_in_occupation
    assert (second.kind, second.adviser_kind) == ("adviser", "apprentice")
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"ann1@example.org", "ann2@example.org"}
    assert first.history.get().history_change_reason == "Invited"
    assert upload.confirmed_at and not upload.rows.exists() and upload.counts == {NEW: 2}


def test_one_organisation_of_several_people_is_written_once(stage, confirm):
    confirm(stage(person(1), person(2, organisation="SAMPLE WORKS 1 Limited")))
    assert Organisation.objects.count() == 1


def test_confirming_twice_does_once(stage, confirm):
    upload = stage(person(1))
    first, second = confirm(upload), confirm(upload)

    assert Invitation.objects.count() == OutgoingMail.objects.count() == 1
    assert first.confirmed_at == second.confirmed_at


def test_the_same_list_again_finds_everybody_there(stage, confirm):
    people = [person(n, phone="+44 20 7946 0000") for n in range(3)]
    confirm(stage(*people))
    again = stage(*people)

    assert outcomes(again) == [THERE] * 3 and notes(again) == []
    confirm(again)
    assert Invitation.objects.count() == OutgoingMail.objects.count() == 3


def test_two_lists_with_the_same_person_add_the_person_once(stage, confirm):
    """Both were looked at before either was confirmed: the second is judged anew and shown again."""
    first, second = stage(person(1)), stage(person(1), person(2))
    confirm(first)

    moved = confirm(second)
    assert moved.confirmed_at is None and outcomes(moved) == [THERE, NEW] and moved.counts == {THERE: 1, NEW: 1}
    assert Invitation.objects.count() == 1
    assert confirm(moved).confirmed_at
    assert Invitation.objects.count() == 2


def test_one_wrong_row_keeps_all_from_being_written(stage, confirm):
    upload = stage(person(1), person(2, size="huge"))
    with pytest.raises(Conflict):
        confirm(upload)
    assert not Invitation.objects.exists() and outcomes(upload) == [NEW, WRONG]


def test_what_goes_wrong_in_the_middle_leaves_nothing(stage, confirm, monkeypatch):
    upload = stage(person(1), person(2))
    write = invitations.write

    def fail_at_second(**told):
        if told["answers"]["email"] == "ann2@example.org":
            raise RuntimeError
        return write(**told)

    monkeypatch.setattr(invitations, "write", fail_at_second)
    with pytest.raises(RuntimeError):
        confirm(upload)
    assert not Invitation.objects.exists() and not OutgoingMail.objects.exists() and not Organisation.objects.exists()
    assert outcomes(upload) == [NEW, NEW]


def test_changes_of_an_invitation_are_shown_and_written(stage, confirm, group_and_lead):
    group, lead = group_and_lead
    invitations.invite(group=group, kind="employer", answers=INVITED, by=lead, now=timezone.now())
    row = person(1, email="ann@example.org", name="Ann Example", organisation="Sample Works Limited", size="300")
    upload = stage(row | {"division": "", "phone": "", "job_description": ""})

    assert outcomes(upload) == [CHANGED]
    assert notes(upload) == ["Number of employees: “Small: 10 to 49 employees” becomes “Large: 250 or more employees”"]
    confirm(upload)
    invitation = Invitation.objects.get()
    assert (invitation.organisation.size, invitation.organisation.name) == ("large", "Sample Works Ltd")
    assert OutgoingMail.objects.count() == 1  # no new link: the address stays


def test_changes_of_a_member_leave_what_is_the_members_own(stage, confirm, group):
    member = MembershipFactory(group=group, person=PersonFactory(name="Ann Member"), job_title="Director")
    name = member.organisation.name
    row = {"email": member.person.email, "name": "Anne Member", "job_title": "Owner", "organisation": name}
    upload = stage(row)

    assert outcomes(upload) == [CHANGED]
    assert notes(upload) == [
        "Job title: “Director” becomes “Owner”",
        "Full name: Stays “Ann Member”: only the person changes it",
    ]
    before = group.changed_at
    confirm(upload)
    member.refresh_from_db()
    assert (member.job_title, member.person.name) == ("Owner", "Ann Member")
    assert Group.objects.get(pk=group.pk).changed_at > before


def test_a_namesake_under_another_address_is_pointed_out(stage, group):
    MembershipFactory(group=group, person__name="Ann Exámple 1")
    upload = stage(person(1), person(2))
    assert outcomes(upload) == [NEW, NEW]
    [note] = notes(upload)
    assert note.startswith("Full name: Ann Exámple 1 is in the group already, at another address")


def test_empty_cells_change_nothing(stage, group):
    invitation = InvitationFactory(group=group, phone="020 7946 0000")
    name = invitation.organisation.name
    told = {"email": invitation.email, "name": invitation.name, "job_title": invitation.job_title}
    assert outcomes(stage({**told, "organisation": name})) == [THERE]


def test_what_only_the_group_can_tell_is_wrong(stage, group):
    official = OfficialFactory()
    adviser = MembershipFactory(group=group, adviser=True)
    upload = stage(
        person(1, email=official.email),
        person(2, email=adviser.person.email),
        person(3, kind="Adviser", employs_in_occupation=""),
        person(4, adviser_kind="Apprentice"),
        person(5, kind="Facilitator", organisation_kind="", employs_in_occupation="Yes"),
    )
    assert outcomes(upload) == [WRONG] * 5
    told = notes(upload)
    assert "who cannot serve" in told[0]
    assert told[1].startswith("Role in the group: This person is serving as an adviser")
    assert told[2:] == [
        "Kind of adviser: Enter what kind of adviser this is",
        "Kind of adviser: Empty this, or make the person an adviser",
        "Type of organisation: Enter what type of organisation this is",
        "Employs people in the occupation: Only employer members are asked this. Empty it",
    ]


def test_organisations_of_other_groups_are_neither_shown_nor_changed(stage, confirm):
    other = InvitationFactory(organisation=OrganisationFactory(name="Sample Works 1 Ltd", size="large"))
    upload = stage(person(1))
    assert notes(upload) == []
    confirm(upload)
    other.organisation.refresh_from_db()
    assert other.organisation.size == "large" and Organisation.objects.count() == 2


def test_nothing_is_staged_or_confirmed_while_the_membership_is_submitted(stage, confirm, group):
    upload = stage(person(1))
    MembershipSubmissionFactory(group=group)
    for act in (lambda: stage(person(2)), lambda: confirm(upload)):
        with pytest.raises(Conflict):
            act()
    assert MemberUpload.objects.count() == 1 and not Invitation.objects.exists()


def test_discard_leaves_nothing_and_refuses_what_was_confirmed(stage, confirm):
    upload, done = stage(person(1)), confirm(stage(person(2)))
    uploading.discard(upload=upload)
    with pytest.raises(Conflict):
        uploading.discard(upload=done)
    assert MemberUpload.objects.get() == done and not UploadRow.objects.exists()


def test_list_that_somebody_removed_meanwhile_is_neither_removed_nor_confirmed(stage, confirm):
    upload = stage(person(1))
    shown = MemberUpload.objects.get(pk=upload.pk)
    uploading.discard(upload=upload)
    for act in (lambda: uploading.discard(upload=shown), lambda: confirm(shown)):
        with pytest.raises(Conflict, match="removed meanwhile"):
            act()
    assert not Invitation.objects.exists()


def test_lists_that_nobody_confirms_are_forgotten_after_a_week(stage, confirm):
    old, done, fresh = stage(person(1)), confirm(stage(person(2))), stage(person(3))
    MemberUpload.objects.exclude(pk=fresh.pk).update(uploaded_at=timezone.now() - timedelta(days=8))
    forget_uploads()
    assert set(MemberUpload.objects.all()) == {done, fresh} and not old.rows.exists()


# --- another employer of somebody who serves --------------------------------------------------------------------------
@pytest.fixture
def moved(stage, group):
    """A member of the group, and a list that names another employer for them."""
    member = MembershipFactory(group=group, organisation__name="Sample Works", organisation__size="large")
    row = {"email": member.person.email, "name": member.person.name, "job_title": "Owner", "organisation": "New Works"}
    return member, stage(row)


PAIR = ("Sample Works", "New Works")


def test_another_employer_is_never_written_without_an_answer(moved, confirm):
    member, upload = moved
    assert confirming.changes_of_employer(upload) == {PAIR: [member.person.name]}
    with pytest.raises(Conflict):
        confirm(upload)
    with pytest.raises(Conflict):
        confirm(upload, employers={("Sample Works", "Other"): EmployerChange.RENAMED})
    member.refresh_from_db()
    assert (member.organisation.name, member.job_title) == ("Sample Works", "Training manager")


def test_the_same_employer_under_a_new_name_keeps_its_details(moved, confirm):
    member, upload = moved
    confirm(upload, employers={PAIR: EmployerChange.RENAMED})
    member.refresh_from_db()
    organisation = member.organisation
    assert (organisation.name, organisation.size, member.job_title) == ("New Works", "large", "Owner")


def test_who_has_a_new_job_is_asked_and_nothing_is_written(moved, confirm):
    member, upload = moved
    done = confirm(upload, employers={PAIR: EmployerChange.NEW_JOB})
    mail = OutgoingMail.objects.get(to=member.person.email)
    assert "Have you changed employer?" in mail.subject and "New Works" in mail.text
    assert f"/groups/{member.group_id}/mine/employer/" in mail.text
    member.refresh_from_db()
    assert (member.organisation.name, member.job_title) == ("Sample Works", "Training manager")
    assert done.counts == {CHANGED: 0, "asked": 1}


def test_another_employer_of_who_is_only_invited_asks_nothing(stage, confirm, group):
    invitation = InvitationFactory(group=group)
    told = {"email": invitation.email, "name": invitation.name, "job_title": invitation.job_title}
    upload = stage({**told, "organisation": "New Works", "organisation_kind": "Employer"})
    assert confirming.changes_of_employer(upload) == {}
    confirm(upload)
    invitation.refresh_from_db()
    assert invitation.organisation.name == "New Works"


# --- a long list, written by a worker ---------------------------------------------------------------------------------
@pytest.fixture
def long(stage, confirm, monkeypatch):
    """A list that a person confirmed, and that is too long to write while they wait."""
    monkeypatch.setattr(confirming, "AT_ONCE", 1)
    return confirm(stage(person(1), person(2)))


def test_a_long_list_waits_for_a_worker(long, confirm, woken, django_capture_on_commit_callbacks):
    assert long.is_being_written and not Invitation.objects.exists()
    with pytest.raises(Conflict):
        uploading.discard(upload=long)
    again = confirm(long)
    assert again.begun_at == long.begun_at

    confirm_uploads()
    confirm_uploads()
    long.refresh_from_db()
    assert long.confirmed_at and long.confirmed_by == long.begun_by and not long.rows.exists()
    assert Invitation.objects.count() == OutgoingMail.objects.count() == 2
    assert writing.progress(long) >= 0


def test_a_worker_is_woken_for_it(stage, confirm, monkeypatch, woken, django_capture_on_commit_callbacks):
    monkeypatch.setattr(confirming, "AT_ONCE", 0)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(stage(person(1)))
    assert ("lists.tasks.confirm_uploads", ()) in woken


def test_what_stops_the_worker_is_told_and_nothing_is_written(long, confirm, monkeypatch):
    write = invitations.write

    def fail_at_second(**told):
        if told["answers"]["email"] == "ann2@example.org":
            raise RuntimeError
        return write(**told)

    with monkeypatch.context() as broken:
        broken.setattr(invitations, "write", fail_at_second)
        confirm_uploads()
    long.refresh_from_db()
    assert "Something went wrong on our side" in long.failure and not long.is_being_written
    assert not Invitation.objects.exists() and not OutgoingMail.objects.exists() and long.rows.count() == 2

    confirm(long)
    confirm_uploads()
    long.refresh_from_db()
    assert long.confirmed_at and long.failure == ""


def test_a_membership_submitted_meanwhile_gives_the_list_back(long, group):
    MembershipSubmissionFactory(group=group)
    confirm_uploads()
    long.refresh_from_db()
    assert "with the regulator" in long.failure and long.begun_at is None


def test_a_group_that_changed_meanwhile_gives_the_list_back_to_be_looked_at(long, group):
    InvitationFactory(group=group, email="ann1@example.org", name="Ann Example 1")
    confirm_uploads()
    long.refresh_from_db()
    assert "Look at it again" in long.failure and long.begun_at is None
    assert outcomes(long) == [CHANGED, NEW] and long.counts == {CHANGED: 1, NEW: 1}


def test_a_cache_that_is_down_stops_nothing(long, monkeypatch):
    def fail(*args):
        raise RedisError

    monkeypatch.setattr(cache, "set", fail)
    monkeypatch.setattr(cache, "get", fail)
    assert writing.progress(long) == 0
    confirm_uploads()
    long.refresh_from_db()
    assert long.confirmed_at


def test_a_lost_connection_leaves_the_list_to_the_next_worker(long, monkeypatch):
    def lose(*args, **told):
        raise OperationalError

    with monkeypatch.context() as lost:
        lost.setattr(confirming, "write_all", lose)
        with pytest.raises(OperationalError):
            confirm_uploads()
    long.refresh_from_db()
    assert long.is_being_written
    confirm_uploads()
    long.refresh_from_db()
    assert long.confirmed_at


@pytest.mark.parametrize("number", [1, 30])
def test_judging_takes_the_same_statements_however_many_rows(group, number):
    InvitationFactory.create_batch(number, group=group)
    MembershipFactory.create_batch(number, group=group)
    UserFactory()
    rows = read_members(csv_of(table(*(person(n) for n in range(number)))))
    with CaptureQueriesContext(connection) as asked:
        check_rows(group, rows, timezone.now())
    assert len(asked) == 5
