"""New words ask again and keep the old; what is withdrawn counts at once, wherever it is read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from duties.models import Duty
from guidance.assessment import assess
from guidance.duties.reading import single_records
from guidance.statements import Item
from members.actions import chairs, memberships
from members.actions.ledger import chair_reconfirmation_due, reconfirmation_due
from members.models import Membership
from members.rules.confirmations import CONFIRMATION_OF
from oversight.actions import sweep
from portal.calendar import add_working_days, today
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import home_page
from tests.factories import (
    ConsentFactory,
    DeclarationFactory,
    GroupOfficialFactory,
    InterestFactory,
    StatementFactory,
    eligible_chair,
    eligible_member,
)
from tests.members.helpers import EMPLOYER_CONSENTS, EMPLOYER_STATEMENTS, WORDING, bring_into_force, text_of

pytestmark = pytest.mark.django_db
NEW = "agree to your details being held, and shown to the other members"


@pytest.fixture
def reconfirmation(monkeypatch):
    """Of one consent and of the chair's confirmation, in force since today."""
    held = Item(WORDING.held.code, NEW)
    words = replace(WORDING, version="new", in_force_from=today(), held=held, chair_interest="have no interest at all")
    return bring_into_force(monkeypatch, words)


@pytest.fixture
def member(client):
    membership = eligible_member()
    client.force_login(membership.person.user)
    return membership


def url(name, *arguments):
    return reverse(name, args=arguments)


def answer(membership, wording, consents=EMPLOYER_CONSENTS):
    return memberships.give(
        membership=membership,
        statements=EMPLOYER_STATEMENTS,
        consents=consents,
        wording=wording,
        is_chair=False,
        by=membership.person.user,
        now=timezone.now(),
    )


# --- new words -------------------------------------------------------------------------------------------------------
def test_changed_words_ask_again_and_the_old_answer_counts_meanwhile(member, reconfirmation):
    (asked,) = reconfirmation_due([member], today())[member.pk]

    assert (asked.item.text, asked.before) == (NEW, WORDING.held.text)
    assert not [one for one in assess(member.group_id, today()).of_person(member.person_id) if one.status == "not_met"]


def test_answer_under_new_words_stands_beside_the_old_one(member, reconfirmation):
    answer(member, reconfirmation)
    answer(member, reconfirmation)

    rows = member.consents.filter(code="details_held").order_by("given_on")
    assert [(row.wording_version, row.withdrawn_on) for row in rows] == [
        (WORDING.version, None),
        ("new", None),
    ]
    assert member.consents.count() == 4  # the others' words are the same: not given again
    assert reconfirmation_due([member], today())[member.pk] == []


def test_withdrawing_under_new_words_withdraws_both(member, reconfirmation):
    answer(member, reconfirmation)
    withdraw(member, "details_held")

    assert not member.consents.filter(code="details_held", withdrawn_on=None).exists()


def test_words_of_2025_ask_again_what_was_given_in_2023():
    membership = eligible_member(started_on=today() - timedelta(days=900))
    membership.consents.update(wording_version="ifate-2023-11")
    membership.statements.update(wording_version="")  # not noted: the day tells the words

    codes = {one.item.code for one in reconfirmation_due([membership], today())[membership.pk]}

    assert {"details_held", "employer_name_published"} <= codes and "employer_agrees_membership" not in codes


@pytest.mark.parametrize("people", [1, 3])
def test_asking_again_costs_one_statement(django_assert_num_queries, reconfirmation, people):
    group = eligible_chair().group
    for _ in range(people):
        eligible_member(group=group)
    members = list(Membership.objects.all())

    with django_assert_num_queries(1):
        found = reconfirmation_due(members, today())

    assert sum(map(len, found.values())) == people + 1


def test_person_sees_both_words_and_is_asked_for_what_is_new_alone(client, member, reconfirmation):
    assert "read the new words and answer again" in text_of(client.get(url("overview:mine", member.group_id)))
    assert "Give what your membership lacks, or what has new words" in text_of(home_page(client))

    page = client.get(url("members:mine_statements", member.group_id))

    assert NEW in text_of(page) and f"when they were: “{WORDING.held.text}”" in text_of(page)
    form = BeautifulSoup(page.content, "html.parser").select_one("main form")
    assert [box["value"] for box in form.select("input[type=checkbox]")] == [
        "details_held"
    ]  # and nothing else is asked
    assert "It still counts" in form.get_text() and not form.select("input[checked]")


def test_chair_sees_who_has_not_answered_and_asks(client, reconfirmation):
    chair = eligible_chair()
    member = eligible_member(group=chair.group)
    client.force_login(chair.person.user)
    words = "Has not answered the new words of"

    assert text_of(client.get(url("overview:members", chair.group_id))).count(words) == 2
    assert words in text_of(client.get(member.get_absolute_url()))
    client.post(url("members:ask", chair.group_id, member.pk))
    assert words in OutgoingMail.objects.get(to=member.person.email).text


def confirming(membership):
    """The days from which and by which the person is asked, of the open duty; None where there is none."""
    sweep([membership.group_id], on=today())
    open_duties = Duty.objects.open(today()).filter(code="member.confirm", person=membership.person)
    return open_duties.values_list("since", "due_on").first()


def test_new_words_are_due_from_their_first_day_until_answered(member, reconfirmation):
    due_on = add_working_days(reconfirmation.in_force_from, 10)
    assert confirming(member) == (reconfirmation.in_force_from, due_on)

    answer(member, reconfirmation)

    assert confirming(member) is None


def test_words_that_stayed_ask_nothing(member, reconfirmation, monkeypatch):
    answer(member, reconfirmation)
    same = replace(reconfirmation, version="newest", document="Another document")
    bring_into_force(monkeypatch, same)

    assert confirming(member) is None


@pytest.mark.parametrize(
    ("version", "given_on", "is_asked"),
    [
        ("ifate-2023-11", date(2025, 7, 1), True),  # under the old words, given after the new ones came
        ("", date(2024, 1, 1), True),
        ("", date(2025, 7, 1), False),
        (WORDING.version, date(2025, 7, 1), False),
    ],
)
def test_the_statement_reads_old_words_as_the_ledger_does(member, version, given_on, is_asked):
    kept = {"wording_version": version, "given_on": given_on, "code": "employer_name_published"}
    member.consents.filter(code="employer_name_published").update(**kept)
    asked = reconfirmation_due([member], today())[member.pk]
    [record] = single_records(member.group_id, today()).group.memberships

    assert bool(asked) == is_asked
    assert record.worded_anew_on == (WORDING.in_force_from if is_asked else None)


def test_chair_confirms_again_under_new_words(client, reconfirmation):
    chair = eligible_chair()
    client.force_login(chair.person.user)
    page = client.get(url("chairs:chair_confirm", chair.group_id))
    assert "The guidance’s words changed" in text_of(page) and " checked" not in page.content.decode()

    client.post(url("chairs:chair_confirm", chair.group_id), {"has_no_interest": "on", "agrees_to_publication": "on"})

    chair.refresh_from_db()
    assert chair_reconfirmation_due(chair, today()) == {}
    ledger = text_of(client.get(url("members:ledger")))
    assert "“have no interest at all”" in ledger


# --- the person's own page -------------------------------------------------------------------------------------------
def test_ledger_shows_all_with_the_words_as_they_were(client):
    membership = eligible_member(ended_on=today(), end_reason="resigned")  # former members see their own, too
    old = ConsentFactory(
        membership=membership, wording_version="ifate-2023-11", withdrawn_on=today(), code="employer_name_published"
    )
    client.force_login(membership.person.user)

    text = text_of(client.get(url("members:ledger")))

    assert "name being published on the apprenticeship’s webpage" in text and "name being published on the occ" in text
    assert "Institute for Apprenticeships" in text and membership.group.name in text
    lines = b"".join(client.get(url("members:ledger_csv")).streaming_content).decode().splitlines()
    assert len(lines) == 1 + membership.statements.count() + membership.consents.count()
    assert sum(line.endswith(f",{old.withdrawn_on.isoformat()}") for line in lines) == 1


def test_ledger_tells_what_a_chair_confirmed_and_took_back(client):
    chair = eligible_chair()
    client.force_login(chair.person.user)
    withdraw_as_chair(chair, "no_interest")
    withdraw_as_chair(chair, "publication")
    chairs.confirm(
        appointment=chair,
        has_no_interest=True,
        agrees_to_publication=True,
        wording=WORDING,
        by=chair.person.user,
        now=timezone.now(),
    )

    lines = b"".join(client.get(url("members:ledger_csv")).streaming_content).decode().splitlines()

    withdrawn = [line.endswith(f",{today().isoformat()}") for line in lines if "No interest that is excluded" in line]
    assert sorted(withdrawn) == [False, True]


def test_ledger_is_ones_own(client, member):
    other = eligible_member()

    assert other.group.name not in text_of(client.get(url("members:ledger")))
    sign_in_official(client, GroupOfficialFactory().user)
    assert "You have given nothing yet" in text_of(client.get(url("members:ledger")))


@pytest.mark.parametrize("rows", [1, 3])
def test_ledger_query_count_does_not_grow(client, django_assert_num_queries, rows):
    membership = eligible_member()
    StatementFactory.create_batch(rows, membership=membership, withdrawn_on=today())
    client.force_login(membership.person.user)

    with django_assert_num_queries(5):  # session, user, statements, consents, chair's history
        response = client.get(url("members:ledger"))

    assert response.status_code == 200


# --- withdrawn: at once, on every page and in every export -----------------------------------------------------------
@pytest.fixture
def published(client):
    """A chair of a published group, with an interest on the register."""
    chair = eligible_chair()
    group = chair.group
    Membership.objects.update(approval="approved")
    group.membership_approved_on = today() - timedelta(days=1)
    group.save()
    InterestFactory(declaration=DeclarationFactory(group=group, person=chair.person))
    return chair


def withdraw(membership, code):
    memberships.withdraw(membership=membership, code=code, by=membership.person.user, now=timezone.now())


def withdraw_as_chair(chair, code):
    confirmation = CONFIRMATION_OF[code]
    chairs.withdraw(appointment=chair, confirmation=confirmation, by=chair.person.user, now=timezone.now())


def test_employers_name_withdrawn_is_gone_from_page_and_csv_at_once(client, published):
    membership = Membership.objects.get(person=published.person)
    name, addresses = (
        membership.organisation.name,
        [
            reverse("public_pages:group", args=[published.group.reference]),
            reverse("public_pages:groups_csv"),
        ],
    )
    assert all(name in shown(client.get(address)) for address in addresses)

    withdraw(membership, "employer_name_published")

    assert not any(name in shown(client.get(address)) for address in addresses)


def shown(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def test_chairs_contact_withdrawn_is_gone_from_the_public_page_at_once(client, published, settings):
    settings.PUBLISH_REGULATOR_CONTACT = False
    page = reverse("public_pages:group", args=[published.group.reference])
    assert published.person.email in shown(client.get(page))

    withdraw_as_chair(published, "publication")

    assert published.person.email not in shown(client.get(page))


def test_contacts_are_shown_to_nobody_else_once_holding_is_withdrawn(client, published):
    group, reader = published.group, eligible_member(group=published.group)
    membership = Membership.objects.get(person=published.person)
    client.force_login(reader.person.user)
    register = [reverse(f"conflicts:{page}", args=[group.pk]) for page in ("register", "register_csv")]
    pages = [
        url("overview:members", group.pk),
        membership.get_absolute_url(),
        url("lists:download", group.pk),
        *register,
    ]
    assert published.person.email in shown(client.get(pages[0]))

    withdraw(membership, "details_held")

    assert not any(published.person.email in shown(client.get(page)) for page in pages)
    assert "no longer agrees to contact details being held" in shown(client.get(pages[1]))
