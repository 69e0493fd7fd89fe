"""Whether the competition statement was read: yes, no, or not recorded; a form without an answer changes nothing."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conflicts.models import Interest
from meetings.actions.gaps import lacking
from meetings.models import Meeting
from meetings.views.minutes_sections import sections_of
from oversight.dossier.exporting import export
from portal.calendar import today
from tests.conflicts.helpers import cast
from tests.factories import MeetingFactory
from tests.meetings.helpers import user_of, voting_group
from tests.meetings.test_told import BARE
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db
FIELD = "competition_statement"


def url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.group_id, meeting.pk])


@pytest.fixture
def members():
    return voting_group(3)[1]


@pytest.fixture
def meeting(client, members) -> Meeting:
    """Of today, not held yet; its chair is signed in."""
    client.force_login(user_of(members[0]))
    return MeetingFactory(group=members[0].group, held_on=None, planned_on=today(), competition_statement=None)


def answers(members, **more: str) -> dict[str, str]:
    own = {f"attended_{one.person_id}": "in_person" for one in members}
    return own | {f"check_{one.person_id}": "nothing_new" for one in members} | more


def test_nothing_is_chosen_before_somebody_chose(client, meeting):
    boxes = BeautifulSoup(client.get(url("record", meeting)).content, "html.parser").select(f"input[name={FIELD}]")
    assert [(box["type"], box["value"], box.has_attr("checked")) for box in boxes] == [
        ("radio", "True", False),
        ("radio", "False", False),
    ]


@pytest.mark.parametrize("before", [None, True, False])
@pytest.mark.parametrize(("sent", "now"), [({}, "before"), ({FIELD: "True"}, True), ({FIELD: "False"}, False)])
def test_record_without_an_answer_keeps_what_is_recorded(client, members, meeting, before, sent, now):
    Meeting.objects.update(competition_statement=before)
    assert client.post(url("record", meeting), answers(members, **sent)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.held_on and meeting.competition_statement is (before if now == "before" else now)


@pytest.mark.parametrize(
    ("value", "words", "cell"),
    [
        (None, "Not recorded", "Not recorded"),
        (True, "Read, or another step was taken", "Yes"),
        (False, "Not read, and no other step was taken", "No"),
    ],
)
def test_page_and_file_tell_no_from_not_recorded(client, meeting, value, words, cell):
    Meeting.objects.update(competition_statement=value, held_on=today())
    assert f"Competition statement {words}" in text_of(client.get(meeting.get_absolute_url()))
    text = b"".join(client.get(reverse("meetings:meetings_csv", args=[meeting.group_id]))).decode("utf-8-sig")
    assert f",{cell}," in text.splitlines()[1].replace("Yes,", "", 1)


@pytest.mark.parametrize(("value", "words"), [(None, "Not recorded."), (False, "Not recorded as read, nor that")])
def test_minutes_say_no_more_than_is_known(value, words):
    told = sections_of(BARE | {FIELD: value, "items": []}, {}, sees_interests=False)
    part = next(one for one in told if one["heading"] == "Competition statement")
    assert part["text"][0].startswith(words)


def test_meeting_without_the_statement_is_closed_with_a_reason_and_unrecorded_is_not(meeting):
    for value, is_explainable in ((None, False), (False, True)):
        meeting.held_on, meeting.competition_statement = today(), value
        gap = next(one for one in lacking(meeting, None) if one.key == "statement")
        assert gap.is_explainable is is_explainable


@pytest.mark.parametrize("value", [None, True, False])
def test_dossier_leaves_out_what_nobody_recorded(meeting, value):
    Meeting.objects.update(competition_statement=value, held_on=today())
    told = export(meeting.group)["meetings"][0]
    assert told.get(FIELD) is value and (FIELD in told) == (value is not None)


# --- of a declared interest, whether it is held only by employment ---------------------------------------------------
@pytest.mark.parametrize(("sent", "kept"), [({}, True), ({"by_employment": "False"}, False)])
def test_changed_interest_without_an_answer_stays_by_employment(client, sent, kept):
    people = cast()
    interest = people.interest("member")
    Interest.objects.update(by_employment=True)
    client.force_login(people.user("member"))
    address = reverse("conflicts:change_interest", args=[people.group.pk, interest.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name not in ("by_employment", "began_on")}

    assert client.post(address, typed | {"description": "Said otherwise."} | sent).status_code == 302

    interest.refresh_from_db()
    assert (interest.description, interest.by_employment) == ("Said otherwise.", kept)
