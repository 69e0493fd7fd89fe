"""Every write to the occupational map."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from occupations import rules
from occupations.actions.importing import Imported, Written, import_standards
from occupations.actions.saving import OCCUPATION_FIELDS, save_all
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route
from portal import history

__all__ = [
    "Imported",
    "ListedOccupation",
    "Written",
    "add_listed_occupations",
    "add_potential_occupation",
    "import_standards",
]
LISTED_STATUSES = {label.casefold(): value for value, label in OccupationStatus.choices}
LISTED_STATUSES["decommissioned"] = OccupationStatus.RETIRED.value  # as lists before 2019 said it


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """What a list of standards says of one: route and status in the list's own words, "" where it says nothing."""

    reference: str
    title: str
    level: int | None
    route: str
    status: str


@transaction.atomic
def add_potential_occupation(
    *, title: str, level: int | None, route: Route | None, by: User | None, reason: str
) -> Occupation:
    """A place for an occupation that is not on the map yet. Raises ValidationError, say for a level out of 2..8.

    Titles may repeat: whether it is a new occupation or one the map has under another name is for an official to say.
    """
    occupation = Occupation(title=" ".join(title.split()), level=level, route=route, status=OccupationStatus.POTENTIAL)
    occupation.full_clean()
    return history.save(occupation, by=by, why=reason)


def add_listed_occupations(rows: Iterable[ListedOccupation], *, reason: str, by: User | None = None) -> int:
    """Places on the map for standards that a list names and the map lacks; how many. What the map has stays as it is.

    Call it inside a transaction. A route that the map does not know, and a status in other words, stay unknown.
    """
    references = set(Occupation.objects.values_list("reference", flat=True))
    routes = {rules.route_key(route.name): route for route in Route.objects.all()}
    create = [_from_list(row, routes) for row in rows if row.reference not in references]
    save_all(Occupation, create, [], OCCUPATION_FIELDS, by, reason)
    return len(create)


def _from_list(row: ListedOccupation, routes: dict[str, Route]) -> Occupation:
    status = LISTED_STATUSES.get(row.status.casefold(), OccupationStatus.POTENTIAL)
    route = routes.get(rules.current_route(row.route))
    return Occupation(reference=row.reference, title=row.title, level=row.level, route=route, status=status)
