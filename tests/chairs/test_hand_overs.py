"""A change of chair on a day: arranged, confirmed, called off; rights follow the dated rows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Action, Role
from groups.access import get_group
from members.actions import hand_overs, memberships
from members.models import ChairAppointment, HandOver
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import home_page, work_page
from tests.factories import (
    ChairAppointmentFactory,
    DeclarationFactory,
    GroupOfficialFactory,
    InterestFactory,
    InvitationFactory,
    MembershipFactory,
    MembershipSubmissionFactory,
    MotionFactory,
    OrganisationFactory,
    QueryFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import WORDING, led_group, text_of, typed_date

pytestmark = pytest.mark.django_db
DAY = timedelta(days=10)


@pytest.fixture
def chair():
    appointment = eligible_chair()
    GroupOfficialFactory(group=appointment.group)
    appointment.group.membership_approved_on = today() - timedelta(days=3)
    appointment.group.save()
    return appointment


@pytest.fixture
def successor(chair):
    return eligible_member(group=chair.group).person


def manager_of(chair) -> User:
    return chair.group.officials.get().user


def arrange(chair, successor, *, leaving="chair", on=None, by=None):
    return hand_overs.arrange(
        group=chair.group,
        leaving=chair if leaving == "chair" else leaving,
        successor=successor,
        takes_place_on=on or today() + DAY,
        by=by or chair.person.user,
        now=timezone.now(),
    )


def accept(hand_over):
    by = hand_over.successor.user
    return hand_overs.accept(hand_over=hand_over, wording=WORDING, by=by, now=timezone.now())


def confirm(hand_over, by):
    """By the product manager, once the successor has accepted."""
    if hand_over.successor and not hand_over.called_off_at:
        hand_over = accept(hand_over)
    return hand_overs.confirm(hand_over=hand_over, by=by, now=timezone.now())


def cancel(hand_over, by):
    return hand_overs.cancel(hand_over=hand_over, reason="The work is not done.", by=by, now=timezone.now())


def roles(person, group, on):
    return get_group(person.user, Action.GROUP_VIEW, pk=group.pk, on=on).roles


# --- arranged, confirmed, on the day ---------------------------------------------------------------------------------
def test_arranged_change_waits_for_the_product_manager_and_changes_nothing(chair, successor):
    hand_over = arrange(chair, successor)

    assert ChairAppointment.objects.get().ended_on is None and hand_over.confirmed_at is None
    told = dict(OutgoingMail.objects.values_list("to", "kind"))
    assert told == {
        manager_of(chair).email: "members.hand_over_arranged",
        successor.email: "members.hand_over_proposed",
    }


# --- nobody becomes chair without their word -------------------------------------------------------------------------
def test_nobody_becomes_chair_before_they_accept(chair, successor):
    hand_over = arrange(chair, successor, by=manager_of(chair))

    with pytest.raises(Conflict, match="has not accepted yet"):
        hand_overs.confirm(hand_over=hand_over, by=manager_of(chair), now=timezone.now())
    assert ChairAppointment.objects.count() == 1


@pytest.mark.parametrize("who", ["chair", "manager", "other"])
def test_nobody_accepts_for_another(chair, successor, who):
    others = {"chair": chair.person.user, "manager": manager_of(chair)}
    by = others.get(who) or eligible_member(group=chair.group).person.user
    hand_over = arrange(chair, successor)

    with pytest.raises(Conflict, match="Only the person who is proposed"):
        hand_overs.accept(hand_over=hand_over, wording=WORDING, by=by, now=timezone.now())
    hand_over.refresh_from_db()
    assert hand_over.accepted_at is None


def test_acceptance_changes_nothing_before_the_product_manager_confirms(chair, successor):
    accepted = accept(arrange(chair, successor, on=today()))

    assert accepted.accepted_by == successor.user
    assert Role.CHAIR in roles(chair.person, chair.group, today())
    assert Role.CHAIR not in roles(successor, chair.group, today())
    told = OutgoingMail.objects.filter(kind="members.hand_over_accepted").values_list("to", flat=True)
    assert sorted(told) == sorted([manager_of(chair).email, chair.person.email])


def test_acceptance_brings_both_confirmations_of_a_chair(chair, successor):
    new = confirm(arrange(chair, successor), manager_of(chair)).appointment

    assert (new.confirmed_no_interest_on, new.publication_agreed_on) == (today(), today())
    assert {new.wording_version, new.publication_wording_version} == {WORDING.version}


def test_accepting_twice_writes_once(chair, successor):
    hand_over = arrange(chair, successor)
    assert accept(hand_over).accepted_at == accept(hand_over).accepted_at
    assert OutgoingMail.objects.filter(kind="members.hand_over_accepted", to=manager_of(chair).email).count() == 1


def test_declined_proposal_is_called_off_with_its_reason(client, chair, successor):
    hand_over = arrange(chair, successor)
    client.force_login(successor.user)
    assert "Accept or decline to be chair" in text_of(home_page(client))
    page = client.get(hand_over.get_absolute_url())
    assert "Accept" in text_of(page) and url("hand_over_accept", chair.group, hand_over.pk) in page.content.decode()

    off = url("hand_over_call_off", chair.group, hand_over.pk)
    assert "Decline to be chair" in text_of(client.get(off))
    assert client.post(off, {}).status_code == 422
    client.post(off, {"reason": "I have no time."})

    assert "Accept or decline to be chair" not in text_of(home_page(client))
    with pytest.raises(Conflict, match="called off"):
        accept(hand_over)
    told = OutgoingMail.objects.filter(kind="members.hand_over_called_off").values_list("to", flat=True)
    assert {chair.person.email, manager_of(chair).email} <= set(told)


def test_successor_accepts_on_a_page_with_both_confirmations(client, chair, successor):
    hand_over = arrange(chair, successor)
    address = url("hand_over_accept", chair.group, hand_over.pk)
    client.force_login(successor.user)
    assert WORDING.chair_interest in text_of(client.get(address))
    refused = client.post(address, {"has_no_interest": "on"})
    assert refused.status_code == 422 and "or decline" in text_of(refused)

    client.post(address, {"has_no_interest": "on", "agrees_to_publication": "on"})

    hand_over.refresh_from_db()
    assert hand_over.waits_for_confirmation
    assert client.get(address).status_code == 302  # there is nothing to accept any more
    client.force_login(chair.person.user)
    assert client.get(address).status_code == 403


def test_proposal_waits_in_no_list_of_officials_before_it_is_accepted(client, chair, successor):
    hand_over = arrange(chair, successor)
    sign_in_official(client, manager_of(chair))
    assert "Confirm a change of chair" not in text_of(work_page(client))
    assert client.post(hand_over.get_absolute_url(), {"decision": "confirm"}).status_code == 409

    accept(hand_over)
    assert "Confirm a change of chair" in text_of(work_page(client))


# --- the first chair, and every stage --------------------------------------------------------------------------------
def test_first_co_chairs_are_proposed_accepted_and_confirmed(client):
    group, lead = led_group()
    GroupOfficialFactory(group=group)
    people = [eligible_member(group=group).person for _ in range(2)]
    client.force_login(lead)
    typed = {"successor": [person.pk for person in people], **typed_date("takes_place_on", today())}

    client.post(url("hand_over_arrange", group), typed)

    assert HandOver.objects.to_accept().count() == 2
    page = text_of(client.get(url("chairs", group)))
    assert "Until the first chair is accepted and confirmed, you lead the group" in page
    for person in people:
        accept(HandOver.objects.get(successor=person))
    assert Role.LEAD in get_group(lead, Action.GROUP_VIEW, pk=group.pk, on=today()).roles
    for hand_over in HandOver.objects.to_confirm():
        hand_overs.confirm(hand_over=hand_over, by=group.officials.get().user, now=timezone.now())
    assert {one.person for one in ChairAppointment.objects.current(today())} == set(people)
    assert client.get(url("chairs", group)).status_code == 404  # the enquirer is no member, and leads no more


def test_two_first_chairs_are_proposed_together_or_not_at_all():
    group, lead = led_group()
    member, stranger = eligible_member(group=group).person, eligible_member().person
    changes = [{"leaving": None, "successor": one, "takes_place_on": today()} for one in (member, stranger)]

    with pytest.raises(Conflict):
        hand_overs.propose(group=group, changes=changes, by=lead, now=timezone.now())
    assert not HandOver.objects.exists() and not OutgoingMail.objects.exists()


def test_enquirer_who_proposes_themself_is_asked_to_accept_at_once(client):
    group, lead = led_group()
    member = eligible_member(group=group, person__user=lead)
    client.force_login(lead)

    typed = {"successor": [member.person_id], **typed_date("takes_place_on", today())}
    response = client.post(url("hand_over_arrange", group), typed)

    assert response.url == url("hand_over_accept", group, HandOver.objects.get().pk)
    assert not OutgoingMail.objects.filter(to=lead.email).exists()


@pytest.mark.parametrize("number, words", [(0, "Choose who becomes chair"), (3, "Select no more than two")])
def test_first_chairs_are_one_or_two(client, number, words):
    group, lead = led_group()
    people = [eligible_member(group=group).person_id for _ in range(3)]
    client.force_login(lead)

    typed = {"successor": people[:number], **typed_date("takes_place_on", today())}
    response = client.post(url("hand_over_arrange", group), typed)

    assert response.status_code == 422
    assert words in text_of(response)


def test_member_of_another_group_is_refused_as_a_choice(client):
    group, lead = led_group()
    eligible_member(group=group)
    client.force_login(lead)

    typed = {"successor": [MembershipFactory().person_id], **typed_date("takes_place_on", today())}
    assert client.post(url("hand_over_arrange", group), typed).status_code == 422


def test_person_without_an_account_is_not_proposed(chair):
    member = eligible_member(group=chair.group)
    member.person.user = None
    member.person.save()

    with pytest.raises(Conflict, match="has no account"):
        arrange(chair, member.person)


def test_chair_changes_while_the_membership_is_submitted(chair, successor):
    chair.group.membership_approved_on = None
    chair.group.save()
    MembershipSubmissionFactory(group=chair.group)

    confirm(arrange(chair, successor, on=today()), manager_of(chair))

    assert ChairAppointment.objects.current(today()).get().person == successor


def test_nothing_changes_once_support_is_withdrawn(chair, successor):
    hand_over = arrange(chair, successor)
    chair.group.support_withdrawn_on = today()
    chair.group.save()

    with pytest.raises(Conflict, match="withdrawn"):
        accept(hand_over)


def test_confirmed_change_passes_rights_on_its_day_by_itself(chair, successor):
    confirm(arrange(chair, successor), manager_of(chair))

    before, day = today() + DAY - timedelta(days=1), today() + DAY
    assert Role.CHAIR in roles(chair.person, chair.group, before)
    assert Role.CHAIR not in roles(successor, chair.group, before)
    assert Role.CHAIR not in roles(chair.person, chair.group, day)
    assert Role.CHAIR in roles(successor, chair.group, day)


def test_confirming_twice_writes_once(chair, successor):
    hand_over = arrange(chair, successor)

    first, second = confirm(hand_over, manager_of(chair)), confirm(hand_over, manager_of(chair))

    assert first.appointment == second.appointment
    assert ChairAppointment.objects.filter(person=successor).count() == 1


def test_change_confirmed_late_takes_place_on_the_day_of_confirmation(chair, successor):
    hand_over = arrange(chair, successor)
    HandOver.objects.update(takes_place_on=today() - timedelta(days=2))

    confirmed = confirm(hand_over, manager_of(chair))

    assert confirmed.takes_place_on == confirmed.appointment.started_on == today()
    chair.refresh_from_db()
    assert chair.ended_on == today()


def test_co_chair_joins_and_steps_down_again(chair, successor):
    joined = confirm(arrange(chair, successor, leaving=None, on=today()), manager_of(chair))
    assert ChairAppointment.objects.current(today()).count() == 2

    stepped = arrange(chair, None, leaving=joined.appointment, on=today(), by=successor.user)
    assert stepped.waits_for_confirmation and ChairAppointment.objects.current(today()).count() == 2
    hand_overs.confirm(hand_over=stepped, by=manager_of(chair), now=timezone.now())

    assert ChairAppointment.objects.current(today()).get() == chair


def test_successor_sees_before_the_day_what_was_confirmed(client, chair, successor):
    confirm(arrange(chair, successor), manager_of(chair))
    client.force_login(successor.user)

    page = text_of(client.get(reverse("chairs:chair_confirm", args=[chair.group.pk])))

    assert "You become chair on" in page and page.count("Withdraw it") == 2


# --- called off ------------------------------------------------------------------------------------------------------
def test_called_off_before_the_day_leaves_the_chair_as_it_was(chair, successor):
    hand_over = confirm(arrange(chair, successor), manager_of(chair))

    cancel(hand_over, chair.person.user)
    called_off = cancel(hand_over, chair.person.user)

    assert called_off.reason == "The work is not done."
    day = today() + DAY
    assert ChairAppointment.objects.current(day).get() == chair
    assert arrange(chair, successor).pk != hand_over.pk  # the way is free again


def test_change_is_not_called_off_once_its_day_has_come(chair, successor):
    hand_over = confirm(arrange(chair, successor, on=today()), manager_of(chair))

    with pytest.raises(Conflict, match="has taken place"):
        cancel(hand_over, chair.person.user)


def test_called_off_change_is_not_confirmed_any_more(chair, successor):
    hand_over = arrange(chair, successor)
    cancel(hand_over, successor.user)

    with pytest.raises(Conflict, match="called off"):
        confirm(hand_over, manager_of(chair))


def test_successor_whose_membership_ends_first_becomes_no_chair(chair, successor):
    hand_over = confirm(arrange(chair, successor), manager_of(chair))
    memberships.end(
        membership=chair.group.memberships.get(person=successor),
        reason="resigned",
        ended_on=today(),
        by=successor.user,
        now=timezone.now(),
    )

    hand_over.refresh_from_db()
    assert hand_over.called_off_at
    assert ChairAppointment.objects.current(today() + DAY).get() == chair


# --- refused ---------------------------------------------------------------------------------------------------------
def test_chair_hands_over_once(chair, successor):
    arrange(chair, successor)

    with pytest.raises(Conflict, match="hands over already"):
        arrange(chair, eligible_member(group=chair.group).person)


def test_person_is_proposed_once(chair, successor):
    arrange(chair, successor, leaving=None)

    with pytest.raises(Conflict, match="is proposed as chair already"):
        arrange(chair, successor)


def test_those_who_are_proposed_count_among_the_two(chair, successor):
    """Also where they would chair together for some days only."""
    arrange(chair, successor, on=today() + 2 * DAY)

    arrange(chair, eligible_member(group=chair.group).person, leaving=None, on=today() + 2 * DAY)
    with pytest.raises(Conflict, match="those who are proposed among them"):
        arrange(chair, eligible_member(group=chair.group).person, leaving=None, on=today() + DAY)


def test_third_chair_is_refused(chair, successor):
    ChairAppointmentFactory(group=chair.group, person=eligible_member(group=chair.group).person)

    with pytest.raises(Conflict, match="one chair or two co-chairs"):
        arrange(chair, successor, leaving=None)


def test_person_chairs_once(chair):
    with pytest.raises(Conflict, match="chairs the group already"):
        arrange(chair, chair.person, leaving=None)


def test_last_chair_does_not_step_down_without_a_successor(chair):
    with pytest.raises(Conflict, match="one chair or two co-chairs"):
        arrange(chair, None)


def test_adviser_does_not_follow(chair):
    adviser = eligible_member(group=chair.group, adviser=True)

    with pytest.raises(Conflict, match="is not an employer member"):
        arrange(chair, adviser.person)


def test_chair_of_another_group_hands_over_nothing(chair, successor):
    with pytest.raises(Conflict, match="does not chair the group"):
        arrange(chair, successor, leaving=eligible_chair())


def test_member_who_leaves_before_the_day_does_not_follow(chair):
    membership = MembershipFactory(group=chair.group, ended_on=today() + timedelta(days=5))

    with pytest.raises(Conflict, match="is not an employer member of the group on that day"):
        arrange(chair, membership.person)


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_never_make_three_chairs():
    chair = eligible_chair()
    people = [eligible_member(group=chair.group).person for _ in range(2)]
    official, barrier = GroupOfficialFactory(group=chair.group).user, Barrier(2)

    def attempt(number: int) -> str:
        try:
            barrier.wait(timeout=10)
            arrange(chair, people[number], leaving=None, on=today(), by=official)
        except Conflict:
            return "refused"
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))

    assert outcomes == ["joined", "refused"]
    assert HandOver.objects.waiting().count() == 1


# --- pages -----------------------------------------------------------------------------------------------------------
def url(name, group, *more):
    return reverse(f"chairs:{name}", args=[group.pk, *more])


def test_chair_arranges_and_both_see_the_checklist(client, chair, successor):
    InvitationFactory.create_batch(2, group=chair.group)
    QueryFactory(group=chair.group)
    MotionFactory(group=chair.group)
    client.force_login(chair.person.user)
    typed = {"change": f"over-{chair.pk}", "successor": successor.pk, **typed_date("takes_place_on", today() + DAY)}
    assert "hands over to somebody else" in text_of(client.get(url("hand_over_arrange", chair.group)))

    response = client.post(url("hand_over_arrange", chair.group), typed, follow=True)
    assert f"{successor.name} is asked to accept" in text_of(response) and "Not yet" in text_of(response)
    ours = text_of(client.get(HandOver.objects.get().get_absolute_url()))
    client.force_login(successor.user)
    theirs = text_of(client.get(HandOver.objects.get().get_absolute_url()))

    for text in (ours, theirs):
        assert "Invitations not accepted 2 open" in text and "Queries not answered 1 open" in text
        assert "Motions open for votes 1 open" in text and "The register stays whole: 2 declarations" in text
    assert "What you have to give" in theirs and "disqualifies: not given yet" in theirs
    assert "Accept or decline to be chair" in text_of(home_page(client))


def test_hand_over_form_asks_for_what_is_missing(client, chair, successor):
    client.force_login(chair.person.user)
    past = typed_date("takes_place_on", today() - timedelta(days=1))

    response = client.post(url("hand_over_arrange", chair.group), {"change": f"over-{chair.pk}", **past})

    assert response.status_code == 422
    assert "Choose who becomes chair" in text_of(response)
    assert "today or within the next twelve months" in text_of(response)


def test_product_manager_sees_the_cross_check_and_confirms(client, chair, successor):
    college = OrganisationFactory(kind="training_provider", name="Sample College")
    declaration = DeclarationFactory(group=chair.group, person=successor)
    InterestFactory(declaration=declaration, nature="directorship", organisation=college)
    hand_over = accept(arrange(chair, successor))
    sign_in_official(client, manager_of(chair))

    assert "Confirm a change of chair" in text_of(work_page(client))
    page = text_of(client.get(hand_over.get_absolute_url()))
    assert "Sample College Speaks against it" in page
    assert client.post(hand_over.get_absolute_url(), {"decision": "decline"}).status_code == 422
    client.post(hand_over.get_absolute_url(), {"decision": "confirm"})

    hand_over.refresh_from_db()
    assert hand_over.confirmed_by == manager_of(chair)
    assert "Confirm a change of chair" not in text_of(work_page(client))


def test_product_manager_declines_with_a_reason(client, chair, successor):
    hand_over = accept(arrange(chair, successor))
    sign_in_official(client, manager_of(chair))

    client.post(hand_over.get_absolute_url(), {"decision": "decline", "reason": "An interest stands against it."})

    assert "An interest stands against it." in text_of(client.get(hand_over.get_absolute_url()))
    assert any("An interest stands against it." in mail.text for mail in OutgoingMail.objects.all())


def test_other_members_see_that_a_change_is_arranged_and_not_its_checklist(client, chair, successor):
    hand_over, other = arrange(chair, successor), eligible_member(group=chair.group)
    client.force_login(other.person.user)

    assert hand_over.summary in text_of(client.get(url("chairs", chair.group)))
    assert client.get(hand_over.get_absolute_url()).status_code == 403
    assert client.get(url("hand_over", eligible_chair().group, hand_over.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_checklist_query_count_does_not_grow(client, django_assert_num_queries, chair, successor, rows):
    hand_over = arrange(chair, successor)
    QueryFactory.create_batch(rows, group=chair.group)
    declaration = DeclarationFactory(group=chair.group, person=successor)
    InterestFactory.create_batch(rows, declaration=declaration)
    client.force_login(chair.person.user)

    # session, user, group, change, facts, interests, seven of what is open, two of the register
    with django_assert_num_queries(16):
        response = client.get(hand_over.get_absolute_url())

    assert text_of(response).count("Speaks against it") == rows
