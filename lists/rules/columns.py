"""The columns of a list of members: what the guidance asks of each contact, and what may stand in them.

“Skills England, Membership”: “their email address, name, and job title along their organisation’s name, type, main
business activity, size and head office location. Providing telephone numbers and job descriptions is optional.”
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from guidance.vocabulary import AdviserKind, MembershipKind, OrganisationKind, Region, Sector, SizeBand
from lists.rules.workbooks import NotReadable
from members.rules.activities import DIVISIONS, division_named

NOT_IN_HEADINGS = re.compile(r"[\W_]+")


class Key(StrEnum):
    EMAIL = "email"
    NAME = "name"
    JOB_TITLE = "job_title"
    ROLE = "kind"
    ADVISER_KIND = "adviser_kind"
    ORGANISATION = "organisation"
    TYPE = "organisation_kind"
    SECTOR = "sector"
    DIVISION = "division"
    SIZE = "size"
    REGION = "region"
    EMPLOYS = "employs_in_occupation"
    PHONE = "phone"
    JOB_DESCRIPTION = "job_description"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what may stand in it in words, and the words to choose from where there are any."""

    key: Key
    title: str
    note: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    also: tuple[str, ...] = ()  # other headings by which people call it


def _labels(choices: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(label) for label in choices)


SIZES = tuple(str(label).partition(":")[0] for label in SizeBand.labels)
COLUMNS = (
    Column(Key.EMAIL, "Email address", "We send the invitation there", is_required=True, also=("Email", "E-mail")),
    Column(Key.NAME, "Full name", "Up to 200 characters", is_required=True, also=("Name",)),
    Column(Key.JOB_TITLE, "Job title", "Up to 200 characters", is_required=True),
    Column(
        Key.ROLE,
        "Role in the group",
        "Empty means employer member",
        _labels(MembershipKind.labels),
        also=("Role",),
    ),
    Column(Key.ADVISER_KIND, "Kind of adviser", "Needed for advisers, empty for others", _labels(AdviserKind.labels)),
    Column(
        Key.ORGANISATION,
        "Organisation’s name",
        "Up to 200 characters",
        is_required=True,
        also=("Organisation", "Organisation name", "Employer"),
    ),
    Column(
        Key.TYPE,
        "Type of organisation",
        "Empty means employer for an employer member; needed for others",
        _labels(OrganisationKind.labels),
        also=("Type", "Organisation type"),
    ),
    Column(
        Key.SECTOR,
        "Main business activity (SIC section)",
        "The letter or the name of a section of SIC 2007",
        tuple(f"{sector.value} {sector.label}" for sector in Sector),
        also=("Main business activity", "SIC section", "Sector"),
    ),
    Column(
        Key.DIVISION,
        "SIC division (optional)",
        "The first two digits of the SIC code",
        tuple(division_named(number) for number in DIVISIONS),
        also=("SIC division", "SIC code"),
    ),
    Column(
        Key.SIZE,
        "Number of employees",
        "Of the whole organisation: a number, or one of the words",
        SIZES,
        also=("Size", "Employees"),
    ),
    Column(
        Key.REGION,
        "Head office (region or postcode)",
        "The region’s name, or the postcode, which gives the region",
        _labels(Region.labels),
        also=("Head office", "Head office region", "Region", "Postcode", "Head office postcode"),
    ),
    Column(
        Key.EMPLOYS,
        "Employs people in the occupation",
        "Asked of employer members",
        ("Yes", "No"),
    ),
    Column(
        Key.PHONE,
        "Telephone number (optional)",
        "Like 020 7946 0000 or +44 808 157 0192",
        also=("Telephone", "Telephone number", "Phone"),
    ),
    Column(
        Key.JOB_DESCRIPTION,
        "Job description (optional)",
        "Up to 4,000 characters",
        also=("Job description",),
    ),
)
OF_ORGANISATION = (Key.TYPE, Key.SECTOR, Key.DIVISION, Key.SIZE, Key.REGION, Key.EMPLOYS)
TITLES = {column.key: column.title for column in COLUMNS}


def _as_heading(text: str) -> str:
    """A heading as it is compared: letters and digits."""
    return NOT_IN_HEADINGS.sub("", text.casefold())


HEADINGS = {_as_heading(text): column.key for column in COLUMNS for text in (column.title, *column.also)}


def places(header: Sequence[str]) -> dict[int, Key]:
    """Which column stands where. Raises NotReadable for headings that are not known, lacking, or there twice."""
    results = {place: HEADINGS.get(_as_heading(text)) for place, text in enumerate(header) if text}
    unknown = [header[place] for place, key in results.items() if key is None]
    keys = {place: key for place, key in results.items() if key is not None}
    twice = {key for key in keys.values() if list(keys.values()).count(key) > 1}
    lacking = [column.title for column in COLUMNS if column.is_required and column.key not in keys.values()]
    for titles, wrong in (
        (lacking if keys else [], "The list lacks the column"),
        ([TITLES[key] for key in sorted(twice)], "The list has more than one column"),
        (unknown if keys else [], "The list has a column that we do not know:"),
    ):
        if titles:
            quoted = ", ".join(f"“{title[:60]}”" for title in titles[:5])
            raise NotReadable(f"{wrong} {quoted}. Use the headings of the template")
    if not keys:
        raise NotReadable("The first row must hold the headings of the columns. Start from the template")
    return keys
