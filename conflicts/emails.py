"""Messages about declarations."""

from django.conf import settings
from django.template.loader import render_to_string

from conflicts.models import Declaration
from portal import mail
from portal.links import absolute


def interest_declared(declaration: Declaration, *, to: str) -> None:
    """Tells that something was declared, not what: mail may be read by others."""
    group = declaration.group
    context = {
        "declaration": declaration,
        "group": group,
        "link": absolute(group.get_absolute_url()),
        "service": settings.SERVICE_NAME,
    }
    mail.queue(
        to=to,
        subject=f"{group.reference}: an interest was declared",
        text=render_to_string("conflicts/mail/interest_declared.txt", context),
        kind="conflicts.interest_declared",
        key=f"interest-declared-{declaration.pk}-{to}",
    )
