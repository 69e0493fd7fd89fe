"""The ledger of statements and consents: a row when something is given, a day on the row when it is withdrawn.

Giving and withdrawing are two acts: what is left unanswered changes nothing.

New words ask again: who answers gets a row under the new words beside the old one, which stands until it is withdrawn.
What was given before still counts meanwhile, as the rules ask for what was given and not under which words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from guidance.policies import statements_for, statements_given
from guidance.statements import Item, Wording
from guidance.vocabulary import ConsentCode
from members.models import ChairAppointment, Consent, Membership, Statement
from members.rules.confirmations import CHAIR_CONFIRMATIONS
from portal import history


@dataclass(frozen=True, slots=True)
class Reconfirmation:
    """Something that stands, given under other words than those in force."""

    item: Item
    before: str  # the words as they were
    given_on: date


def give(
    *,
    ledger: type[Statement] | type[Consent],
    membership: Membership,
    codes: Iterable[str],
    wording: Wording,
    by: User,
    on: date,
) -> bool:
    """Write a row for each code that does not stand under the words in force; nothing is ever withdrawn by it.

    `wording` is what was shown: what stands under other words is given again, beside the old row. True where anything
    was given. Call it under the membership's lock.
    """
    in_force: dict[str, list[Statement | Consent]] = defaultdict(list)
    for row in ledger.objects.filter(membership=membership, withdrawn_on=None):
        in_force[row.code].append(row)
    answered = {code for code, rows in in_force.items() if any(_is_under(row, wording) for row in rows)}
    new = sorted(set(codes) - answered)
    for code in new:
        row = ledger(membership=membership, code=code, wording_version=wording.version, given_on=on)
        history.save(row, by=by, why="Given again under new words" if code in in_force else "Given")
    return bool(new)


def withdraw(*, membership: Membership, code: str, by: User, on: date) -> bool:
    """Withdraw all that stands with this code, under whichever words; True where anything did. Under the lock."""
    ledger = Consent if code in ConsentCode.values else Statement
    ledger_entries = list(ledger.objects.filter(membership=membership, code=code, withdrawn_on=None))
    for row in ledger_entries:
        row.withdrawn_on = on
        history.save(row, by=by, why="Withdrawn", fields=["withdrawn_on"])
    return bool(ledger_entries)


def _is_under(row: Statement | Consent, wording: Wording) -> bool:
    """Whether the row was given under the words that this version has for its code."""
    item, then = wording.item(row.code), statements_given(row.wording_version, row.given_on).item(row.code)
    return item is not None and then is not None and item.text == then.text


def reconfirmation_due(memberships: Collection[Membership], on: date) -> dict[int, list[Reconfirmation]]:
    """What each membership is asked again because the words changed, by its key; one statement, however many."""
    wording = statements_for(on)
    results: dict[int, list[Reconfirmation]] = {}
    newest = _newest_in_force([term.pk for term in memberships], on)
    for membership in memberships:
        asked = (*wording.statements(membership.kind), *wording.consents(membership.kind, is_chair=True))
        rows = [(item, newest.get((membership.pk, item.code))) for item in asked]
        results[membership.pk] = [again for item, row in rows if row and (again := _reconfirmation(item, *row))]
    return results


def chair_reconfirmation_due(appointment: ChairAppointment, on: date) -> dict[str, Reconfirmation]:
    """Which of a chair's two confirmations stands under other words than those in force, by its code."""
    now = statements_for(on)
    results: dict[str, Reconfirmation] = {}
    for confirmation in CHAIR_CONFIRMATIONS:
        given_on = confirmation.given_on(appointment)
        if given_on is None:
            continue
        before = confirmation.text(statements_given(confirmation.version(appointment), given_on))
        if before != confirmation.text(now):
            results[confirmation.code] = Reconfirmation(
                Item(confirmation.code, confirmation.text(now)), before, given_on
            )
    return results


def _reconfirmation(item: Item, version: str, given_on: date) -> Reconfirmation | None:
    then = statements_given(version, given_on).item(item.code)
    return Reconfirmation(item, then.text, given_on) if then and then.text != item.text else None


def _newest_in_force(keys: list[int], on: date) -> dict[tuple[int, str], tuple[str, date]]:
    """Version and day of the newest row that stands, by membership and code."""
    columns = ("membership_id", "code", "wording_version", "given_on")
    given, agreed = (
        ledger.objects.filter(membership__in=keys, withdrawn_on=None, given_on__lte=on).values_list(*columns)
        for ledger in (Statement, Consent)
    )
    rows = sorted(given.union(agreed, all=True), key=lambda row: row[3])
    return {(membership, code): (version, given_on) for membership, code, version, given_on in rows}
