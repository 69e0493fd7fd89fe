"""Who agrees to wider mailings: today's consents only, a withdrawal counts at once."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.policies import statements_for
from guidance.vocabulary import ConsentCode
from members.actions import memberships
from members.models import Consent, Membership
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import ConsentFactory, MembershipFactory, OfficialFactory, eligible_chair
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
PAGE, DOWNLOAD = "/mailings/", "/mailings/download/"


@pytest.fixture(autouse=True)
def official(client):
    sign_in_official(client, OfficialFactory())


def agree(membership: Membership, **told: object) -> Consent:
    return ConsentFactory(membership=membership, code=ConsentCode.WIDER_MAILINGS, **told)


def chair(**told: object) -> Membership:
    appointment = eligible_chair(**told)
    return Membership.objects.get(person=appointment.person, group=appointment.group)


def listed(client) -> list[dict[str, str]]:
    content = b"".join(client.get(DOWNLOAD).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_chairs_and_facilitators_who_agree_are_listed_with_the_words(client):
    member, facilitator, adviser = chair(), MembershipFactory(facilitator=True), MembershipFactory(adviser=True)
    for one in (member, facilitator, adviser):
        agree(one, wording_version="skills-england-2025-06")
    chair()  # was not asked, or said no

    rows = {row["Email address"]: row for row in listed(client)}
    assert rows.keys() == {member.person.email, facilitator.person.email}
    row = rows[member.person.email]
    assert (row["Role"], row["Reference"]) == ("Chair", member.group.reference)
    assert row["Version of the words"] == statements_for(today()).version and row["Words"]
    assert rows[facilitator.person.email]["Role"] == "Facilitator"
    assert "2 people." in text_of(client.get(PAGE)) and member.person.email in text_of(client.get(PAGE))


def test_who_takes_it_back_is_left_out_at_once(client):
    member = chair()
    agree(member)
    assert len(listed(client)) == 1
    by, now = member.person.user, timezone.now()
    memberships.withdraw(membership=member, code=ConsentCode.WIDER_MAILINGS, by=by, now=now)
    assert listed(client) == []
    assert "No chair or facilitator agrees" in text_of(client.get(PAGE))


@pytest.mark.parametrize("reason", ["ended", "no chair", "not held", "taken back elsewhere", "not yet", "no support"])
def test_a_consent_that_does_not_count_today(client, reason):
    member = chair()
    mailing = agree(member)
    if reason == "ended":
        Membership.objects.update(ended_on=today())
    elif reason == "no chair":
        member.group.chairs.update(ended_on=today())
    elif reason == "not held":
        Consent.objects.filter(code=ConsentCode.DETAILS_HELD).update(withdrawn_on=today())
    elif reason == "taken back elsewhere":
        agree(MembershipFactory(person=member.person, facilitator=True), withdrawn_on=today())
    elif reason == "not yet":
        Consent.objects.filter(pk=mailing.pk).update(given_on=today() + timedelta(days=1))
    else:
        type(member.group).objects.filter(pk=member.group_id).update(support_withdrawn_on=today())
    assert listed(client) == []


def test_somebody_in_two_groups_is_written_to_once(client):
    member = chair()
    agree(member, given_on=today() - timedelta(days=3))
    agree(MembershipFactory(person=member.person, facilitator=True), given_on=today())
    [row] = listed(client)
    assert row["Role"] == "Facilitator"  # where it was given last


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_statements(client, number, django_assert_num_queries):
    for _ in range(number):
        agree(MembershipFactory(facilitator=True))
    client.get(PAGE)
    with django_assert_num_queries(6):  # session, user, second factor, its kind, count, rows
        page = client.get(PAGE)
    assert text_of(page).count("Facilitator of") == number
