"""A person declares interests, confirms the declaration a year later, changes an interest and ends what is over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conflicts import emails
from conflicts.actions.writing import CONTENT, organisation_of, write_declaration
from conflicts.models import Declaration, Interest
from conflicts.rules import ASKED, answers_of, handlers
from groups.actions import mark_changed
from groups.actions.registering import lock, lock_any
from groups.models import Group
from guidance.assessment import assess
from members.models import Membership, Person
from portal import history
from portal.edits import describe, form_digest
from portal.exceptions import Conflict, StaleForm

REST = ("began_on", "organisation", "revision", "revised_on")  # of an interest, beside CONTENT


@transaction.atomic
def declare(*, membership: Membership, interests: Sequence[Mapping[str, Any]], by: User, now: datetime) -> Declaration:
    """A new declaration, with the interests to add; without any it says that nothing (more) is to be declared.

    Interests declared before stay on the register until they are ended. The same declaration sent twice on one day is
    written once. Tells who handles them. `interests` as `write_declaration` takes them.
    """
    group, on = lock(membership.group), timezone.localdate(now)
    same = _same_today(membership, interests, on)
    if same is not None:
        return same
    before = _disqualifying(group, membership.person, on)
    declaration = write_declaration(group=group, person=membership.person, interests=interests, by=by, on=on)
    if interests:
        _tell_disqualified(declaration.interests.latest("pk"), membership.person, before, on)
    mark_changed(group, now)
    return declaration


def _same_today(membership: Membership, interests: Sequence[Mapping[str, Any]], on: date) -> Declaration | None:
    """The day's newest declaration, if it says just the same."""
    today = Declaration.objects.filter(group=membership.group, person=membership.person, declared_on=on)
    last = today.prefetch_related("interests__organisation").first()
    if last is None:
        return None
    interest_keys = sorted(
        (i.nature, i.description, i.organisation.name if i.organisation else "") for i in last.interests.all()
    )
    return (
        last if interest_keys == sorted((i["nature"], i["description"], i["organisation"]) for i in interests) else None
    )


@transaction.atomic
def renew(*, membership: Membership, seen: str, by: User, now: datetime) -> Declaration:
    """What the person declared still holds, and there is nothing more: a declaration of today without interests.

    `seen` is `interests_digest` of what the page showed: StaleForm where it says something else now. Twice on a day
    writes one. Raises Conflict where nothing was ever declared.
    """
    group, on = lock(membership.group), timezone.localdate(now)
    last = last_declaration(membership)
    interests = list(current_interests(membership, on))
    if seen != interests_digest(interests):
        raise StaleForm(
            "Your interests changed since you opened this page. Nothing was confirmed.",
            next_href=reverse("conflicts:renew", args=[group.pk]),
            next_text="Read them and confirm again",
            theirs=[(str(number), interest.description) for number, interest in enumerate(interests, start=1)],
        )
    if last.declared_on == on:
        return last
    declaration = Declaration(group=group, person=membership.person, declared_on=on)
    history.save(declaration, by=by, why="Confirmed that it still holds")
    mark_changed(group, now)
    return declaration


def last_declaration(membership: Membership) -> Declaration:
    """Raises Conflict where nothing was ever declared."""
    last = Declaration.objects.filter(group=membership.group, person=membership.person).first()
    if last is None:
        raise Conflict(
            "There is no declaration to confirm yet.",
            state="You have not declared",
            next_href=reverse("conflicts:declare", args=[membership.group_id]),
            next_text="Make your first declaration",
        )
    return last


def current_interests(membership: Membership, on: date) -> QuerySet[Interest]:
    """The person's current interests as declared to the group, the oldest first."""
    current = Interest.objects.current(on).select_related("organisation", "declaration").order_by("pk")
    return current.filter(declaration__group=membership.group, declaration__person=membership.person)


def interests_digest(interests: Iterable[Interest]) -> str:
    return form_digest({f"{interest.pk}-{interest.revision}": "" for interest in interests})


# --- one interest ----------------------------------------------------------------------------------------------------
@transaction.atomic
def change_interest(*, interest: Interest, answers: Mapping[str, Any], seen: str, by: User, now: datetime) -> Interest:
    """The interest says something else from now on; what it said before stays in its history.

    `answers` as `write_declaration` takes them; `seen` is `portal.edits.form_digest` of `rules.answers_of` as shown.
    How it is handled stays until it is handled anew, so that nobody escapes a bar by a change; who handles it is told.
    Raises Conflict for an ended one, StaleForm where it was changed meanwhile.
    """
    group, on = lock(interest.declaration.group), timezone.localdate(now)
    interest, person = _lock(interest), interest.declaration.person
    refuse_ended(interest, group)
    shown, before = answers_of(interest), _disqualifying(group, person, on)
    for name in CONTENT:
        setattr(interest, name, answers[name])
    interest.began_on = answers.get("began_on")
    interest.organisation = organisation_of(group, answers, by, only=interest) if answers["organisation"] else None
    if answers_of(interest) != shown:
        _refuse_stale(seen, shown, interest, group)
        interest.revision, interest.revised_on = interest.revision + 1, on
        history.save(interest, by=by, why="Interest changed", fields=[*CONTENT, *REST])
        _tell(emails.interest_changed, interest, person, on)
    _tell_disqualified(interest, person, before, on)
    mark_changed(group, now)
    return interest


@transaction.atomic
def end_interest(*, interest: Interest, ended_on: date, by: User, now: datetime) -> Interest:
    """The person does not have the interest any more since `ended_on`; it stays on record, and who handles it is told.

    Raises Conflict if it was ended on another day.
    """
    group, on = lock_any(interest.declaration.group), timezone.localdate(now)
    interest, person = _lock(interest), interest.declaration.person
    if interest.ended_on == ended_on:
        return interest
    refuse_ended(interest, group)
    interest.ended_on = ended_on
    history.save(interest, by=by, why="Interest ended", fields=["ended_on"])
    _tell(emails.interest_ended, interest, person, on)
    mark_changed(group, now)
    return interest


def _lock(interest: Interest) -> Interest:
    rows = Interest.objects.select_for_update(of=("self",)).select_related("organisation", "declaration__group")
    return rows.get(pk=interest.pk)


def refuse_ended(interest: Interest, group: Group) -> None:
    """Raise Conflict for an interest that was ended."""
    if interest.ended_on is not None:
        raise Conflict(
            "This interest has been ended already.",
            state=f"Ended on {interest.ended_on:%-d %B %Y}",
            next_href=reverse("overview:mine", args=[group.pk]),
            next_text="See your membership",
        )


def _refuse_stale(seen: str, shown: dict[str, Any], mine: Interest, group: Group) -> None:
    if seen != form_digest(shown):
        raise StaleForm(
            "This interest was changed since you opened the page. Nothing of yours was saved yet.",
            next_href=reverse("conflicts:change_interest", args=[group.pk, mine.pk]),
            next_text="Open it again and make your change",
            theirs=describe(shown, ASKED),
            mine=describe(answers_of(mine), ASKED),
        )


# --- who hears of it -------------------------------------------------------------------------------------------------
def _tell(write: Callable[..., None], interest: Interest, person: Person, on: date) -> None:
    """One message to each who handles the person's interests."""
    for handler in handlers(interest.declaration.group, on).of(person):
        if handler.email:
            write(interest, to=handler.email, name=handler.name)


def _tell_disqualified(interest: Interest, person: Person, before: int, on: date) -> None:
    """The product manager hears when a chair has one more interest that disqualifies chairs than before."""
    group = interest.declaration.group
    if _disqualifying(group, person, on) > before:
        for manager in handlers(group, on).managers:
            emails.chair_disqualified(interest, to=manager.email, name=manager.name)


def _disqualifying(group: Group, person: Person, on: date) -> int:
    """How many interests keep this person from being a chair; 0 for somebody who is none."""
    if not handlers(group, on).is_chair(person):
        return 0
    results = (
        finding
        for finding in assess(group.pk, on).of_person(person.pk)
        if finding.rule == "chair.no_disqualifying_interest"
    )
    return sum(finding.args.get("interests", 0) for finding in results)
