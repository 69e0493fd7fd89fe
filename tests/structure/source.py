"""The project's modules and templates as they lie there, and what each module imports, at its top or in a function."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def _apps() -> list[str]:
    """From the bottom, as the contract has them: an app may import those before it, and none after."""
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["name"] == "apps stand in storeys"]
    named = [app for layer in layers for app in re.findall(r"\w+", layer)]
    return [app for app in reversed(named) if app != "demo" and (PROJECT / app).is_dir()]


APPS = _apps()
CODE = [*APPS, "demo"]  # beside them; it may import all


@cache
def modules() -> dict[str, Path]:
    """Dotted name -> file, of the apps and the demo, without migrations."""
    files = (path for app in CODE for path in sorted((PROJECT / app).rglob("*.py")))
    return {_name(path): path for path in files if "migrations" not in path.parts}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text())


@cache
def templates() -> list[Path]:
    return sorted((PROJECT / "templates").rglob("*.*"))


def app_of(module: str) -> str:
    return module.partition(".")[0]


def imports() -> Iterator[tuple[str, str]]:
    """(module, module that it imports), each pair once; `from package import name` is of the name if it is a module."""
    for module in modules():
        yield from sorted({(module, target) for target in _imported(module) if app_of(target) in CODE})


def upward(order: list[str]) -> list[tuple[str, str]]:
    """Imports of an app that comes after one's own in the order; who is not in the order may import all."""
    rank = {app: place for place, app in enumerate(order)}
    pairs = [pair for pair in imports() if app_of(pair[0]) in rank]
    return [(module, target) for module, target in pairs if rank.get(app_of(target), len(rank)) > rank[app_of(module)]]


def _imported(module: str) -> Iterator[str]:
    package = module if modules()[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            yield from (f"{base}.{a.name}" if f"{base}.{a.name}" in modules() else base for a in node.names)


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
