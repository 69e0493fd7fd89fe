"""Tables of GOV.UK's pattern, as block tags that every template may use. docs/frontend.md shows them in use."""

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString

from portal.templatetags.markup import Arguments, ElementNode, Opening, ValueNode, arguments, block, pop_flag, pop_text

register = template.Library()
HIDDEN = "govuk-visually-hidden"
HEAD = '<thead class="govuk-table__head"><tr class="govuk-table__row">'
BODY = '</tr></thead><tbody class="govuk-table__body">'
END = "</tbody></table>"


class CaptionOpening(Opening):
    """As large as a value says; without one it is for screen readers alone."""

    def __init__(self, size: FilterExpression | None) -> None:
        super().__init__("caption", ["govuk-table__caption", HIDDEN], {})
        self.size = size

    def render(self, context: Context) -> str:
        size = self.size and self.size.resolve(context)
        return self.text.replace(HIDDEN, f"govuk-table__caption--{size}") if size else self.text


class TableNode(Node):
    child_nodelists = ("caption", "columns", "rows")

    def __init__(self, opening: Opening, caption: NodeList, columns: NodeList, rows: NodeList) -> None:
        self.opening, self.caption, self.columns, self.rows = opening, caption, columns, rows

    def render(self, context: Context) -> SafeString:
        head = self.opening.render(context) + self.caption.render(context).strip() + HEAD + self.columns.render(context)
        return SafeString(head + BODY + self.rows.render(context) + END)


@register.tag
def table(parser: Parser, token: Token) -> TableNode:
    """`{% table "Members" "Name" "Role" %}…{% endtable %}`: rows below columns that are only named.

    Other columns are written out, with `{% rows %}` after them. On a phone the cells of a row stand below each other,
    unless `stacked=False`. The caption is for screen readers alone, unless a `size` (s, m) is given.
    """
    name, *bits = token.split_contents()
    plain = [bit for bit in bits if "=" not in bit.partition('"')[0]]
    given = arguments(parser, token, "caption", *(f"column_{number}" for number, _ in enumerate(plain[1:], 1)))
    caption, columns = NodeList(), NodeList()
    size, text = given.pop("size", None), given.pop("caption", None)
    if text is not None and text.var != "":
        caption.append(ValueNode(CaptionOpening(size), text, "", "</caption>"))
    for number, _ in enumerate(plain[1:], 1):
        columns.append(_column({"name": given.pop(f"column_{number}")}))
    classes = ["govuk-table", *(["app-table--stacked"] if pop_flag(given, "stacked", default=True) else [])]
    opening = Opening("table", [*classes, *pop_text(given, "class").split()], given)
    if not columns:
        caption, columns = _written_head(parser, caption)
    return TableNode(opening, caption, columns, block(parser, name))


def _written_head(parser: Parser, caption: NodeList) -> tuple[NodeList, NodeList]:
    """The caption, if it is a block, and the columns, up to the tag `rows`."""
    columns = parser.parse(("caption", "rows", "endtable"))
    token = parser.next_token()
    if token.split_contents()[0] == "caption":
        given = arguments(parser, token)
        opening = CaptionOpening(given.pop("size", None))
        caption = NodeList([ElementNode(opening, block(parser, "caption"), "</caption>")])
        columns = parser.parse(("rows", "endtable"))
        token = parser.next_token()
    if token.contents != "rows":
        raise TemplateSyntaxError("A table names its columns, or has the tag rows after them")
    return caption, columns


@register.tag
def column(parser: Parser, token: Token) -> ValueNode:
    """`{% column "Price" numeric=True %}`; `hidden=True` is for screen readers alone."""
    return _column(arguments(parser, token, "name"))


def _column(given: Arguments) -> ValueNode:
    name = given.pop("name")
    before, after = (f'<span class="{HIDDEN}">', "</span>") if pop_flag(given, "hidden") else ("", "")
    return ValueNode(_cell_opening('th scope="col"', "header", given), name, before, f"{after}</th>")


@register.tag
def row(parser: Parser, token: Token) -> ElementNode:
    opening = Opening("tr", ["govuk-table__row"], arguments(parser, token))
    return ElementNode(opening, block(parser, "row"), "</tr>")


@register.tag
def rowhead(parser: Parser, token: Token) -> ElementNode:
    """The cell that names its row."""
    opening = _cell_opening('th scope="row"', "header", arguments(parser, token))
    return ElementNode(opening, block(parser, "rowhead"), "</th>")


@register.tag
def cell(parser: Parser, token: Token) -> ElementNode:
    """`{% cell "Role" %}…{% endcell %}`: the label is its column's name, which a phone shows beside the cell."""
    given = arguments(parser, token, "label")
    if "label" in given:
        given["data-label"] = given.pop("label")
    return ElementNode(_cell_opening("td", "cell", given), block(parser, "cell"), "</td>")


def _cell_opening(tag: str, part: str, given: Arguments) -> Opening:
    """`numeric=True` sets numbers below each other; any other argument is an attribute."""
    numeric = [f"govuk-table__{part}--numeric"] if pop_flag(given, "numeric") else []
    classes = [f"govuk-table__{part}", *numeric, *pop_text(given, "class").split()]
    return Opening(tag, classes, given)
