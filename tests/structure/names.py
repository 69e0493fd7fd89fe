"""Names of pages, templates and tasks that stand in strings of the code and of templates, each with where it stands."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.structure.source import CODE, PROJECT, app_of, modules, templates, tree

LINKS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
PAGE = re.compile(rf"(?:{'|'.join(CODE)}|admin):\w+")
TASK = re.compile(rf"(?:{'|'.join(CODE)})\.tasks\.\w+")
IN_TAG = re.compile(r"""\{% *url +["']([^"']+)["']""")
MENTIONED = re.compile(rf"`((?:{'|'.join(CODE)})\.[a-z_]\w*(?:\.\w+)*)[`(]")
QUOTED = re.compile(r"""["']([^"'\s{}]+)["']""")
FILE = re.compile(r"[\w/.-]*\w\.(?:html|typ)|\w+/mail/\w+\.txt")


class Named(NamedTuple):
    name: str
    place: str


def pages() -> Iterator[Named]:
    """What is asked of Django's `reverse`, whoever asks: a tag, a shortcut, or a function of ours that adds the app."""
    yield from _in_templates(PAGE)
    for path in templates():
        for name in IN_TAG.findall(path.read_text()):
            yield Named(name, str(path.relative_to(PROJECT)))
    yield from _in_code(PAGE)
    for module in modules():
        for call in _calls(module, LINKS):
            yield from (Named(name, module) for name in _first(call) if not name.startswith(("/", ".")))
    yield from _completed(LINKS, ":")


def template_names() -> Iterator[Named]:
    """Names of template files, and of the messages `app.event` that `mail.write` makes of `app/mail/event.txt`."""
    yield from _in_templates(FILE)
    yield from _in_code(FILE)
    calls = [(module, call) for module in modules() for call in _calls(module, {"write"})]
    direct = [Named(name, module) for module, call in calls for name in _first(call)]
    for message in [*direct, *_completed({"write"}, ".")]:
        if re.fullmatch(rf"(?:{'|'.join(CODE)})\.\w+", message.name):
            yield Named("{}/mail/{}.txt".format(*message.name.split(".")), message.place)


def is_message(app: str, event: str) -> bool:
    """Whether the `emails` of an app name the event, whole or with a part that is filled in.

    A message keeps its name where the code that sends it moves: the name is stored with each mail that was sent.
    """
    for module in modules():
        if "emails" in module.split(".")[1:2]:
            for node in ast.walk(tree(module)):
                match node:
                    case ast.Constant(value=str(text)) if text in (event, f"{app}.{event}"):
                        return True
                    case ast.JoinedStr(values=[ast.Constant(value=str(text)), ast.FormattedValue()]):
                        if text.endswith("_") and event.startswith(text.removeprefix(f"{app}.")):
                            return True
    return False


def tasks() -> Iterator[Named]:
    """Names of the worker's tasks, in beat's schedule and where a worker is woken."""
    return _in_code(TASK)


def mentioned() -> Iterator[Named]:
    """What comments and the documentation say by its dotted name, such as `portal.calendar.today`."""
    pages = [*PROJECT.glob("*.md"), *sorted((PROJECT / "docs").glob("*.md"))]
    for path in [*modules().values(), *pages, *sorted((PROJECT / "docs" / "how-to").glob("*.md"))]:
        for name in MENTIONED.findall(path.read_text()):
            yield Named(name, str(path.relative_to(PROJECT)))


def _in_templates(pattern: re.Pattern[str]) -> Iterator[Named]:
    for path in templates():
        for text in QUOTED.findall(path.read_text()):
            if pattern.fullmatch(text):
                yield Named(text, str(path.relative_to(PROJECT)))


def _in_code(pattern: re.Pattern[str]) -> Iterator[Named]:
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.fullmatch(node.value):
                yield Named(node.value, module)


def _completed(functions: set[str], mark: str) -> Iterator[Named]:
    """What `f"app:{page}"` becomes: by what the function sets `page` to, or by what its callers in the app give."""
    for module, function in _functions():
        for call in _calls_in(function, functions):
            if begin := _beginning(call, mark):
                app, variable = begin
                yield from (Named(f"{app}{name}", module) for name in _values(module, function, variable))


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for module in modules():
        yield from ((module, node) for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef))


def _beginning(call: ast.Call, mark: str) -> tuple[str, str] | None:
    match call.args[:1]:
        case [ast.JoinedStr(values=[ast.Constant(value=str(text)), ast.FormattedValue(value=ast.Name(id=name))])]:
            return (text, name) if text.endswith(mark) else None
    return None


def _values(module: str, function: ast.FunctionDef, variable: str) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [variable]:
            yield from _chosen(node.value)
    names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
    if variable not in names:
        return
    place = names.index(variable) - (names[0] == "self")  # among what is given without a name
    for other in modules():
        if app_of(other) == app_of(module):
            for call in _calls(other, {function.name}):
                given = call.args[place : place + 1] or [word.value for word in call.keywords if word.arg == variable]
                yield from (name for value in given for name in _chosen(value))


def _first(call: ast.Call) -> Iterator[str]:
    return (name for value in call.args[:1] for name in _chosen(value))


def _chosen(value: ast.expr) -> Iterator[str]:
    """A string, or either of two."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=first, orelse=second):
            yield from (*_chosen(first), *_chosen(second))


def _calls(module: str, functions: set[str]) -> Iterator[ast.Call]:
    return _calls_in(tree(module), functions)


def _calls_in(outer: ast.AST, functions: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(outer):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in functions:
                yield node
