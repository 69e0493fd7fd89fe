"""Under which words a statement or consent was given that stands under other words today, as the statement asks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from guidance import policies
from guidance.statements import Wording
from guidance.vocabulary import MembershipKind

DAY = timedelta(days=1)
COLUMNS = ("kinds", "codes", "versions", "first_days", "last_days")
Old = tuple[str, str, str, date, date]

# From members_membership m: the first day of today's words, where something that stands was last given under others.
WORDED_ANEW = """CASE WHEN cardinality(%(old_codes)s::text[]) > 0 AND EXISTS (
        SELECT FROM (
            SELECT DISTINCT ON (code) code, wording_version, given_on FROM (
                SELECT id, code, wording_version, given_on FROM members_statement
                WHERE membership_id = m.id AND withdrawn_on IS NULL AND given_on <= %(on)s
                UNION ALL
                SELECT id, code, wording_version, given_on FROM members_consent
                WHERE membership_id = m.id AND withdrawn_on IS NULL AND given_on <= %(on)s) every_entry
            ORDER BY code, given_on DESC, id DESC) l
        JOIN unnest(%(old_kinds)s::text[], %(old_codes)s::text[], %(old_versions)s::text[], %(old_first_days)s::date[],
                %(old_last_days)s::date[]) AS old(kind, code, version, first_day, last_day)
            ON old.kind = m.kind AND old.code = l.code AND old.version = l.wording_version
            AND l.given_on BETWEEN old.first_day AND old.last_day
    ) THEN %(words_since)s::date END"""


def parameters(on: date) -> dict[str, Any]:
    """What `WORDED_ANEW` is asked with on that day."""
    columns = zip(*_old(on), strict=True)
    by_name: dict[str, Any] = {f"old_{name}": list(column) for name, column in zip(COLUMNS, columns, strict=False)}
    empty: dict[str, Any] = {f"old_{name}": [] for name in COLUMNS}
    return empty | by_name | {"words_since": policies.statements_for(on).in_force_from}


def _old(on: date) -> tuple[Old, ...]:
    """Each kind, code and version whose words are not today's, and from when to when such a row may have been given; a
    row without a version is of the words of its day."""
    now = policies.statements_for(on)
    wordings = [policy.statements for policy in policies.every_policy()]
    ends = [later.in_force_from - DAY for later in wordings[1:]] + [date.max]
    firsts = [date.min, *(wording.in_force_from for wording in wordings[1:])]
    return tuple(
        (kind, code, *version)
        for wording, first, last in zip(wordings, firsts, ends, strict=True)
        for kind in MembershipKind.values
        for code in _changed(kind, wording, now)
        for version in ((wording.version, date.min, date.max), ("", first, last))
    )


def _changed(kind: str, then: Wording, now: Wording) -> Iterator[str]:
    """The codes asked of that kind today that had other words then."""
    for item in (*now.statements(kind), *now.consents(kind, is_chair=True)):
        before = then.item(item.code)
        if before is not None and before.text != item.text:
            yield item.code
