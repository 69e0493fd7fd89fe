"""Messages about declarations.

They tell that something was declared or done, not what was declared, as mail may be read by others.
"""

from typing import Any

from django.urls import reverse

from conflicts.enums import BARRING
from conflicts.models import Declaration, Handling, Interest
from groups.models import Group
from portal import mail
from portal.links import absolute


def _send(template: str, subject: str, key: str, *, to: str, name: str, group: Group, **more: object) -> None:
    """`more` holds the `path` of the page to which the message leads, and what its text needs."""
    content = {"name": name, "group": group, "link": absolute(str(more.pop("path"))), **more}
    mail.write(f"conflicts.{template}", to=to, subject=subject, key=f"{key}-{to}", **content)


def _about(interest: Interest) -> dict[str, Any]:
    """The interest's group and person, and its page."""
    declaration = interest.declaration
    path = reverse("conflicts:interest", args=[declaration.group_id, interest.pk])
    return {"group": declaration.group, "person": declaration.person, "path": path}


def interest_declared(declaration: Declaration, *, to: str, name: str) -> None:
    """To whoever handles the person's interests (`name`)."""
    group = declaration.group
    subject = f"{declaration.person.name} has declared an interest to {group.name}"
    content = {"declaration": declaration, "path": reverse("conflicts:register", args=[group.pk])}
    _send("interest_declared", subject, f"interest-declared-{declaration.pk}", to=to, name=name, group=group, **content)


def interest_changed(interest: Interest, *, to: str, name: str) -> None:
    """To whoever handles it: look whether the handling still fits."""
    about = _about(interest)
    subject = f"{about['person'].name} has changed a declared interest, {about['group'].name}"
    _send("interest_changed", subject, f"interest-changed-{interest.pk}-{interest.revision}", to=to, name=name, **about)


def interest_ended(interest: Interest, *, to: str, name: str) -> None:
    about = _about(interest)
    subject = f"{about['person'].name} has ended a declared interest, {about['group'].name}"
    content = about | {"ended_on": interest.ended_on}
    _send("interest_ended", subject, f"interest-ended-{interest.pk}", to=to, name=name, **content)


def interest_handled(handling: Handling, *, to: str) -> None:
    """To the person: what the group decided about an interest of theirs, where it bars or does not any more."""
    about = _about(handling.interest)
    subject = f"How an interest that you declared to {about['group'].name} is handled"
    content = about | {"handling": handling, "bars": handling.measure in BARRING}
    content["path"] = reverse("overview:mine", args=[about["group"].pk])
    _send("interest_handled", subject, f"interest-handled-{handling.pk}", to=to, name=about["person"].name, **content)


def chair_disqualified(interest: Interest, *, to: str, name: str) -> None:
    """To the product manager: a chair declared what chairs must not have."""
    about = _about(interest)
    subject = f"{about['person'].name}, who chairs {about['group'].name}, has an interest that chairs must not have"
    key = f"chair-disqualified-{interest.pk}-{interest.revision}"
    _send("chair_disqualified", subject, key, to=to, name=name, **about)
