"""Who compares a due day with a day, or works out a stage, besides the engine: what is due is one answer (guidance)."""

import ast
import re
from collections.abc import Iterator

from tests.structure.source import PROJECT, app_of, modules, templates, tree

# The engine, the steps that follow from its days, and what stores them.
SOURCES = ("guidance", "duties.rules", "oversight")
# Parameters that stood in settings, and querysets that worked out a stage a second time.
GONE = {"with_stage", "at_stage", "ANSWER_WORKING_DAYS", "FEEDBACK_WORKING_DAYS"}
DUE = re.compile(r"(?:\w*_)?due(?:_(?:on|at|by))?")
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
LOOKUP = re.compile(rf"(?:\w+__)*{DUE.pattern}__(?:lte?|gte?|range)")
IN_TEMPLATE = re.compile(r"{%-?\s*(?:if|elif)\b(.*?)%}", re.DOTALL)
COMPARED = re.compile(rf"\b{DUE.pattern}(?:\|default:\S+)?\s*[<>]|[<>]=?\s*(?:\w+\.)*{DUE.pattern}\b(?!\|length)")


def gone() -> Iterator[str]:
    """`module: name` for each name that no module may use."""
    for module in modules():
        used = {_name(node) for node in ast.walk(tree(module))} & GONE
        yield from (f"{module}: {name}" for name in sorted(used))


def compared() -> Iterator[str]:
    """`module: comparison` for each due day that is put in order with another, in code or by a query."""
    for module in modules():
        if module.startswith(SOURCES):
            continue
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Compare) and any(isinstance(op, ORDERED) for op in node.ops):
                if any(DUE.fullmatch(_name(part)) for part in _parts(node)):
                    yield f"{module}: {ast.unparse(node)}"
            elif isinstance(node, ast.keyword) and node.arg and LOOKUP.fullmatch(node.arg):
                yield f"{module}: {ast.unparse(node)}"


def compared_in_templates() -> Iterator[str]:
    """`template: condition` for each due day that a template puts in order with another."""
    for path in templates():
        for condition in IN_TEMPLATE.findall(path.read_text()):
            if COMPARED.search(condition):
                yield f"{path.relative_to(PROJECT / 'templates').as_posix()}: {' '.join(condition.split())}"


def stages() -> Iterator[str]:
    """Modules outside the engine that ask for a stage by other means than an assessment."""
    for module in modules():
        imports = [node for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in imports if node.module == "guidance.stage" for alias in node.names}
        if app_of(module) != "guidance" and "progress_of" in names:
            yield module


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """What is compared, with what it is made of; how many there are of something is no day."""
    if isinstance(node, ast.Call) and _name(node.func) == "len":
        return
    yield node
    for part in ast.iter_child_nodes(node):
        yield from _parts(part)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.alias):
        return node.name
    if isinstance(node, ast.FunctionDef):
        return node.name
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return node.id if isinstance(node, ast.Name) else ""
