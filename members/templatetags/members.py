"""What pages say of members."""

from django import template

from members.rules.activities import division_named

register = template.Library()


@register.filter
def division(number: str) -> str:
    """ "62 Computer programming, consultancy and related activities"."""
    return division_named(number)
