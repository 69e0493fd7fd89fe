"""What a dossier that stays shares with the database: people, organisations, the occupation, the group itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import SystemRandom
from string import ascii_uppercase
from typing import Any

from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from groups.models import Group
from members.models import Organisation, Person
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route
from oversight.dossier import rows
from oversight.dossier.errors import DossierError
from portal import history

Row = dict[str, Any]
Add = Callable[[Any, Sequence[Any]], Sequence[Any]]
REASON = "Imported from a dossier"
LONGEST_UNIQUE = 500  # characters of what must be unique: an index holds no more than 2,700 bytes of each


def fresh_reference() -> str:
    """One that no group has."""
    random = SystemRandom()
    while True:
        reference = "".join(random.choices(ascii_uppercase, k=2)) + f"{random.randrange(10**6):06}"
        if not Group.objects.filter(reference=reference).exists():
            return reference


def group(reference: str, values: Row, *, by: User | None, replace: bool) -> Group:
    """The group of that reference with these values: a new one, or with `replace` the one that is there."""
    existing = Group.objects.select_for_update(no_key=True).filter(reference=reference).first()
    if existing and not replace:
        raise DossierError("$.group.reference", f"{reference} is there already; --replace replaces it")
    kept = existing or Group(reference=reference)
    for name, value in values.items():
        setattr(kept, name, value)
    return history.save(kept, by=by, why=REASON)


def occupation(row: Row, by: User | None) -> Occupation:
    """The one on the map that is told of, or a potential one; what nobody had said of it is taken from the dossier."""
    for name in ("route", "reference"):
        if len(row.get(name) or "") > LONGEST_UNIQUE:
            raise DossierError(f"$.group.occupation.{name}", f"expected at most {LONGEST_UNIQUE} characters to be kept")
    values = rows.fields(row, rows.OCCUPATION) | {"route": _route(row["route"], by)}
    reference = row.get("reference") or None
    if reference and (existing := Occupation.objects.filter(reference=reference).first()):
        for name, value in values.items():
            if _differs(existing, name, value):
                raise DossierError(f"$.group.occupation.{name}", f"expected what the map says of {reference}")
        return _completed(existing, values, by)
    alike = Occupation.objects.filter(reference=None, **values).first() if reference is None else None
    made = Occupation(reference=reference, status=OccupationStatus.POTENTIAL, **values)
    return alike or history.save(made, by=by, why=REASON)


def _differs(occupation: Occupation, name: str, value: Any) -> bool:
    there = getattr(occupation, name)
    if name in rows.SAID_OR_NOT:
        return there is not None and there != bool(value)  # absent is no, by the schema
    return bool(there != value)


def _completed(occupation: Occupation, values: Row, by: User | None) -> Occupation:
    """With what the dossier says and the map does not."""
    fields = [name for name in rows.SAID_OR_NOT if getattr(occupation, name) is None and values[name] is not None]
    for name in fields:
        setattr(occupation, name, values[name])
    return history.save(occupation, by=by, why=REASON, fields=fields) if fields else occupation


def _route(name: str, by: User | None) -> Route | None:
    if name == rows.NO_ROUTE:
        return None
    if route := Route.objects.filter(name=name).first():
        return route
    last = Route.objects.aggregate(last=Max("sequence"))["last"] or 0
    slug = f"{slugify(name)[:80] or 'route'}-{last + 1}"
    return history.save(Route(name=name, slug=slug, sequence=last + 1), by=by, why=REASON)


def organisations(given: Sequence[Row], add: Add) -> dict[str, Organisation]:
    """By the dossier's ids: each one that is there alike, else a new one."""
    existing: dict[str, Organisation] = {}
    for row in given:
        values = rows.fields(row, rows.ORGANISATION)
        taken = [organisation.pk for organisation in existing.values()]
        organisation = Organisation.objects.filter(**values).exclude(pk__in=taken).order_by("pk").first()
        existing[row["id"]] = organisation or add(Organisation, [Organisation(**values)])[0]
    return existing


def people(rows: Sequence[Row], add: Add, by: User | None) -> dict[str, Person]:
    """By the dossier's ids: who has that address, named anew as the dossier has it, else a new person."""
    existing: dict[str, Person] = {}
    taken: set[str] = set()
    for place, row in enumerate(rows):
        email = (row.get("email") or "").lower() or None
        if email in taken:
            raise DossierError(f"$.people[{place}].email", "expected an address that nobody else in the file has")
        taken |= {email} if email else set()
        existing[row["id"]] = _person({"name": row["name"], "phone": row.get("phone") or ""}, email, add, by)
    return existing


def _person(values: Row, email: str | None, add: Add, by: User | None) -> Person:
    person = Person.objects.filter(email=email).first() if email else None
    if person is None:
        return add(Person, [Person(email=email, **values)])[0]
    differing = [name for name, value in values.items() if getattr(person, name) != value]
    for name in differing:
        setattr(person, name, values[name])
    return history.save(person, by=by, why=REASON, fields=differing) if differing else person
