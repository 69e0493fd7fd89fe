"""The figures that `tests/test_structure.py` holds under a ceiling, each counted by one function.

Most give the places that they counted; a size gives itself, and what is so large.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise

from tests.structure.source import APPS, PROJECT, app_of, modules, templates, tree, upward

# Parts of names that say less than a noun of the domain does. Prose may use them.
WORDS = {
    *("door", "told", "found", "known", "stands", "standing", "words", "late", "wake", "touch", "stamp", "spread"),
    *("crossing", "ties", "doubles", "mended", "call_off", "freeze", "settle", "one", "news", "lacks"),
}
MARKUP = re.compile(r"<table\b|<details\b|govuk-button-group|govuk-summary-list")
OF_COMPONENTS = ("components", "forms", "allauth/elements")  # allauth asks for its own by its tag `element`
# Names of others, and names that are stored or sent, which a rename must not change, each with who may use them.
KEPT = {
    "OneToOneField": "",  # Django's
    "FileNotFoundError": "",  # Python's
    "freeze_panes": "lists",  # openpyxl's
    "CELERY_TASK_ACKS_LATE": "portal",  # Celery's
    **dict.fromkeys(("PROPOSAL_LATE", "STANDARD_LATE", "_proposal_late", "_standard_late"), ""),  # the guidance's risks
    **dict.fromkeys(("words", "settled_words", "answer_words", "late_reason"), "meetings"),  # columns and form fields
    **dict.fromkeys(("mended_at", "mended_by", "mended_at__isnull"), ""),  # columns of a membership
    **dict.fromkeys(("overdue_told_at", "details_overdue_told_on", "details_overdue_told_on__gt"), "groups"),  # columns
    **dict.fromkeys(("found_at",), ""),  # a column of a pair
    **dict.fromkeys(("told", "news"), "oversight.emails"),  # what is stored with a mail
}
SAID = re.compile(r"# type: ignore\[[a-z, -]+\]  # \w")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def upward_imports() -> list[str]:
    return [f"{module} -> {target}" for module, target in upward(APPS)]


def contract_exceptions() -> list[str]:
    """Imports that a contract between modules lets pass."""
    contracts = _pyproject()["tool"]["importlinter"]["contracts"]
    return [exception for contract in contracts for exception in contract.get("ignore_imports", [])]


def largest_share() -> tuple[int, str]:
    """Of 100 lines of the apps, how many are the largest one's."""
    lines = Counter[str]()
    for module, path in modules().items():
        if app_of(module) in APPS:
            lines[app_of(module)] += len(path.read_text().splitlines())
    [(app, most)] = lines.most_common(1)
    return round(100 * most / lines.total()), app


def longest_function() -> tuple[int, str]:
    """In lines, from its name to its end, decorators not counted."""
    return max(
        (node.end_lineno - node.lineno + 1, f"{module}.{node.name}")
        for module in modules()
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def longest_file() -> tuple[int, str]:
    """In lines; settings are one long list."""
    return max(
        (len(path.read_text().splitlines()), module)
        for module, path in modules().items()
        if module != "portal.settings"
    )


def template_lines_over(width: int) -> list[str]:
    return [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > width
    ]


def components_by_hand() -> list[str]:
    """Tables, groups of buttons, summary lists and details that a template writes itself, instead of by tags."""
    apart = [PROJECT / "templates" / folder for folder in OF_COMPONENTS]
    return [
        f"{path.relative_to(PROJECT)}: {markup}"
        for path in templates()
        if not any(path.is_relative_to(folder) for folder in apart)
        for markup in MARKUP.findall(path.read_text())
    ]


def modules_without_types() -> list[str]:
    """Patterns of modules in which mypy overlooks every error."""
    overrides = _pyproject()["tool"]["mypy"].get("overrides", [])
    return [module for override in overrides if override.get("ignore_errors") for module in override["module"]]


def types_ignored() -> list[str]:
    return [module for module, path in modules().items() for _ in range(path.read_text().count("# type: ignore"))]


def types_ignored_unsaid() -> list[str]:
    """Where a type is ignored without the code of its error, or without a reason behind it."""
    lines = [(module, line) for module, path in modules().items() for line in path.read_text().splitlines()]
    return [module for module, line in lines if "# type: ignore" in line and not SAID.search(line)]


def words_not_to_be_used() -> list[str]:
    """Each use of a name one of whose parts is such a word: names of modules, what they define, and what they use."""
    return [f"{module}: {name}" for module in modules() for name in _names(module) if _is_avoidable(module, name)]


def _is_avoidable(module: str, name: str) -> bool:
    return bool(parts_of(name) & WORDS) and not (name in KEPT and module.startswith(KEPT[name]))


def parts_of(name: str) -> set[str]:
    """The parts of a name between underscores and capitals, and each two neighbours joined."""
    parts = [part.lower() for part in PARTS.findall(name)]
    return {*parts, *(f"{first}_{second}" for first, second in pairwise(parts))}


def _names(module: str) -> Iterator[str]:
    yield module.rpartition(".")[2]
    for node in ast.walk(tree(module)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.ClassDef(name=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.ImportFrom(module=str(names)):
                yield from names.split(".")
            case ast.alias(name=names, asname=name):
                yield from (*names.split("."), name or "")


@cache
def _pyproject() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


FIGURES: dict[str, Callable[[], list[str] | tuple[int, str]]] = {
    "upward imports": upward_imports,
    "exceptions in contracts": contract_exceptions,
    "per cent of the largest app": largest_share,
    "lines of the longest function": longest_function,
    "lines of the longest file": longest_file,
    "template lines over 120": partial(template_lines_over, 120),
    "template lines over 160": partial(template_lines_over, 160),
    "components written by hand": components_by_hand,
    "modules exempt from types": modules_without_types,
    "types ignored": types_ignored,
    "types ignored without code or reason": types_ignored_unsaid,
    "words not to be used": words_not_to_be_used,
}


def counted(figure: str) -> int:
    places = FIGURES[figure]()
    return places[0] if isinstance(places, tuple) else len(places)


def lowest(ceiling: int) -> int:
    """The least count for which the ceiling may stay where it is: a hundredth below."""
    return ceiling - ceiling // 100
