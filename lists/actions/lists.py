"""Lists of standards with the employers that made them, brought in: groups, listed employers, what to ask of them."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from groups.actions.enquiries import new_reference
from groups.models import Group
from guidance.vocabulary import OrganisationKind
from lists.models import ListedEmployer, ListQuestion
from lists.rules.doubts import doubt
from lists.rules.entries import shortened
from lists.rules.lists import EmployerList, read
from members.actions.organisations import named_in_group
from members.actions.registers import entries_of
from members.enums import DELIVERED_BY_DOUBT, Doubt
from members.models import Organisation
from members.rules.names import same_name
from occupations.actions import ListedOccupation, add_listed_occupations
from occupations.actions.runs import keep_run
from occupations.enums import ImportKind
from occupations.models import Occupation
from portal.enums import LineKind
from portal.imports import Line

IMPORT_LOCK = 5_201_603  # any number that no other advisory lock of the portal uses
BATCH = 1000
ASKED = "Asked about a listed employer"
Listed = dict[tuple[str, str], ListedEmployer]  # by the standard's reference and the name as compared


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held, what was added, and how many of its names each question stands about."""

    lists: list[EmployerList]
    created: dict[str, int]
    questions: Counter[str]


@transaction.atomic
def import_lists(*, content: bytes, source: str, now: datetime, by: User | None = None) -> Imported:
    """Bring lists of employers in: all of the file or nothing; a second time changes nothing.

    A standard with employers gets a group, unless its occupation has one; each name becomes a listed employer of the
    group, and a question where it sounds like no employer or stands on a register. Nobody becomes a member. The day
    of first contact of a new group is that of `now`: the list does not tell it. Raises NotALists with the path in the
    file.
    """
    lists, on = read(content), timezone.localdate(now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    why = f"Imported from {source}"[:100]
    named = [list for list in lists if list.entries]
    occupations = add_listed_occupations([_on_map(employer_list) for employer_list in named], reason=why)
    groups, new_groups = _groups(named, on, why)
    listed, added, lines = _listed(named, groups, groups.keys() - new_groups, source, on, why)
    asked, questions = _questions(listed, on)
    lines = [*_new_groups(named, groups, new_groups), *lines, *_remarks(named)]
    keep_run(
        kind=ImportKind.GROUPS,
        source=source,
        rows=sum(employer_list.entries for employer_list in named),
        unchanged=len(listed) - added["listed_employers"],
        lines=lines,
        by=by,
        now=now,
    )
    created = {"occupations": occupations, "groups": len(new_groups), **added, "questions": asked}
    return Imported(lists, created, questions)


def _on_map(employer_list: EmployerList) -> ListedOccupation:
    return ListedOccupation(
        employer_list.reference, employer_list.title, employer_list.level, employer_list.route, employer_list.status
    )


def _groups(lists: list[EmployerList], on: date, why: str) -> tuple[dict[str, Group], set[str]]:
    """The group of each standard, under lock: the oldest that still has support, or a new one; which are new."""
    references = [employer_list.reference for employer_list in lists]
    existing = Group.objects.filter(occupation__reference__in=references, support_withdrawn_on=None).order_by("-pk")
    locked = existing.select_for_update(of=("self",)).select_related("occupation")
    groups = {str(group.occupation.reference): group for group in locked}
    places = Occupation.objects.in_bulk([ref for ref in references if ref not in groups], field_name="reference")
    new = [
        Group(
            reference=new_reference(),
            name=employer_list.title,
            occupation=places[employer_list.reference],
            first_contact_on=on,
        )
        for employer_list in lists
        if employer_list.reference in places
    ]
    bulk_create_with_history(new, Group, batch_size=BATCH, default_change_reason=why)
    return groups | {str(group.occupation.reference): group for group in new}, set(places)


def _listed(
    lists: list[EmployerList], groups: dict[str, Group], before: Collection[str], source: str, on: date, why: str
) -> tuple[Listed, dict[str, int], list[Line]]:
    """Every name of the lists as a listed employer: those there already, those added, and a line for each of these.

    `before` are the references of groups that may know organisations already.
    """
    stored = ListedEmployer.objects.filter(group__in=groups.values()).select_related("organisation")
    by_group = {group.pk: reference for reference, group in groups.items()}
    results = {(by_group[row.group_id], same_name(row.name)): row for row in stored}
    new: list[ListedEmployer] = []
    lines: list[Line] = []
    for employer_list in lists:
        missing = [
            name for name in employer_list.names if (employer_list.reference, same_name(name.name)) not in results
        ]
        existing = (
            _organisations(groups[employer_list.reference]) if missing and employer_list.reference in before else {}
        )
        for name in missing:
            organisation = existing.get(same_name(name.name)) or Organisation(name=name.name)
            about = {"name": name.name, "text": name.text, "source": source, "listed_on": on}
            new.append(ListedEmployer(group=groups[employer_list.reference], organisation=organisation, **about))
            lines.append(Line(LineKind.NEW, 0, f"{employer_list.reference} {name.name}", "employers_involved"))
    organisations = [row.organisation for row in new if row.organisation.pk is None]
    bulk_create_with_history(organisations, Organisation, batch_size=BATCH, default_change_reason=why)
    bulk_create_with_history(new, ListedEmployer, batch_size=BATCH, default_change_reason=why)
    results |= {(by_group[row.group_id], same_name(row.name)): row for row in new}
    names = {(employer_list.reference, same_name(name.name)) for employer_list in lists for name in employer_list.names}
    added = {"organisations": len(organisations), "listed_employers": len(new)}
    return {key: row for key, row in results.items() if key in names}, added, lines


def _new_groups(lists: list[EmployerList], groups: dict[str, Group], new: Collection[str]) -> list[Line]:
    return [
        Line(
            LineKind.NEW,
            0,
            f"{employer_list.reference} {employer_list.title}",
            after=str(groups[employer_list.reference].reference),
        )
        for employer_list in lists
        if employer_list.reference in new
    ]


def _remarks(lists: list[EmployerList]) -> list[Line]:
    """Entries that gave no name, and those in which several names stood."""
    remarks = [(LineKind.REJECTED, entry) for employer_list in lists for entry in employer_list.rejected]
    remarks += [(LineKind.NOTED, entry) for employer_list in lists for entry in employer_list.split]
    return [
        Line(kind, 0, f"{entry.group} {shortened(entry.text)}".rstrip(), "employers_involved", reason=entry.reason)
        for kind, entry in remarks
    ]


def _organisations(group: Group) -> dict[str, Organisation]:
    """What the group knows already, by the name as compared; the oldest of doubles."""
    return {same_name(row.name): row for row in named_in_group(group).order_by("-pk")}


def _questions(listed: Listed, on: date) -> tuple[int, Counter[str]]:
    """Ask what was not asked yet; how many are new, and how many names of the lists each question stands about."""
    rows = list(listed.values())
    stored = ListQuestion.objects.filter(listed__in=rows).values_list("listed_id", "doubt")
    asked = set(stored)
    new = [
        ListQuestion(listed=row, doubt=kind, reason=reason[:500], asked_on=on)
        for row, kind, reason in _doubts(rows)
        if (row.pk, kind) not in asked
    ]
    bulk_create_with_history(new, ListQuestion, batch_size=BATCH, default_change_reason=ASKED)
    return len(new), Counter(kind for _, kind in asked) + Counter(str(list_question.doubt) for list_question in new)


def _doubts(rows: list[ListedEmployer]) -> Iterable[tuple[ListedEmployer, Doubt, str]]:
    """What somebody should be asked of each name; nothing that a person has said of its organisation already."""
    matches = entries_of({row.name for row in rows})
    for row in rows:
        is_open = row.struck_on is None
        if is_open and row.organisation.kind == OrganisationKind.EMPLOYER and (reason := doubt(row.name)):
            yield row, Doubt.EMPLOYER, reason
        for kind, delivered in DELIVERED_BY_DOUBT.items() if is_open else ():
            entry = next(
                (
                    register_entry
                    for register_entry in matches.get(row.name, [])
                    if register_entry.register == kind.value
                ),
                None,
            )
            if entry and delivered not in row.organisation.all_delivered:
                yield row, kind, f"The list {entry.source} has {entry.name} ({entry.reference})"
