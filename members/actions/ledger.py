"""The ledger of statements and consents: a row when something is given, a day on the row when it is withdrawn."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from members.models import Consent, Membership, Statement
from portal import history


def settle(
    *,
    ledger: type[Statement] | type[Consent],
    membership: Membership,
    offered: Iterable[str],
    given: Iterable[str],
    version: str,
    by: User,
    on: date,
) -> bool:
    """Make what stands agree with `given`; codes that were not `offered` stay as they are. True where anything changed.

    `version` is that of the wording that was shown. Call it under the membership's lock.
    """
    offered, wanted = set(offered), set(given)
    standing = {row.code: row for row in ledger.objects.filter(membership=membership, withdrawn_on=None)}
    new = sorted((wanted & offered) - set(standing))
    gone = sorted(set(standing) & offered - wanted)
    for code in new:
        row = ledger(membership=membership, code=code, wording_version=version, given_on=on)
        history.save(row, by=by, why="Given")
    for code in gone:
        standing[code].withdrawn_on = on
        history.save(standing[code], by=by, why="Withdrawn", fields=["withdrawn_on"])
    return bool(new or gone)
