"""The register as a page, as at a day, filtered, and as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conflicts.actions import declaring
from conflicts.enums import Measure, Nature, Subject
from conflicts.rules import answers_of
from portal.calendar import today
from portal.edits import form_digest
from tests.conflicts.helpers import REASON, Cast, cast
from tests.factories import (
    DeclarationFactory,
    HandlingFactory,
    InterestFactory,
    MeetingFactory,
    MembershipFactory,
    eligible_member,
)
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(client) -> Cast:
    found = cast()
    client.force_login(found.user("chair"))
    return found


def days(number):
    return today() + timedelta(days=number)


def register(client, people, **asked):
    return client.get(reverse("conflicts:register", args=[people.group.pk]), asked)


def download(client, people, **asked):
    response = client.get(reverse("conflicts:register_csv", args=[people.group.pk]), asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_register_tells_the_interest_and_its_handling(client, people):
    interest = people.interest("member", description="Owns a fifth of it.")
    HandlingFactory(
        interest=interest,
        subjects=[Subject.FUNDING],
        reason=REASON,
        recorded_by=people.user("chair"),
        recorded_on=today(),
    )

    page = text_of(register(client, people))

    for words in (people.member.person.name, "Financial interest", interest.organisation.name, "Owns a fifth of it."):
        assert words in page
    assert f"the funding evidence {REASON} {people.user('chair').name}" in page
    assert "Actual: it could affect my decisions now" in page


def test_what_waits_comes_first_with_the_action(client, people):
    people.adviser.person.name, people.member.person.name = "Anna First", "Zoe Last"
    for one in (people.adviser, people.member):
        one.person.save()
    HandlingFactory(interest=people.interest("adviser"))
    people.interest("member")

    page = text_of(register(client, people))

    assert page.index("Zoe Last") < page.index("Anna First")
    assert "1 interest waits for you" in page and "Handle it : Zoe Last" in page


def test_own_interest_of_the_chair_waits_for_somebody_else(client, people):
    people.interest("chair")

    page = text_of(register(client, people))

    assert f"Waits for {people.manager.name}" in page
    assert "Handle it" not in page


def test_empty_register_says_so_and_leads_on(client, people):
    assert "No current interests." in text_of(register(client, people))
    assert "No interest has ended yet." in text_of(register(client, people, show="past"))
    assert "No current interests." in text_of(register(client, people, show="nonsense"))


def test_past_interests_stand_apart(client, people):
    people.interest("member", description="Sold the shares.", ended_on=today())

    assert "Sold the shares." not in text_of(register(client, people))
    assert "Sold the shares." in text_of(register(client, people, show="past"))


# --- as at a day -----------------------------------------------------------------------------------------------------
def test_as_at_a_day_it_says_what_it_said_then(client, people):
    interest = people.interest("member", description="Owns half.")
    interest.history.update(history_date=timezone.now() - timedelta(days=10))
    HandlingFactory(interest=interest, measure=Measure.LEAVE_FOR_ITEM, recorded_on=days(-3))
    declaring.change_interest(
        interest=interest,
        answers=_answers(interest, description="Owns a tenth."),
        seen=form_digest(answers_of(interest)),
        by=people.user("member"),
        now=timezone.now(),
    )

    now, then = text_of(register(client, people)), text_of(register(client, people, on=days(-4).isoformat()))
    before = text_of(register(client, people, on=days(-11).isoformat()))

    assert "Owns a tenth." in now and "Changed since handled" in now and "Leaves the meeting" in now
    assert "Owns half." in then and "Not handled yet" in then and "Owns a tenth." not in then
    assert "Owns half." not in before and "No current interests" in before


def _answers(interest, **changed):
    body = interest.organisation
    own = {name: getattr(interest, name) for name in ("nature", "perception", "description", "by_employment")}
    known = {"organisation": body.name, "delivers": [], "employs_in_occupation": False, "may_profit": False}
    return own | known | changed


def test_ended_later_was_current_then(client, people):
    people.interest("member", description="Was a director.", ended_on=days(-2))

    assert "Was a director." not in text_of(register(client, people))
    assert "Was a director." in text_of(register(client, people, on=days(-3).isoformat()))


@pytest.mark.parametrize("name", ["on", "since"])
@pytest.mark.parametrize("typed", ["2999-01-01", "yesterday", "2025-02-31"])
def test_wrong_dates_are_said_and_the_register_is_shown_all_the_same(client, people, name, typed):
    people.interest("member", description="Owns half.")

    response = register(client, people, **{name: typed})

    assert response.status_code == 422
    assert "There is a problem" in text_of(response) and "Owns half." in text_of(response)


def test_day_before_the_first_guidance_is_shown_as_the_first_day(client, people):
    assert "as at 1 November 2023" in text_of(register(client, people, on="1999-01-01"))


# --- search, filter, paging ------------------------------------------------------------------------------------------
def test_search_and_filter(client, people):
    people.interest("member", description="Unhandled shares.")
    HandlingFactory(interest=people.interest("adviser", description="Barring job."), measure=Measure.STEP_DOWN)
    HandlingFactory(interest=people.interest("cochair", description="Harmless cousin."), measure=Measure.NONE)
    told = ["Unhandled shares.", "Barring job.", "Harmless cousin."]

    def shown(**asked):
        page = text_of(register(client, people, **asked))
        return [words for words in told if words in page]

    assert shown() == told
    assert [shown(handled=one) for one in ("waiting", "bars", "none")] == [[one] for one in told]
    assert shown(q="COUSIN") == shown(q=people.cochair.person.name) == ["Harmless cousin."]
    assert shown(q="zebra") == []
    assert "Nothing matches" in text_of(register(client, people, q="zebra"))


def test_long_register_has_pages(client, people):
    InterestFactory.create_batch(26, declaration=DeclarationFactory(group=people.group, person=people.member.person))

    first, second = register(client, people), register(client, people, page="2")

    pages = [" ".join(response.content.decode().split()) for response in (first, second)]
    assert [page.count("Handle it<") for page in pages] == [25, 1]


@pytest.mark.parametrize("interests", [1, 3])
@pytest.mark.parametrize("show", ["current", "whole", "changes"])
def test_register_query_count_does_not_grow(client, people, django_assert_num_queries, show, interests):
    MeetingFactory(group=people.group, held_on=days(-30))
    for _ in range(interests):
        member = eligible_member(group=people.group)
        declaration = DeclarationFactory(group=people.group, person=member.person)
        HandlingFactory(interest=InterestFactory(declaration=declaration), recorded_by=people.user("chair"))

    # session, user, group, memberships, chairs; versions, chairs and officials, interests, handlings; who has declared,
    # the last meeting, whether it is shared
    with django_assert_num_queries(13):
        response = register(client, people, show=show)

    assert text_of(response).count("Financial interest in") >= interests


# --- who has declared, and what changed ------------------------------------------------------------------------------
def test_who_has_declared_and_who_has_not(client, people):
    MembershipFactory(group=people.group, person__name="Nora Never")
    late = MembershipFactory(group=people.group, person__name="Olga Old", started_on=days(-500))
    DeclarationFactory(group=people.group, person=late.person, declared_on=days(-366))
    just = MembershipFactory(group=people.group, person__name="Just Kept", started_on=days(-500))
    DeclarationFactory(group=people.group, person=just.person, declared_on=days(-365))
    people.interest("member")

    page = text_of(register(client, people, show="declarations"))

    assert "2 people have not declared within a year." in page
    assert "Nora Never Employer member Has not declared Never Not known" in page
    assert "Olga Old Employer member Declared over a year ago" in page
    assert "Just Kept Employer member Nothing to declare" in page
    assert f"{people.member.person.name} Employer member Interests declared" in page
    assert f"{people.chair.person.name} Chair Nothing to declare" in page


def test_changes_since_the_last_meeting(client, people):
    MeetingFactory(group=people.group, held_on=days(-5))
    old = people.interest("member")  # declared ten days ago
    HandlingFactory(interest=old, recorded_on=days(-2))
    fresh = DeclarationFactory(group=people.group, person=people.adviser.person, declared_on=days(-5))
    InterestFactory(declaration=fresh, nature=Nature.DIRECTORSHIP, ended_on=days(-1))

    page, changes = text_of(register(client, people)), text_of(register(client, people, show="changes"))

    assert f"Since the last meeting on {days(-5):%-d %B %Y}: 1 declared, 1 handled, 1 ended ." in page
    assert changes.index("Ended") < changes.index("Handled: Does not vote")
    assert "2 declared" in text_of(register(client, people, since=days(-10).isoformat()))
    assert "Since the last meeting" not in text_of(register(client, people, on=days(-6).isoformat()))


# --- as a file -------------------------------------------------------------------------------------------------------
def test_file_holds_what_the_page_holds_and_who_declared_nothing(client, people):
    interest = people.interest("member", description="=SUM(shares)")
    HandlingFactory(interest=interest, subjects=[Subject.FUNDING], reason=REASON, recorded_by=people.user("chair"))

    rows = {row["Person"]: row for row in download(client, people)}

    told = rows[people.member.person.name]
    assert told["Description"] == "'=SUM(shares)"
    assert (told["Handling"], told["Covers"], told["Reason"]) == (
        "Does not vote on what it touches",
        "The funding evidence",
        REASON,
    )
    assert told["Declared on"] == interest.declaration.declared_on.isoformat()
    nil = rows[people.chair.person.name]
    assert (nil["State"], nil["Handling"], nil["Handled by"]) == ("Nothing to declare", "", "")
    assert nil["Declared on"] == people.chair.started_on.isoformat()


def test_file_follows_the_filters(client, people):
    people.interest("member", description="Owns half.")
    people.interest("adviser", description="Teaches.")

    assert [row["Description"] for row in download(client, people, q="teaches")] == ["Teaches."]


def test_adviser_sees_and_downloads_only_the_own_rows(client, people):
    people.interest("member", description="Owns half.")
    people.interest("adviser", description="Teaches.")
    client.force_login(people.user("adviser"))

    page = text_of(register(client, people, show="whole"))

    assert "Teaches." in page and "Owns half." not in page and people.member.person.name not in page
    assert {row["Person"] for row in download(client, people)} == {people.adviser.person.name}
