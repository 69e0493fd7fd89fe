"""Messages about people whom the portal knew twice."""

from duplicates.models import PersonDouble
from portal import mail
from portal.links import absolute


def people_merged(pair: PersonDouble, *, to: str) -> None:
    """To both addresses; it names no group, for one of the two may be somebody else."""
    mail.write(
        "members.people_merged",
        to=to,
        subject="Two records with your name are one now",
        key=f"people-merged-{pair.pk}-{pair.judged_at}-{to}",
        pair=pair,
        link=absolute("/home/"),
    )
