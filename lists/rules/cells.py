"""One cell of a list of members, brought into the form that the portal keeps."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from guidance.vocabulary import AdviserKind, MembershipKind, OrganisationKind, Region, Sector, SizeBand
from lists.rules.columns import Key
from members.rules.activities import DIVISIONS
from members.rules.phones import is_phone, is_shortened, of_cell
from members.rules.regions import region_of
from portal.cells import Unreadable, read_yes
from portal.exports import safe_cell
from portal.search import folded
from portal.text import clean_text

LONGEST = {Key.EMAIL: 254, Key.PHONE: 40, Key.JOB_DESCRIPTION: 4_000}  # others 200
LONG_CODE = 5
SIZES = ((250, SizeBand.LARGE), (50, SizeBand.MEDIUM), (10, SizeBand.SMALL), (1, SizeBand.MICRO))


def cleaned(key: Key, text: str) -> str | bool:
    """The cell as the portal keeps it. Raises ValidationError with what to do."""
    if text.startswith("'") and safe_cell(text[1:]) == text:
        text = text[1:]  # our own downloads put it in front, so that no spreadsheet calculates
    elif text.startswith("="):
        raise ValidationError("This looks like a formula. Enter its result")
    text = clean_text(text, multiline=key == Key.JOB_DESCRIPTION)
    most = LONGEST.get(key, 200)
    if len(text) > most:
        raise ValidationError(f"This must be {most:,} characters or fewer; it has {len(text):,}")
    reads = READS.get(key)
    return reads(text) if reads else text


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError("Enter an email address in the correct format, like name@example.org") from error
    return text.lower()


def _phone(text: str) -> str:
    if is_shortened(text):
        raise ValidationError("A spreadsheet has shortened this number. Format the column as text, and type it again")
    text = of_cell(text)
    if not is_phone(text):
        raise ValidationError("Enter a telephone number, like 020 7946 0000 or +44 808 157 0192")
    return text


def _choice(choices: Iterable[tuple[str, object]], what: str) -> Callable[[str], str]:
    """Takes the value or its words, in any capitals; the plural of the words, too."""
    content = {folded(str(text)): value for value, label in choices for text in (value, label, f"{label}s")}

    def read(text: str) -> str:
        if folded(text) not in content:
            raise ValidationError(f"“{text[:60]}” is not {what} that we know. Use the words of the template")
        return content[folded(text)]

    return read


def _division(text: str) -> str:
    """The number, alone or before the division's name, or a full code of five digits; a spreadsheet may have taken the
    zero away from the front of the number."""
    digits = text.partition(" ")[0].strip(".:-–")
    number = digits[:2] if len(digits) == LONG_CODE else digits.zfill(2)
    if number not in DIVISIONS or not digits.isdigit():
        raise ValidationError(f"“{text[:60]}” is not a division of SIC 2007. Enter two digits, like 62")
    return number


def _size(text: str) -> str:
    """A number of employees, a band's name, or the band as it is written out."""
    number = text.replace(",", "").replace(" ", "").removesuffix(".0")
    if number.isascii() and number.isdigit() and len(number) < 10:
        band = next((band for least, band in SIZES if int(number) >= least), None)
        if band is None:
            raise ValidationError("An organisation with nobody in it cannot be a member. Enter 1 or more")
        return band
    return _band(text)


def _region(text: str) -> str:
    """A region's name, with or without "England" behind it, or a postcode."""
    return region_of(text) or _named_region(text)


def _yes(text: str) -> bool:
    try:
        return read_yes(text)
    except Unreadable as problem:
        raise ValidationError("Enter Yes or No") from problem


_band = _choice(
    [
        (band.value, alias)
        for band in SizeBand
        for alias in (band.label, *band.label.split(": "), band.label.split(": ")[1].removesuffix(" employees"))
    ],
    "a size",
)
_named_region = _choice(
    [(region.value, alias) for region in Region for alias in (region.label, f"{region.label} England")],
    "a region or a postcode",
)
_sector = _choice(
    [(sector.value, alias) for sector in Sector for alias in (sector.label, f"{sector.value} {sector.label}")],
    "a section of SIC 2007",
)

READS: dict[Key, Callable[[str], str | bool]] = {
    Key.EMAIL: _email,
    Key.ROLE: _choice(MembershipKind.choices, "a role"),
    Key.ADVISER_KIND: _choice(AdviserKind.choices, "a kind of adviser"),
    Key.TYPE: _choice(OrganisationKind.choices, "a type of organisation"),
    Key.SECTOR: _sector,
    Key.DIVISION: _division,
    Key.SIZE: _size,
    Key.REGION: _region,
    Key.EMPLOYS: _yes,
    Key.PHONE: _phone,
}
