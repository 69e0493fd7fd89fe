"""What the page of a motion says in words of states that people ask about: who may vote, a tie, too few voters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from accounts.models import User
from accounts.permissions import Role
from conflicts.models import Interest
from meetings.actions.voters import Eligibility
from meetings.enums import WhyAbsent
from meetings.models import Motion
from meetings.rules.voting import Electorate
from members.models import ChairAppointment, Person

WHY_NOT = {
    WhyAbsent.APOLOGIES: "You do not vote on this motion: you sent apologies for the meeting.",
    WhyAbsent.ABSENT: "You do not vote on this motion: it is recorded that you did not come to the meeting.",
    WhyAbsent.LEFT: "You do not vote on this motion: you left the meeting for this item.",
    WhyAbsent.UNRECORDED: "You do not vote on this motion: it is not recorded that you came to the meeting.",
}
IF_WRONG = " If that is wrong, tell the chair, who can correct it while the motion is open."
TIE = "It is a tie: as many for as against. A tie carries no motion, and nobody has a casting vote."
NOBODY_FOR = "Nobody voted for it."
NOBODY_MAY = "Nobody may vote on this motion as things stand: every employer member is barred or not there."


def why_not(person: int, roles: Collection[Role], eligibility: Eligibility) -> str:
    """Why this person of the group, who is no voter and not barred, does not vote; "" for officials."""
    away = {employer.person: employer.away for employer in eligibility.electorate.absent}.get(person)
    if away:
        return WHY_NOT[WhyAbsent(away)] + IF_WRONG
    if Role.MEMBER in roles:
        return f"You do not vote on this motion: you were no employer member on {eligibility.on:%-d %B %Y}."
    if {Role.ADVISER, Role.FACILITATOR} & {*roles}:
        return "Advisers and facilitators speak on a motion and do not vote on it."
    return ""


def of_open(motion: Motion, eligibility: Eligibility) -> list[str]:
    """Of a motion that is open: what keeps it from being carried, and who shares an employer."""
    parts = eligibility.electorate
    results = [_too_few(motion, parts)] if parts.denominator < motion.quorum else []
    return [*results, *_shared(voter.organisation for voter in parts.voters)]


def _too_few(motion: Motion, parts: Electorate) -> str:
    if not parts.denominator:
        return NOBODY_MAY
    number = parts.denominator
    voters = "Only 1 employer member may vote" if number == 1 else f"Only {number} employer members may vote"
    text = f"{voters}, and {motion.quorum} must take part. If that stays so, the motion is lost whatever the votes."
    if any(employer.away == WhyAbsent.LEFT for employer in parts.absent):
        text += " Who left for this item counts again once it is recorded that they came back."
    return text


def _shared(organisations: Iterable[str]) -> list[str]:
    """The guidance counts people: two members of one employer have two votes, and the page says so."""
    numbers = Counter(name for name in organisations if name)
    results = [f"{name} ({number})" for name, number in sorted(numbers.items()) if number > 1]
    return [f"More than one voter of the same employer, each with one vote: {', '.join(results)}."] if results else []


def of_closed(motion: Motion) -> list[str]:
    """Of a motion that is closed: why it ended as it did, where the numbers alone leave people wondering."""
    outcome = motion.outcome
    results = []
    if outcome["quorum_met"] and not outcome["for"]:
        results.append(NOBODY_FOR)
    elif outcome["quorum_met"] and outcome["for"] == outcome["against"]:
        results.append(TIE)
    return results + _shared(person["organisation"] for person in outcome["voters"])


def without_account(eligibility: Eligibility) -> list[str]:
    """Voters who cannot sign in, and so cannot vote by correspondence, by name; one statement."""
    people = Person.objects.filter(pk__in=eligibility.electorate.voter_ids, user=None)
    return list(people.order_by("name", "pk").values_list("name", flat=True))


# --- interests that the vote may hang on -----------------------------------------------------------------------------
def undecided(motion: Motion, eligibility: Eligibility, today: date) -> list[Person]:
    """Voters with an interest that waits to be handled today, which may yet bar them; one statement."""
    waiting = Interest.objects.waiting(today).filter(
        declaration__group=motion.group, declaration__person__in=eligibility.electorate.voter_ids
    )
    results = {
        interest.declaration.person_id: interest.declaration.person
        for interest in waiting.select_related("declaration__person")
    }
    return sorted(results.values(), key=lambda undecided_motion: undecided_motion.name.casefold())


def of_chairs(motion: Motion, eligibility: Eligibility) -> str:
    """What it means that whoever chairs is barred; "" where a chair votes, or none is barred. One statement at most."""
    barred = {employer.person for employer, _ in eligibility.electorate.barred}
    if not barred:
        return ""
    chairs = set(
        ChairAppointment.objects.leading(eligibility.on).filter(group=motion.group).values_list("person", flat=True)
    )
    if not chairs or not chairs <= barred:
        return ""
    who = "The group’s only chair does" if len(chairs) == 1 else "Both co-chairs do"
    return (
        f"{who} not vote on this motion. Recording votes and closing it stays with the chair and decides nothing:"
        " the portal counts. Let another employer member lead the discussion."
    )


def of_own(user: User, waiting: Iterable[Person]) -> bool:
    """Whether the user is one of those whose interest waits to be handled."""
    return any(person.user_id == user.pk for person in waiting)
