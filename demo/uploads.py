"""A list of members that the demo's chair has uploaded: it shows every outcome, and waits to be put right."""

import csv
import io

from demo.draft import Draft
from demo.names import DOMAIN
from groups.models import Group
from lists.actions import uploading
from lists.rules.columns import TITLES, Key
from lists.rules.member_rows import read_members
from members.models import Membership

GROUP, NAME = "ST0120", "members-from-our-spreadsheet.csv"
KEYS = (Key.EMAIL, Key.NAME, Key.JOB_TITLE, Key.ORGANISATION, Key.TYPE, Key.SECTOR, Key.SIZE, Key.REGION, Key.EMPLOYS)
NEW = (
    ("Amara Sample-Gorse", "Head of service", "Example Tidewell Bank plc", "K", "Large", "London"),
    ("Owen Sample-Lark", "Desk manager", "Example Marrowick Insurance Ltd", "K", "Medium", "North West"),
    ("Thea Sample-Quince", "Owner", "Example Peatmoor Systems Ltd", "J", "Micro", "Wessex"),
)


def bring(drafts: list[Draft]) -> None:
    draft = next(member for member in drafts if member.plan.occupation == GROUP)
    group = Group.objects.get(pk=draft.group.pk)
    there = [draft.place(place).membership for place in (1, 2)]
    rows = [_row_of(there[0], there[0].job_title), _row_of(there[1], "Director of digital services")]
    rows += [_new(*row) for row in NEW]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[TITLES[key] for key in KEYS], *rows])
    member_rows = read_members(written.getvalue().encode())
    uploading.stage(group=group, name=NAME, rows=member_rows, by=draft.enquirer, now=draft.ago(1, hour=16))


def _row_of(membership: Membership, job_title: str) -> list[str]:
    person, employer = membership.person, membership.organisation
    return [person.email or "", person.name, job_title, employer.name, "", "", "", "", ""]


def _new(name: str, job_title: str, employer: str, sector: str, size: str, region: str) -> list[str]:
    email = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
    return [email, name, job_title, employer, "Employer", sector, size, region, "Yes"]
