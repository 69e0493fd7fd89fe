"""Under the guidance of 2023: a member claims for a journey, the product manager approves, exports and has it paid."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from meetings.models import Meeting
from tests.factories import AttendanceFactory, MeetingFactory, eligible_member
from tests.groups.led import led_group
from tests.journeys.conftest import Start
from tests.journeys.sessions import session_of
from tests.meetings.receipts import PDF, PNG


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with time_machine.travel(datetime(2024, 4, 10, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meeting(site: str) -> Meeting:
    """Two people of a small employer came to it."""
    group = led_group()
    meeting = MeetingFactory(group=group)
    member = eligible_member(group=group, organisation__size="small")
    for one in (member, eligible_member(group=group, organisation=member.organisation)):
        AttendanceFactory(meeting=meeting, person=one.person)
    return meeting


def test_claim_is_sent_approved_exported_and_paid(person: Start, meeting: Meeting, tmp_path: Path) -> None:
    came = [one.person for one in meeting.attendances.select_related("person__user").order_by("pk")]
    receipts = [tmp_path / "ticket.pdf", tmp_path / "taxi.png"]
    receipts[0].write_bytes(PDF), receipts[1].write_bytes(PNG)

    member = person("Mia Member", session=session_of(came[0].user))
    member.opens(reverse("meetings:list", args=[meeting.group_id]))
    member.follows("Travel claims")
    member.sees("No travel is claimed yet")
    member.opens(meeting.get_absolute_url())
    member.follows("Claim travel costs for this meeting")
    member.presses("Send the claim")
    member.sees("There is a problem", "Choose at least one receipt", "Say why taking part remotely was ruled out")
    member.chooses(critical_to="The occupational standard")
    member.fills(why_in_person="We sorted cards with the duties.", journey="Leeds to York by train", amount="85.50")
    member.page.locator("#id_receipts").set_input_files(receipts)
    member.ticks("These are my own costs")
    member.presses("Send the claim")
    member.sees("Your claim is sent to the product manager", "£85.50", "taxi.png", "To be decided")

    manager = person("Petra Manager", session=session_of(meeting.group.officials.get().user))
    manager.follows_work("Decide on a travel claim", "Read and decide")
    manager.sees("We sorted cards with the duties.")
    manager.chooses(outcome="Yes, approve it")
    manager.presses("Decide")
    manager.follows("Travel claims")
    manager.presses("Put into a file for payment")
    with manager.page.expect_download() as file:
        manager.page.get_by_role("link", name="£85.50, made on 10 April 2024").click()
    assert "85.50" in Path(file.value.path()).read_text() and file.value.suggested_filename.endswith(".csv")
    manager.page.get_by_role("button", name="Mark as paid").click()
    manager.sees("The claims are marked as paid", "Paid, marked on 10 April 2024")

    member.page.reload()
    member.sees("Paid")
