"""Messages about declarations."""

from django.conf import settings
from django.template.loader import render_to_string

from conflicts.models import Declaration
from portal import mail
from portal.links import absolute


def interest_declared(declaration: Declaration, *, to: str, name: str) -> None:
    """To a chair (`name`): tells that something was declared, not what, as mail may be read by others."""
    group = declaration.group
    context = {
        "declaration": declaration,
        "name": name,
        "group": group,
        "link": absolute(group.get_absolute_url()),
        "service": settings.SERVICE_NAME,
    }
    mail.queue(
        to=to,
        subject=f"{declaration.person.name} has declared an interest to {group.name}",
        text=render_to_string("conflicts/mail/interest_declared.txt", context),
        kind="conflicts.interest_declared",
        key=f"interest-declared-{declaration.pk}-{to}",
    )
