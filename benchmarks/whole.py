"""Groups with everything that an assessment reads: 15 memberships, each with a declaration and a ledger of 12 rows.

Keys are computed, so that a row finds its parents without a look-up: the members of group g have the keys from 15 g.
Everything else follows from the keys by arithmetic, so that two runs see the same groups: most rules are met, a few
are not; some people have left, some entries are withdrawn.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import Max

from benchmarks import work
from benchmarks.databases import settle
from benchmarks.rows import array, insert, nth
from benchmarks.shape import (
    CONSENTS,
    EMPLOYERS,
    KEY,
    MEMBER,
    MEMBERS,
    ORGANISATIONS,
    REGIONS,
    SECTORS,
    SIZES,
    STATEMENTS,
    employer,
)
from groups.models import Group
from guidance.vocabulary import Expertise
from members.models import Consent, Membership, Organisation, Person, Statement
from occupations.enums import OccupationStatus
from occupations.models import Occupation, Route

OCCUPATIONS = 600


def measured(sizes: list[int], measure: Callable[[int], dict[str, object]]) -> list[dict[str, object]]:
    """One row of the table for each size, taken when the database holds so many groups."""
    rows = []
    for size in sizes:
        fill(size)
        rows.append(measure(size))
    return rows


def fill(number: int) -> None:
    """Add groups until there are `number`, and tidy up as autovacuum would have done by the night."""
    before = Group.objects.aggregate(last=Max("pk"))["last"] or 0
    new = f"g.id > {before}"
    if before < number:
        with transaction.atomic(), connection.cursor() as cursor:
            # the rows fit each other by construction: to check 18 million of them would take longer than to make them
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL statement_timeout = 0")
            _groups(before + 1, number)
            _members(new)
            _ledgers(new)
            work.fill(new)
        settle()


def _groups(first: int, last: int) -> None:
    if not Occupation.objects.filter(title__startswith="Bench").exists():
        _occupations()
    keys = list(Occupation.objects.filter(title__startswith="Bench").values_list("pk", flat=True))
    organisations = f"generate_series({first * ORGANISATIONS}, {last * ORGANISATIONS + ORGANISATIONS - 1}) n"
    insert(
        Organisation,
        organisations,
        id="n",
        name="'Bench employer ' || n",
        kind="CASE WHEN mod(n, 40) = 0 THEN 'epao' ELSE 'employer' END",
        employs_in_occupation="mod(n, 5) > 0",
        may_profit="mod(n, 9) = 0",
        size=nth(SIZES, "n"),
        sector=nth(SECTORS, "n / 4"),
        region=nth(REGIONS, "n / 16"),
    )
    insert(
        Group,
        f"generate_series({first}, {last}) n",
        id="n",
        reference="'TB' || lpad((n - 1)::text, 6, '0')",
        name="'Bench group ' || n",
        occupation_id=f"(ARRAY{keys})[1 + mod(n, {len(keys)})]",
        first_contact_on="current_date - 20 - mod(n, 300)",
        charges_fee="mod(n, 20) = 0",
        capacity_confirmed_on="current_date - mod(n, 100)",
        drafting_responsibility_confirmed_on="current_date - mod(n, 100)",
        details_confirmed_on="current_date - mod(n, 400)",
        membership_approved_on="CASE WHEN mod(n, 3) > 0 THEN current_date - mod(n, 200) END",
    )


def _occupations() -> None:
    routes = list(Route.objects.all())
    Occupation.objects.bulk_create(
        Occupation(
            title=f"Bench occupation {n}",
            route=routes[n % len(routes)],
            level=2 + n % 7,
            status=OccupationStatus.POTENTIAL,
            regulated=n % 4 == 0,
            professional_status=n % 3 == 0,
        )
        for n in range(OCCUPATIONS)
    )


def _members(new: str) -> None:
    source = f"{MEMBER} WHERE {new} ORDER BY g.id, j"
    insert(
        Person,
        source,
        id=KEY,
        name=f"'Bench person ' || {KEY}",
        email=f"'p' || {KEY} || '@example.org'",
    )
    insert(
        Membership,
        source,
        id=KEY,
        group_id="g.id",
        person_id=KEY,
        organisation_id=employer(KEY),
        kind=f"CASE WHEN j < {EMPLOYERS} THEN 'employer' WHEN j < {MEMBERS - 1} THEN 'adviser' ELSE 'facilitator' END",
        job_title="'Site manager'",
        started_on="current_date - 30 - mod(g.id * 13 + j * 7, 500)",
        plans_to_serve_until=f"current_date + 680 + mod({KEY}, 71) * 5",
        ended_on="CASE WHEN j = 11 AND mod(g.id, 4) = 0 THEN current_date - mod(g.id, 30) END",
        approval="CASE WHEN j = 10 AND mod(g.id, 10) = 0 THEN 'draft' ELSE 'approved' END",
        occupation_experience="CASE WHEN mod(j, 3) = 0 THEN 'none' ELSE 'current' END",
        expertise=f"{array([str(area) for area in Expertise])}::varchar[]",
    )


def _ledgers(new: str) -> None:
    """Nine statements and three consents a membership; one in fifty is withdrawn."""
    for model, codes in ((Statement, STATEMENTS), (Consent, CONSENTS)):
        insert(
            model,
            f"{MEMBER}, unnest({array(codes)}) WITH ORDINALITY c(code, place) WHERE {new} ORDER BY g.id, j, place",
            membership_id=KEY,
            code="code",
            wording_version="'2025-06'",
            given_on=f"current_date - 1 - mod({KEY}, 30)",
            withdrawn_on=f"CASE WHEN mod({KEY} * 31 + place, 50) = 0 THEN current_date - mod({KEY}, 2) END",
        )
