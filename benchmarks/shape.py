"""How many of what a group of the benchmarks has."""

from guidance.vocabulary import ConsentCode, Region, Sector, SizeBand, StatementCode

MEMBERS = 15
EMPLOYERS = 12  # of the members; then two advisers and a facilitator
ORGANISATIONS = 2  # a group: an employer serves on several
STATEMENTS = [str(code) for code in StatementCode if code != StatementCode.INTENDS_APPRENTICES]
CONSENTS = [str(code) for code in ConsentCode][:3]
SIZES, SECTORS, REGIONS = [[str(value) for value in kind][:4] for kind in (SizeBand, Sector, Region)]
# every group, every member of every group, and the key of that member's person, membership and declaration
GROUP = "(SELECT id::int FROM groups_group) g"
MEMBER = f"{GROUP}, generate_series(0, {MEMBERS - 1}) j"
KEY = f"(g.id * {MEMBERS} + j)"


def employer(number: str, *, step: int = 7919) -> str:
    """The key of an organisation anywhere among all of them."""
    return f"{ORGANISATIONS} + mod({number}::bigint * {step}, (SELECT max(id) - 1 FROM members_organisation))"
