"""Every mail of the portal: whether somebody has confirmed the address to which it goes, and if not, what it may hold.

Confirmed is an address at which its person took an invitation up, confirmed an enquiry or signed in.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.structure.source import APPS

MAILS = {f"{path.parts[-3]}.{path.stem}": path for path in Path(settings.BASE_DIR).glob("templates/*/mail/*.txt")}
NAMES = {"name", "title", "inviter", "group_name", "who", "invitation.user.name|plain_name"}  # each a `plain_name`
OURS = {"service", "regulator", "link"}
# What a mail to an address that nobody has confirmed may print: names, and what the portal or an official says.
UNCONFIRMED = {
    "accounts.official_invitation": {
        *("invitation.expires_at|date", "invitation.user.get_official_role_display|lower"),
    },
    "duties.digest": {"section.title", "line", "stop"},
    "duties.reminder": {"reference", "what", "due_on|date", "overdue_days", "overdue_days|pluralize"},
    "groups.confirm_enquiry": {"last_day|date"},
    # where an official recorded the enquiry, nobody has confirmed its address
    "groups.enquiry_received": {"enquiry.reference", "answer_by|date"},
    "groups.enquiry_accepted": {"enquiry.reference", "enquiry.group.reference", "due_on|date"},
    "groups.enquiry_declined": {"enquiry.reference", "enquiry.decision_reason"},
    "groups.enquiry_joined": {"enquiry.decision_reason", "enquiry.group.reference"},
    "members.invitation": {"group.reference", "invitation.get_kind_display|lower", "invitation.expires_at|date"},
    "members.invitation_ended": {"group.reference", "invitation.invited_at|date"},
    "members.reminder": {
        *("group.reference", "invitation.get_kind_display|lower", "invitation.invited_at|date", "last_day|govuk_date"),
    },
}
CONFIRMED = {
    "accounts": "administrator_added role_given",
    "conflicts": "chair_disqualified interest_changed interest_declared interest_ended interest_handled",
    "duties": "longer",
    "groups": (
        "allocated enquiry_allocated justification_decided membership_approved "
        "membership_received membership_returned membership_submitted no_longer_leads portfolio_moved "
        "query_answered query_asked query_requested query_withdrawn "
        "work_plan_answered work_plan_proposed"
    ),
    "meetings": (
        "agreement_recorded attendance_contradicted attendance_recorded correction_asked correction_settled "
        "declared_for left_recorded meeting_called_off meeting_changed meeting_planned meeting_reminder "
        "minutes_agreed minutes_changed minutes_shown motion_closed motion_opened motion_reminder "
        "motion_withdrawn official_replied reply_recorded travel_claimed travel_decided vote_contradicted vote_recorded"
    ),
    "members": (
        "asked collaboration_asked decided declined employer_asked employer_changed "
        "hand_over_accepted hand_over_arranged hand_over_called_off hand_over_confirmed hand_over_proposed "
        "may_prepare member_declined membership_ended mentor_asked mentor_found "
        "over_arching_chosen over_arching_proposed people_merged requested requested_met requested_struck "
        "submitted_again withdrawn"
    ),
    "occupations": "route_ended route_given",
    "officials": "absence_recorded absence_struck cover_ended cover_named",
    "oversight": "flag_opened support",
    "proposals": "commented decided feedback_given handed_in recommended submitted taken_back withdrawn",
}
PRINTED = re.compile(r"{{\s*(.+?)\s*}}")


def test_every_mail_says_whether_its_reader_is_confirmed() -> None:
    """A new one is put on one of the two lists."""
    confirmed = {f"{app}.{event}" for app, events in CONFIRMED.items() for event in events.split()}
    assert confirmed | UNCONFIRMED.keys() == MAILS.keys()
    assert not confirmed & UNCONFIRMED.keys()


@pytest.mark.parametrize("name", UNCONFIRMED)
def test_mail_to_an_unconfirmed_address_prints_nothing_else(name: str) -> None:
    printed = {re.sub(r":\".*?\"", "", one) for one in PRINTED.findall(MAILS[name].read_text())}
    assert printed - NAMES - OURS <= UNCONFIRMED[name]


def test_no_mail_of_the_portal_is_written_but_from_a_template() -> None:
    """`queue` would take any text: only `write`, and what packages send, come to it."""
    code = [path for app in APPS for path in Path(settings.BASE_DIR, app).rglob("*.py")]
    assert [
        path.name for path in code if re.search(r"mail\.queue\(|from portal\.mail import .*queue", path.read_text())
    ] == []
