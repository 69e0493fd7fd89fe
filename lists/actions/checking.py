"""What would become of the rows of an uploaded list, as the group stands now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from groups.models import Group
from guidance.vocabulary import AdviserKind, MembershipKind, OrganisationKind, Region, Sector, SizeBand
from lists.rules.columns import OF_ORGANISATION, TITLES, Key
from lists.rules.member_rows import MemberRow, Note
from members.actions.organisations import named_in_group
from members.actions.people import ADDRESS_REPLACED, merged_into_address
from members.enums import RowOutcome
from members.models import Invitation, Membership, Organisation
from members.rules import normalised_person, same_name
from members.rules.activities import division_named

OF_INVITATION = (Key.NAME, Key.JOB_TITLE, Key.ADVISER_KIND, Key.PHONE, Key.JOB_DESCRIPTION)
OF_MEMBERSHIP = (Key.JOB_TITLE, Key.JOB_DESCRIPTION)
TEXTS: dict[Key, Mapping[Any, str]] = {
    Key.ADVISER_KIND: dict(AdviserKind.choices),
    Key.TYPE: dict(OrganisationKind.choices),
    Key.SECTOR: dict(Sector.choices),
    Key.SIZE: dict(SizeBand.choices),
    Key.REGION: dict(Region.choices),
    Key.EMPLOYS: {True: "Yes", False: "No"},
}


@dataclass(slots=True)
class CheckedRow:
    """A row, what would become of it, whom it is about where that person is known, and what is to be said."""

    row: MemberRow
    outcome: RowOutcome
    there: Invitation | Membership | None = None
    notes: list[Note] = field(default_factory=list)
    employer_before: str = ""  # of a member, where the row names another employer: somebody has to say what that means


@dataclass(slots=True)
class _Existing:
    """Whom and what the group knows, by address and by the names of organisations."""

    invited: dict[str, Invitation]
    serving: dict[str, Membership]
    organisations: dict[str, Organisation]
    officials: set[str]
    names: dict[str, str]  # of those invited and serving, by the name as compared
    replaced: set[str]  # addresses of people who were merged with others


def check_rows(group: Group, rows: Sequence[MemberRow], now: datetime) -> list[CheckedRow]:
    """Each row with its outcome, in their order; five statements, however many rows."""
    existing = _existing(group, {row.email for row in rows}, now)
    return [check_row(row, existing) for row in rows]


def _existing(group: Group, addresses: Collection[str], now: datetime) -> _Existing:
    waiting = list(Invitation.objects.waiting().filter(group=group).select_related("organisation"))
    memberships = Membership.objects.current(timezone.localdate(now)).filter(group=group)
    serving = list(memberships.select_related("person__user", "organisation"))
    by_address = {membership.person.user.email: membership for membership in serving if membership.person.user}
    by_person = {membership.person_id: membership for membership in serving}
    merged = merged_into_address(addresses)
    names = [*(invitation.name for invitation in waiting), *(membership.person.name for membership in serving)]
    return _Existing(
        invited={invitation.email: invitation for invitation in waiting},
        serving={address: by_person[pk] for address, pk in merged.items() if pk in by_person}
        | by_address
        | {membership.person.email: membership for membership in serving if membership.person.email},
        organisations={
            same_name(organisation.name): organisation for organisation in named_in_group(group).order_by("-pk")
        },
        officials=set(
            User.objects.filter(email__in=list(addresses)).exclude(official_role="").values_list("email", flat=True)
        ),
        names={normalised_person(name): name for name in names},
        replaced=set(merged),
    )


def check_row(row: MemberRow, existing: _Existing) -> CheckedRow:
    there = existing.invited.get(row.email) or existing.serving.get(row.email)
    wrong = row.wrong or _unfit(row, there, existing)
    if wrong:
        return CheckedRow(row, RowOutcome.WRONG, there, wrong)
    changed = _changes(row, there) + _changes_of_organisation(row, there, existing)
    if there is None:
        return CheckedRow(row, RowOutcome.NEW, None, changed + _namesake(row, existing))
    outcome = RowOutcome.CHANGED if changed else RowOutcome.THERE
    return CheckedRow(row, outcome, there, changed + _kept(row, there), _employer_before(row, there))


def _namesake(row: MemberRow, existing: _Existing) -> list[Note]:
    """Who is there already under another address would be held twice."""
    name = existing.names.get(normalised_person(str(row.answers[Key.NAME])))
    text = f"{name} is in the group already, at another address. Go on only if this is another person"
    return [(TITLES[Key.NAME], text)] if name else []


def _employer_before(row: MemberRow, there: Invitation | Membership) -> str:
    """Who is only invited has stated nothing of the employer yet."""
    is_other = same_name(there.organisation.name) != same_name(str(row.answers[Key.ORGANISATION]))
    return there.organisation.name if is_other and isinstance(there, Membership) else ""


# --- what only the group can tell is wrong ---------------------------------------------------------------------------
def _unfit(row: MemberRow, there: Invitation | Membership | None, existing: _Existing) -> list[Note]:
    said, wrong = row.answers, []
    kind = said.get(Key.ROLE) or (there.kind if there else MembershipKind.EMPLOYER)
    if row.email in existing.officials:
        text = f"This address belongs to an official of {settings.REGULATOR_NAME}, who cannot serve"
        wrong.append((TITLES[Key.EMAIL], text))
    if there is None and row.email in existing.replaced:
        wrong.append((TITLES[Key.EMAIL], ADDRESS_REPLACED))
    if there is not None and kind != there.kind:
        text = f"This person is {_status_text(there)}. A list cannot change that: end the one, then invite to the other"
        wrong.append((TITLES[Key.ROLE], text))
    if kind == MembershipKind.ADVISER and not (there or said.get(Key.ADVISER_KIND)):
        wrong.append((TITLES[Key.ADVISER_KIND], "Enter what kind of adviser this is"))
    if kind != MembershipKind.ADVISER and said.get(Key.ADVISER_KIND):
        wrong.append((TITLES[Key.ADVISER_KIND], "Empty this, or make the person an adviser"))
    if kind != MembershipKind.EMPLOYER:
        wrong += _unfit_for_others(row, existing)
    return wrong


def _unfit_for_others(row: MemberRow, existing: _Existing) -> list[Note]:
    said, wrong = row.answers, []
    if not said.get(Key.TYPE) and same_name(str(said[Key.ORGANISATION])) not in existing.organisations:
        wrong.append((TITLES[Key.TYPE], "Enter what type of organisation this is"))
    if said.get(Key.EMPLOYS):
        wrong.append((TITLES[Key.EMPLOYS], "Only employer members are asked this. Empty it"))
    return wrong


def _status_text(there: Invitation | Membership) -> str:
    label = MembershipKind(there.kind).label.lower()
    verb = "invited as" if isinstance(there, Invitation) else "serving as"
    return f"{verb} {'an' if label[0] in 'aeiou' else 'a'} {label}"


# --- what would change -----------------------------------------------------------------------------------------------
def _changes(row: MemberRow, there: Invitation | Membership | None) -> list[Note]:
    """What would change about the person; what the row leaves empty stays."""
    keys = () if there is None else OF_INVITATION if isinstance(there, Invitation) else OF_MEMBERSHIP
    return [_becomes(key, getattr(there, key), row.answers[key]) for key in keys if _differs(row, there, key)]


def _differs(row: MemberRow, there: Any, key: Key) -> bool:
    return key in row.answers and row.answers[key] != getattr(there, key)


def _changes_of_organisation(row: MemberRow, there: Invitation | Membership | None, existing: _Existing) -> list[Note]:
    """Another organisation for the person, and other details for the organisation."""
    name = str(row.answers[Key.ORGANISATION])
    notes = []
    if there is not None and same_name(there.organisation.name) != same_name(name):
        notes.append(_becomes(Key.ORGANISATION, there.organisation.name, name))
    organisation = existing.organisations.get(same_name(name))
    for key in OF_ORGANISATION:
        before = _detail(organisation, key)
        if organisation is not None and key in row.answers and before != row.answers[key]:
            notes.append(_becomes(key, before, row.answers[key]))
    return notes


def _detail(organisation: Organisation | None, key: Key) -> Any:
    return getattr(organisation, "kind" if key == Key.TYPE else str(key), None)


def _becomes(key: Key, before: Any, after: Any) -> Note:
    old, new = _shown(key, before), _shown(key, after)
    return TITLES[key], f"“{old}” becomes “{new}”" if old else f"Becomes “{new}”"


def _shown(key: Key, value: Any) -> str:
    if key == Key.DIVISION:
        return division_named(value)
    text = str(TEXTS.get(key, {}).get(value, value))
    return text if len(text) <= 100 else f"{text[:100]}…"


def _kept(row: MemberRow, there: Invitation | Membership) -> list[Note]:
    """What a list says and cannot change: a member's own name and telephone number."""
    if isinstance(there, Invitation):
        return []
    own = {Key.NAME: there.person.name, Key.PHONE: there.person.phone}
    return [
        (TITLES[key], f"Stays “{before}”: only the person changes it" if before else "Only the person enters it")
        for key, before in own.items()
        if key in row.answers and row.answers[key] != before
    ]
