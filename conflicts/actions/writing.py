"""How a declaration is written. It stands here because joining, which makes the first one, is below `conflicts`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from conflicts import emails
from conflicts.models import Declaration, Interest
from conflicts.rules import handlers
from groups.models import Group
from guidance.vocabulary import OrganisationKind
from members.actions import organisations
from members.models import Organisation, Person
from portal import history

CONTENT = ("nature", "perception", "description", "by_employment")  # of an interest, beside since when and where


def write_declaration(
    *, group: Group, person: Person, interests: Sequence[Mapping[str, Any]], by: User, on: date
) -> Declaration:
    """Keep a declaration with its interests (none: a nil declaration). Call it under the group's lock.

    Whoever handles them hears that there are some.

    Each interest: nature, perception, description, by_employment, where it is known `began_on` (a date), and where one
    is concerned `organisation` (its name), `delivers` (values of Delivers), `employs_in_occupation`, `may_profit`.
    """
    declaration = history.save(Declaration(group=group, person=person, declared_on=on), by=by, why="Declared")
    for answers in interests:
        interest = Interest(declaration=declaration, began_on=answers.get("began_on"))
        for name in CONTENT:
            setattr(interest, name, answers[name])
        interest.organisation = organisation_of(group, answers, by) if answers["organisation"] else None
        history.save(interest, by=by, why="Interest declared")
    if interests:
        _tell(declaration, on)
    return declaration


def _tell(declaration: Declaration, on: date) -> None:
    for handler in handlers(declaration.group, on).of(declaration.person):
        if handler.email:
            emails.interest_declared(declaration, to=handler.email, name=handler.name)


def organisation_of(
    group: Group, answers: Mapping[str, Any], by: User, *, only: Interest | None = None
) -> Organisation:
    """What a declaration says of an organisation adds to what is known of it, and takes nothing away.

    `only`: where this interest alone names the organisation, what it says is all that is known.
    """
    organisation = organisations.find(group, answers["organisation"])
    if organisation is not None and only is not None and organisations.is_named_only_by(organisation, only):
        organisation.delivers, organisation.employs_in_occupation, organisation.may_profit = [], None, False
    details = {
        "delivers": sorted({*(organisation.delivers if organisation else []), *answers["delivers"]}),
        "employs_in_occupation": answers["employs_in_occupation"]
        or (organisation.employs_in_occupation if organisation else None),
        "may_profit": answers["may_profit"] or bool(organisation and organisation.may_profit),
    }
    if organisation is None:
        details["kind"] = OrganisationKind.OTHER
    return organisations.keep(
        group=group, name=answers["organisation"], details=details, by=by, why="Named in a declaration"
    )
