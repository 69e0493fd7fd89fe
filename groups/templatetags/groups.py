"""What a group's pages share: the way from one to the next."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

from accounts.permissions import Action, can

register = template.Library()

# The pages of a group in the order of its life: who sees each, its address, its name.
PAGES = (
    (Action.GROUP_VIEW, "overview:group", "Overview"),
    (Action.GROUP_VIEW, "duties:group", "What is due"),
    (Action.MEMBER_LIST, "overview:members", "Members"),
    (Action.GROUP_VIEW, "overview:representation", "Representativeness"),
    (Action.REGISTER_OPEN, "conflicts:register", "Register of interests"),
    (Action.MEMBER_LIST, "members:advice", "Advice sought"),
    (Action.MEETING_VIEW, "meetings:list", "Meetings"),
    (Action.MEETING_VIEW, "meetings:motions", "Motions"),
    (Action.PROPOSAL_VIEW, "proposals:list", "Proposals and standards"),
    (Action.GROUP_VIEW, "overview:work_plan", "Work plan"),
    (Action.GROUP_VIEW, "groups:queries", "Queries"),
    (Action.SUPPORT_VIEW, "oversight:support", "Support"),
)

SHORT = "Proposals", " and standards"  # read out in full, so that the row of links fits on one line
FROM_APPROVAL = {"overview:work_plan"}  # shown once the membership is approved


@register.inclusion_tag("components/group_pages.html", takes_context=True)
def group_pages(context: dict[str, Any], group: Any) -> dict[str, Any]:
    """Links to the group's pages that this person may see; the group comes from `access.get_group`, with its roles."""
    path = context["request"].path
    pages = [(reverse(name, args=[group.pk]), text) for action, name, text in PAGES if _is_shown(group, action, name)]
    here = [href for href, _ in pages if path.startswith(href)]
    current = max(here, key=len, default="")  # the overview's address begins all of them
    return {
        "group": group,
        "pages": [{"href": href, "text": _shown(text), "current": href == current} for href, text in pages],
    }


@register.filter
def allows(group: Any, action: str) -> bool:
    """Whether the reader may do it: `{% if group|allows:"register_open" %}`; the group has `roles`."""
    return can(group.roles, Action(action))


def _shown(text: str) -> str:
    """The name of a page; of the longest the end is there for screen readers alone."""
    start, end = SHORT
    return format_html('{}<span class="govuk-visually-hidden">{}</span>', start, end) if text == start + end else text


def _is_shown(group: Any, action: Action, name: str) -> bool:
    is_time = group.membership_approved_on is not None or name not in FROM_APPROVAL
    return is_time and can(group.roles, action)
