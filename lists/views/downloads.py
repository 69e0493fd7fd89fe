"""The group's people as a list that can be filled in and uploaded again."""

from collections.abc import Iterator
from datetime import date

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from accounts.http import Request
from accounts.permissions import Action, can
from groups.access import get_group
from groups.models import Group
from guidance.vocabulary import MembershipKind, Sector
from lists.rules.columns import COLUMNS, Key
from members.access import withdrew_holding
from members.models import Invitation, Membership
from members.rules.activities import division_named
from portal.calendar import today
from portal.exports import csv_download

SAID = {None: "", True: "Yes", False: "No"}


@require_GET
def download(request: Request, pk: int) -> HttpResponseBase:
    """Who serves and who is invited, with the columns of the template; contacts only for who may see them."""
    on = today()
    group = get_group(request.user, Action.MEMBER_LIST, pk=pk, on=on)
    rows = ([cells.get(column.key, "") for column in COLUMNS] for cells in _rows(group, on))
    return csv_download(f"members-{group.reference}-{on}", [column.title for column in COLUMNS], rows)


def _rows(group: Group, on: date) -> Iterator[dict[Key, str]]:
    hidden = _contacts_unless(group, Action.MEMBER_CONTACT_VIEW)
    serving = Membership.objects.current(on).filter(group=group).select_related("person", "organisation")
    unheld = withdrew_holding(serving, on)
    for member in serving.order_by("person__name", "pk"):
        person, unseen = member.person, hidden | ({Key.EMAIL, Key.PHONE} if member.pk in unheld else set())
        yield _cells(member, name=person.name, email=person.email or "", phone=person.phone, hidden=unseen)
    for invited in Invitation.objects.waiting().filter(group=group).select_related("organisation"):
        unseen = hidden | _contacts_unless(group, Action.INVITED_CONTACT_VIEW)
        yield _cells(invited, name=invited.name, email=invited.email, phone=invited.phone, hidden=unseen)


def _contacts_unless(group: Group, action: Action) -> set[Key]:
    """The columns that who came by the group's access function must not read, unless that is allowed."""
    return set() if can(group.roles, action) else {Key.EMAIL, Key.PHONE}


def _cells(row: Membership | Invitation, *, name: str, email: str, phone: str, hidden: set[Key]) -> dict[Key, str]:
    organisation = row.organisation
    is_employer = row.kind == MembershipKind.EMPLOYER
    cells = {
        Key.EMAIL: email,
        Key.NAME: name,
        Key.JOB_TITLE: row.job_title,
        Key.ROLE: row.get_kind_display(),
        Key.ADVISER_KIND: row.get_adviser_kind_display(),
        Key.ORGANISATION: organisation.name,
        Key.TYPE: organisation.get_kind_display(),
        Key.SECTOR: f"{organisation.sector} {Sector(organisation.sector).label}" if organisation.sector else "",
        Key.DIVISION: division_named(organisation.division),
        Key.SIZE: organisation.get_size_display().partition(":")[0],
        Key.REGION: organisation.get_region_display(),
        Key.EMPLOYS: SAID[organisation.employs_in_occupation] if is_employer else "",
        Key.PHONE: phone,
        Key.JOB_DESCRIPTION: row.job_description,
    }
    return {key: text for key, text in cells.items() if key not in hidden}
