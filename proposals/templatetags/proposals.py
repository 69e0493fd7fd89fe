"""What pages of other apps show of a submission."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.models import Motion
from proposals.models import Version
from proposals.rules.sections import section_called
from proposals.views.evidence import held_by

register = template.Library()


@register.filter
def section_title(key: str, kind: str) -> str:
    """The title of the section that a comment is about; the key of one that is no more."""
    section = section_called(kind, key)
    return section.title if section else key


@register.filter
def marked_changes(pieces: Iterable[tuple[str, str]]) -> SafeString:
    """A section's text with what was added and removed since the version before; what stayed carries no mark."""
    marks = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>"}
    return SafeString("".join(format_html(marks.get(what, "{}"), text) for what, text in pieces))


@register.inclusion_tag("proposals/_version_of_motion.html")
def version_of_motion(motion: Motion) -> dict[str, Any]:
    """The version that the motion puts to the employers, with the funding evidence that it holds; one statement."""
    version = Version.objects.filter(motion=motion).select_related("submission").first()
    return {"motion": motion, "version": version, "held": held_by(version, version.submission) if version else None}
