"""A variable that one of the project's own templates names and nobody gave is an error.

Templates of other packages (the admin's, allauth's) count on the empty text, and get it.
"""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import Node

PROJECT = Path(__file__).resolve().parent.parent
OTHERS = (PROJECT / ".venv").resolve()


class TemplateVariableMissing(Exception):
    pass


class MissingVariable(str):
    """Stands for `string_if_invalid`: Django asks for its truth when a variable cannot be found."""

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        origin = _origin(frame)
        if origin and _is_ours(origin):
            name = getattr(frame.f_locals.get("self"), "var", "?")
            raise TemplateVariableMissing(f"{origin}: the variable {name} is missing")
        return False


def _origin(frame: FrameType | None) -> Path | None:
    """The template that is being rendered: that of the nearest node on the stack."""
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return Path(node.origin.name)
        frame = frame.f_back
    return None


def _is_ours(origin: Path) -> bool:
    return origin.is_relative_to(PROJECT) and not origin.resolve().is_relative_to(OTHERS)
