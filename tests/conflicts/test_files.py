"""The register as a tagged PDF: the facts of the page, and changes since the last meeting first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conflicts.enums import Measure, Subject
from portal.calendar import today
from tests.conflicts.helpers import REASON, Cast, cast
from tests.factories import HandlingFactory, MeetingFactory
from tests.members.helpers import text_of
from tests.pdfs import is_tagged, tags_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(client) -> Cast:
    found = cast()
    client.force_login(found.user("chair"))
    return found


def pdf_of(client, people, **asked):
    response = client.get(reverse("conflicts:register_pdf", args=[people.group.pk]), asked)
    assert response.status_code == 200
    return response.content


def page_of(client, people, **asked):
    return text_of(client.get(reverse("conflicts:register", args=[people.group.pk]), asked))


def test_pdf_holds_the_facts_of_the_page(client, people):
    MeetingFactory(group=people.group, held_on=today() - timedelta(days=30))
    interest = people.interest("member", description="Owns a fifth of it.")
    HandlingFactory(
        interest=interest,
        subjects=[Subject.FUNDING],
        reason=REASON,
        recorded_by=people.user("chair"),
        recorded_on=today(),
    )
    people.interest("adviser", description="Sold the shares.", ended_on=today())

    data = pdf_of(client, people)
    words, page = words_of(data), page_of(client, people, show="whole")

    assert is_tagged(data) and {"/H1", "/H2", "/Table", "/TH"} <= tags_of(data)
    facts = [
        people.group.name,
        people.group.reference,
        "Changes since the last meeting on",
        people.member.person.name,
        f"Financial interest in {interest.organisation.name}",
        "Owns a fifth of it.",
        "Actual: it could affect my decisions now",
        Measure.NO_VOTE.label,
        "the funding evidence",
        REASON,
        people.user("chair").name,
        "Sold the shares.",
    ]
    for fact in facts:
        assert fact in words and fact in page
    for section in ("Current interests", "Past interests", "Who has declared"):
        assert words.index("Changes since") < words.index(section)
        assert page.index("Changes since") < page.rindex(section)


def test_changes_since_the_last_meeting_stand_at_the_top_of_the_page(client, people):
    interest = people.interest("member")
    assert "Since the last meeting" not in page_of(client, people)
    MeetingFactory(group=people.group, held_on=today() - timedelta(days=30))
    told = f"{people.member.person.name}, {_day(interest.declaration.declared_on)}: declared, financial interest"
    page = page_of(client, people)
    assert told in page and page.index(told) < page.index("How it is handled")


def test_filters_and_the_day_asked_for_hold_in_the_pdf(client, people):
    people.interest("member", description="Owns a bakery.")
    people.interest("adviser", description="Owns a mill.")
    words = words_of(pdf_of(client, people, q="bakery"))
    assert "Owns a bakery." in words and "Owns a mill." not in words and "words “bakery”" in words
    before = words_of(pdf_of(client, people, on=(today() - timedelta(days=60)).isoformat()))
    assert "Owns a" not in before and "Current interests None." in before


def test_adviser_gets_the_own_interests_alone(client, people):
    people.interest("member", description="Owns a bakery.")
    people.interest("adviser", description="Owns a mill.")
    client.force_login(people.user("adviser"))
    words = words_of(pdf_of(client, people))
    assert "Owns a mill." in words and "Owns a bakery." not in words and "what you declared yourself" in words


def _day(day):
    return f"{day:%-d %B %Y}"
