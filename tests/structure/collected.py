"""Where a test reads the clock while it is collected."""

import ast
from collections.abc import Iterator

from tests.structure.source import PROJECT

CLOCKS = {"today", "now", "localdate", "localtime"}


def clocks_read() -> Iterator[str]:
    """`path:line` of each call in tests that asks for the time as the module is imported."""
    for path in sorted((PROJECT / "tests").rglob("*.py")):
        for line in calls_at_import(ast.parse(path.read_text())):
            yield f"{path.relative_to(PROJECT)}:{line}"


def calls_at_import(node: ast.AST) -> Iterator[int]:
    """Lines of such calls that run with the module itself: in its body, in decorators and in defaults."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    else:
        parts = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Call) and _name(node.func) in CLOCKS:
            yield node.lineno
    for part in parts:
        yield from calls_at_import(part)


def _name(called: ast.expr) -> str:
    return getattr(called, "id", getattr(called, "attr", ""))
