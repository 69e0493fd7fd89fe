"""Components that hold markup, and links, as tags that every template may use. docs/frontend.md shows them in use."""

import re

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token, VariableNode
from django.template.base import render_value_in_context as shown_value
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.templatetags.form_tokens import FormTokensNode
from portal.templatetags.markup import ElementNode, Opening, ValueNode, arguments, block, pop_flag, pop_text
from portal.templatetags.portal import button

register = template.Library()
LINE_BREAK = re.compile(r"[ \t]*\n\s*")
SUMMARY_ROW = '<div class="govuk-summary-list__row">'


class ActionsNode(Node):
    def __init__(self, opening: Opening, nodelist: NodeList) -> None:
        self.opening, self.nodelist = opening, nodelist

    def render(self, context: Context) -> SafeString:
        content = self.nodelist.render(context).strip()
        return SafeString(f"{self.opening.render(context)}{content}</div>" if content else "")


class DetailsOpening(Opening):
    """It is open or not as a value says."""

    def __init__(self, classes: list[str], is_open: FilterExpression | None) -> None:
        super().__init__("details", classes, {})
        self.closed, self.is_open = self.text, is_open

    def render(self, context: Context) -> str:
        if self.is_open and self.is_open.resolve(context):
            return f"{self.closed.removesuffix('>')} open>"
        return self.closed


class DetailsNode(Node):
    child_nodelists = ("title", "content")

    def __init__(self, opening: Opening, title: NodeList, content: NodeList, *, is_plain: bool) -> None:
        self.opening, self.title, self.content = opening, title, content
        self.before, self.after = ("", "") if is_plain else ('<div class="govuk-details__text">', "</div>")

    def render(self, context: Context) -> SafeString:
        title, content = self.title.render(context).strip(), self.content.render(context)
        return SafeString(
            f'{self.opening.render(context)}<summary class="govuk-details__summary">'
            f'<span class="govuk-details__summary-text">{title}</span></summary>'
            f"{self.before}{content}{self.after}</details>"
        )


class SummaryRowNode(Node):
    child_nodelists = ("value", "actions")

    def __init__(self, key: ValueNode, value: ElementNode, actions: ElementNode | None) -> None:
        self.key, self.value, self.actions = key, value, actions

    def render(self, context: Context) -> SafeString:
        actions = self.actions.render(context) if self.actions else ""
        return SafeString(f"{SUMMARY_ROW}{self.key.render(context)}{self.value.render(context)}{actions}</div>")


@register.tag
def actions(parser: Parser, token: Token) -> ActionsNode:
    """Buttons and links beside each other; nothing where all of them are left out."""
    given = arguments(parser, token)
    opening = Opening("div", ["govuk-button-group", *pop_text(given, "class").split()], given)
    return ActionsNode(opening, block(parser, "actions"))


@register.tag
def summary(parser: Parser, token: Token) -> ElementNode:
    """A summary list whose rows are written in the template; `summary_list` takes them from the view."""
    given = arguments(parser, token)
    opening = Opening("dl", ["govuk-summary-list", *pop_text(given, "class").split()], given)
    return ElementNode(opening, block(parser, "summary"), "</dl>")


@register.tag
def summary_row(parser: Parser, token: Token) -> SummaryRowNode:
    """`{% summary_row "Fee" %}Yes{% summary_actions %}{% link url "Change" %}{% endsummary_row %}`; without links, no
    `summary_actions`."""
    given = arguments(parser, token, "key")
    key = ValueNode(Opening("dt", ["govuk-summary-list__key"], {}), given.pop("key"), "", "</dt>")
    opening = Opening("dd", ["govuk-summary-list__value", *pop_text(given, "class").split()], given)
    value = ElementNode(opening, parser.parse(("summary_actions", "endsummary_row")), "</dd>")
    if parser.next_token().contents == "endsummary_row":
        return SummaryRowNode(key, value, None)
    opening = Opening("dd", ["govuk-summary-list__actions"], {})
    return SummaryRowNode(key, value, ElementNode(opening, block(parser, "summary_row"), "</dd>"))


@register.tag
def details(parser: Parser, token: Token) -> DetailsNode:
    """`{% details "What this means" %}…{% enddetails %}`: text that opens on a click.

    A title that is more than one value is the block `details_title`. `plain=True` leaves out the bar beside the text.
    """
    given = arguments(parser, token, "title")
    title, text = NodeList(), given.pop("title", None)
    is_plain = pop_flag(given, "plain")
    is_open = given.pop("open", None)
    opening = DetailsOpening(["govuk-details", *pop_text(given, "class").split()], is_open)
    if text is not None:
        title.append(VariableNode(text))
    else:
        parser.parse(("details_title",))
        parser.delete_first_token()
        title = block(parser, "details_title")
    return DetailsNode(opening, title, block(parser, "details"), is_plain=is_plain)


@register.simple_tag(takes_context=True)
def link(context: Context, url: str, text: object, hidden: object = "", download: bool = False) -> SafeString:
    """`hidden` is a text for screen readers after the link's own."""
    return format_html(
        '<a class="govuk-link" href="{}"{}>{}{}</a>',
        url,
        SafeString(" download" if download else ""),
        shown_value(text, context),
        format_html('<span class="govuk-visually-hidden"> {}</span>', hidden) if hidden else "",
    )


@register.simple_tag(takes_context=True)
def post(context: Context, url: str, label: str, variant: str = "", **attributes: str) -> SafeString:
    """A form of one button, for what a link must not do. `class` is the form's."""
    classes = attributes.get("class", "")
    return format_html(
        '<form method="post" action="{}"{}>{}{}</form>',
        url,
        format_html(' class="{}"', classes) if classes else "",
        FormTokensNode().render(context),
        render_to_string("components/button.html", button(label, variant=variant)),
    )


@register.simple_block_tag
def empty_list(content: SafeString, href: str = "", action: str = "") -> SafeString:
    """`empty` of a text that is too long for one line of a template, or holds values."""
    return render_to_string("components/empty.html", {"text": content.strip(), "href": href, "action": action})


class ParagraphNode(Node):
    """What stands on several lines of a template is one line; a line break in a value stays."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        for node in nodelist.get_nodes_by_type(TextNode):
            if isinstance(node, TextNode):
                node.s = LINE_BREAK.sub(" ", node.s)
        if nodelist and isinstance(nodelist[0], TextNode):
            nodelist[0].s = nodelist[0].s.lstrip(" ")
        if nodelist and isinstance(nodelist[-1], TextNode):
            nodelist[-1].s = nodelist[-1].s.rstrip(" ")

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def paragraph(parser: Parser, token: Token) -> ParagraphNode:
    """`{% paragraph %}…{% endparagraph %}`: a paragraph of a message, which is one line however it is written."""
    return ParagraphNode(block(parser, "paragraph"))
