"""The ledger of statements and consents: a row when something is given, a day on the row when it is withdrawn.

New words ask again: who answers gets a row under the new words beside the old one, which stands until it is withdrawn.
What was given before still counts meanwhile, as the rules ask for what was given and not under which words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from members.models import ChairAppointment, Consent, Membership, Statement
from members.rules import Item, Wording, wording_for, words_given
from portal import history


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Something that stands, given under other words than those in force."""

    item: Item
    before: str  # the words as they were
    given_on: date


def settle(
    *,
    ledger: type[Statement] | type[Consent],
    membership: Membership,
    offered: Iterable[str],
    given: Iterable[str],
    wording: Wording,
    by: User,
    on: date,
) -> bool:
    """Make what stands agree with `given`; codes that were not `offered` stay as they are. True where anything changed.

    `wording` is what was shown: what stands under other words is given again. Call it under the membership's lock.
    """
    offered, wanted = set(offered), set(given)
    standing: dict[str, list[Statement | Consent]] = defaultdict(list)
    for row in ledger.objects.filter(membership=membership, withdrawn_on=None):
        standing[row.code].append(row)
    answered = {code for code, rows in standing.items() if any(_is_under(row, wording) for row in rows)}
    new, gone = sorted((wanted & offered) - answered), sorted(set(standing) & offered - wanted)
    for code in new:
        row = ledger(membership=membership, code=code, wording_version=wording.version, given_on=on)
        history.save(row, by=by, why="Given again under new words" if code in standing else "Given")
    for row in (row for code in gone for row in standing[code]):
        row.withdrawn_on = on
        history.save(row, by=by, why="Withdrawn", fields=["withdrawn_on"])
    return bool(new or gone)


def _is_under(row: Statement | Consent, wording: Wording) -> bool:
    """Whether the row was given under the words that this version has for its code."""
    item, then = wording.item(row.code), words_given(row.wording_version, row.given_on).item(row.code)
    return item is not None and then is not None and item.words == then.words


def asked_again(memberships: Collection[Membership], on: date) -> dict[int, list[AskedAgain]]:
    """What each membership is asked again because the words changed, by its key; one statement, however many."""
    wording = wording_for(on)
    found: dict[int, list[AskedAgain]] = {}
    standing = _newest_standing([one.pk for one in memberships], on)
    for membership in memberships:
        asked = (*wording.statements(membership.kind), *wording.consents(membership.kind, is_chair=True))
        rows = [(item, standing.get((membership.pk, item.code))) for item in asked]
        found[membership.pk] = [again for item, row in rows if row and (again := _again(item, *row))]
    return found


def chair_asked_again(appointment: ChairAppointment, on: date) -> Wording | None:
    """The words under which a chair gave the two confirmations, where those in force are others."""
    given = [
        appointment.confirmed_no_interest_on,
        appointment.publication_agreed_on if appointment.is_published else None,
    ]
    days = [day for day in given if day]
    if not days:
        return None
    then, now = words_given(appointment.wording_version, max(days)), wording_for(on)
    is_same = (then.chair_interest, then.chair_publication) == (now.chair_interest, now.chair_publication)
    return None if is_same else then


def _again(item: Item, version: str, given_on: date) -> AskedAgain | None:
    then = words_given(version, given_on).item(item.code)
    return AskedAgain(item, then.words, given_on) if then and then.words != item.words else None


def _newest_standing(keys: list[int], on: date) -> dict[tuple[int, str], tuple[str, date]]:
    """Version and day of the newest row that stands, by membership and code."""
    columns = ("membership_id", "code", "wording_version", "given_on")
    given, agreed = (
        ledger.objects.filter(membership__in=keys, withdrawn_on=None, given_on__lte=on).values_list(*columns)
        for ledger in (Statement, Consent)
    )
    rows = sorted(given.union(agreed, all=True), key=lambda row: row[3])
    return {(membership, code): (version, given_on) for membership, code, version, given_on in rows}
