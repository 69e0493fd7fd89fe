"""Words about sections of a submission."""

from django import template

from proposals.rules.sections import section_called

register = template.Library()


@register.filter
def section_title(key: str, kind: str) -> str:
    """The title of the section that a comment is about; the key of one that is no more."""
    section = section_called(kind, key)
    return section.title if section else key
