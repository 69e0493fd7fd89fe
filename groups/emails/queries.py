"""Messages about questions of a group to its product manager, and of the product manager to the group."""

from groups.enums import Side
from groups.models import Query
from portal import mail
from portal.links import absolute


def query_asked(query: Query, to: str, name: str) -> None:
    """To the side that answers; as `query_requested` to the group."""
    template = "query_requested" if query.side == Side.REGULATOR else "query_asked"
    _query(query, to, name, _subject(query), template, "asked")


def query_withdrawn(query: Query, to: str, name: str) -> None:
    """To the group, which need not answer any more."""
    _query(query, to, name, f"{query.group.reference}: no answer is needed any more", "query_withdrawn", "withdrawn")


def query_answered(query: Query, to: str, name: str) -> None:
    _query(query, to, name, f"{query.group.reference}: your question is answered", "query_answered", "answered")


def _subject(query: Query) -> str:
    """By when who is to do what: the regulator answers the group, or the group answers."""
    whom = f"for {query.group.reference}" if query.side == Side.REGULATOR else query.group.reference
    return f"Answer {whom} by {query.due_on:%-d %B %Y}"


def _query(query: Query, to: str, name: str, subject: str, template: str, event: str) -> None:
    mail.write(
        f"groups.{template}",
        to=to,
        subject=subject,
        key=f"query-{event}-{query.pk}-{to}",
        name=name,
        query=query,
        group=query.group,
        link=absolute(query.get_absolute_url()),
    )
