"""People as a group knows them: who serves, served or is invited. Other groups' people are nobody's to see here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from groups.models import Group
from guidance.vocabulary import Approval
from members.models import Invitation, Membership, Person, holding_withdrawn
from portal.search import matching

OFFERED = 10
ADDRESS_REPLACED = "This person uses another address here, and no longer this one. Ask them which it is"


@dataclass(frozen=True, slots=True)
class ExistingPerson:
    """Somebody of the group; `fills` are answers by which an invitation is begun, without what may not be seen."""

    name: str
    state: str  # in words
    fills: dict[str, str]


def people_like(group: Group, text: str, *, on: date) -> list[ExistingPerson]:
    """Who of the group has the text in their name: those who serve, then those who are invited, then former members."""
    if not text:
        return []
    terms = _terms(group, on).filter(matching(text, "person__name")).select_related("person", "organisation")
    waiting = Invitation.objects.waiting().filter(matching(text, "name"), group=group).select_related("organisation")
    results: dict[object, ExistingPerson] = {}
    serving = [term for term in terms if _serves(term, on)]
    for term in serving:
        results.setdefault(term.person_id, _existing_person(term, "serves on the group"))
    for invitation in waiting:
        fills = {
            "email": invitation.email,
            "job_title": invitation.job_title,
            "organisation_name": invitation.organisation.name,
        }
        results.setdefault(invitation.email, ExistingPerson(invitation.name, "is invited already", fills))
    for term in terms:
        until = f"served until {term.ended_on:%-d %B %Y}" if term.ended_on else "was declined"
        results.setdefault(term.person_id, _existing_person(term, until))
    return list(results.values())[:OFFERED]


def _serves(term: Membership, on: date) -> bool:
    return term.approval != Approval.DECLINED and (term.ended_on is None or term.ended_on > on)


def _terms(group: Group, on: date) -> QuerySet[Membership]:
    """The group's memberships, the newest first; with `withdrew` where nobody may see the contacts any more."""
    terms = Membership.objects.filter(group=group).annotate(withdrew=holding_withdrawn(on))
    return terms.order_by("person__name", F("ended_on").desc(nulls_first=True))


def _existing_person(term: Membership, agreed: str) -> ExistingPerson:
    fills = {"email": term.person.email or "", "job_title": term.job_title, "organisation_name": term.organisation.name}
    may_be_seen = not term.withdrew  # type: ignore[attr-defined]  # of `_terms`
    return ExistingPerson(term.person.name, agreed, fills if may_be_seen else {})


def others_of(group: Group, *addresses: str) -> list[tuple[str, str]]:
    """Names of who serves, served or is invited, under other addresses than these; each with the words for it."""
    waiting = Invitation.objects.waiting().filter(group=group).exclude(email__in=addresses)
    own = Q(person__email__in=addresses) | Q(person__user__email__in=addresses)
    terms = Membership.objects.filter(group=group).exclude(own)
    taken = [
        (name, f"{name} is invited already, at another address") for name in waiting.values_list("name", flat=True)
    ]
    for name, ended_on in terms.order_by(F("ended_on").desc(nulls_first=True)).values_list("person__name", "ended_on"):
        until = f", until {ended_on:%-d %B %Y}" if ended_on else ""
        taken.append((name, f"{name} is known in this group under another address{until}"))
    return taken


def merged_into_address(addresses: Iterable[str]) -> dict[str, int]:
    """Those of the addresses that a merge took out of use, with the key of the person who was kept."""
    asked = set(addresses)
    merged = Person.objects.filter(Q(email__in=asked) | Q(user__email__in=asked), merged_into__isnull=False)
    rows = merged.values_list("merged_into", "email", "user__email").order_by("pk")
    return {address: kept for kept, *own in rows for address in asked.intersection(own) if kept is not None}
