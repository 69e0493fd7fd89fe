"""How a declaration is written. It stands here because joining, which makes the first one, is below `conflicts`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from conflicts.models import Declaration, Interest
from groups.models import Group
from members.actions import organisations
from members.enums import OrganisationKind
from members.models import Organisation, Person
from portal import history


def write_declaration(
    *, group: Group, person: Person, interests: Sequence[Mapping[str, Any]], by: User, on: date
) -> Declaration:
    """Keep a declaration with its interests (none: a nil declaration). Call it under the group's lock.

    Each interest: nature, perception, description, by_employment, and where one is concerned `organisation` (its
    name), `delivers` (values of Delivers), `employs_in_occupation`, `may_profit`.
    """
    declaration = history.save(Declaration(group=group, person=person, declared_on=on), by=by, why="Declared")
    for answers in interests:
        interest = Interest(
            declaration=declaration,
            nature=answers["nature"],
            perception=answers["perception"],
            description=answers["description"],
            by_employment=answers["by_employment"],
            organisation=_organisation(group, answers, by) if answers["organisation"] else None,
        )
        history.save(interest, by=by, why="Declared")
    return declaration


def _organisation(group: Group, answers: Mapping[str, Any], by: User) -> Organisation:
    """What a declaration says of an organisation adds to what is known of it, and takes nothing away."""
    known = organisations.find(group, answers["organisation"])
    details = {
        "delivers": sorted({*(known.delivers if known else []), *answers["delivers"]}),
        "employs_in_occupation": answers["employs_in_occupation"] or bool(known and known.employs_in_occupation),
        "may_profit": answers["may_profit"] or bool(known and known.may_profit),
    }
    if known is None:
        details["kind"] = OrganisationKind.OTHER
    return organisations.keep(
        group=group, name=answers["organisation"], details=details, by=by, why="Named in a declaration"
    )
