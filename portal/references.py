"""Short references that people can say on the telephone: EN0001 for an enquiry, TB0001 for a group."""

from django.db import connection


def next_number(sequence: str) -> int:
    """The next number of a database sequence; numbers given to transactions that fail are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return int(cursor.fetchone()[0])
