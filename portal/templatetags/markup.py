"""What the block tags share: elements whose markup is put together as a template is read.

A table of many cells is shown quickly that way: where all that an opening tag says is written in the template, showing
it adds one text to another.
"""

from collections.abc import Iterable, Mapping

from django.template.base import FilterExpression, Node, NodeList, Parser, Token, Variable, token_kwargs
from django.template.base import render_value_in_context as shown_value
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString

Arguments = dict[str, FilterExpression]


class Opening:
    """An opening tag; an attribute whose value is empty is left out."""

    def __init__(self, tag: str, classes: Iterable[str], attributes: Mapping[str, FilterExpression]) -> None:
        text = f'<{tag} class="{" ".join(classes)}"'
        self.dynamic: list[tuple[str, FilterExpression]] = []
        for name, value in attributes.items():
            if not is_constant(value):
                self.dynamic.append((name.replace("_", "-"), value))
            elif value.var != "":
                text += f' {name.replace("_", "-")}="{value.var}"'
        self.text = text if self.dynamic else f"{text}>"

    def render(self, context: Context) -> str:
        if not self.dynamic:
            return self.text
        values = [(name, shown_value(value.resolve(context), context)) for name, value in self.dynamic]
        return self.text + "".join(f' {name}="{value}"' for name, value in values if value) + ">"


class ElementNode(Node):
    """An element around what its block holds."""

    def __init__(self, opening: Opening, nodelist: NodeList, closing: str) -> None:
        self.opening, self.nodelist, self.closing = opening, nodelist, closing

    def render(self, context: Context) -> SafeString:
        return SafeString(self.opening.render(context) + self.nodelist.render(context).strip() + self.closing)


class ValueNode(Node):
    """An element around one value."""

    def __init__(self, opening: Opening, value: FilterExpression, before: str, after: str) -> None:
        self.opening, self.value, self.before, self.after = opening, value, before, after

    def render(self, context: Context) -> SafeString:
        text = shown_value(self.value.resolve(context), context)
        return SafeString(self.opening.render(context) + self.before + text + self.after)


def is_constant(value: FilterExpression) -> bool:
    return not value.filters and not isinstance(value.var, Variable)


def arguments(parser: Parser, token: Token, *names: str) -> Arguments:
    """What follows a tag's name: values in the order of `names`, then any of them or others as `name=value`."""
    tag, *bits = token.split_contents()
    given: Arguments = {}
    while bits and not (keywords := token_kwargs(bits[:1], parser)):
        if len(given) == len(names):
            raise TemplateSyntaxError(f"{tag} takes at most {len(names)} values without a name")
        given[names[len(given)]] = parser.compile_filter(bits.pop(0))
    keywords = token_kwargs(bits, parser)
    if bits or given.keys() & keywords.keys():
        raise TemplateSyntaxError(f"{tag} cannot read {' '.join(bits) or 'a value that is given twice'}")
    return {**given, **keywords}


def pop_text(given: Arguments, name: str, default: str = "") -> str:
    """Takes out a value that must be written in the template itself, such as a class."""
    value = given.pop(name, None)
    if value is None:
        return default
    if not is_constant(value):
        raise TemplateSyntaxError(f"{name} must be written in the template")
    return str(value.var)


def pop_flag(given: Arguments, name: str, default: bool = False) -> bool:
    value = given.pop(name, None)
    if value is None:
        return default
    if value.token not in {"True", "False"}:
        raise TemplateSyntaxError(f"{name} is True or False")
    return value.token == "True"  # noqa: S105


def block(parser: Parser, tag: str) -> NodeList:
    """What stands between a tag and its end."""
    nodelist = parser.parse((f"end{tag}",))
    parser.delete_first_token()
    return nodelist
