"""What an installation is made of, read from the files that make it: docker-compose.yml, Dockerfile, .env.example.

So that a test which runs the services as plain processes cannot drift from what Docker would run.
"""

import fnmatch
import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<text>[^}]*))?\}")
ASSIGNMENT = re.compile(r"^(?P<optional>#?)(?P<name>[A-Z][A-Z_]+)=(?P<value>.*)$", re.MULTILINE)


class Missing(Exception):
    """A variable that compose refuses to start without."""


@dataclass(frozen=True)
class Service:
    command: list[str]  # empty where the image has its own
    environment: dict[str, str]


# --- .env ------------------------------------------------------------------------------------------------------------
def example() -> dict[str, str]:
    """What a copy of .env.example sets."""
    found = ASSIGNMENT.finditer((PROJECT / ".env.example").read_text())
    return {match["name"]: match["value"] for match in found if not match["optional"]}


def named_in_example() -> set[str]:
    """Every variable that .env.example speaks of, those it leaves to the settings too."""
    return {match["name"] for match in ASSIGNMENT.finditer((PROJECT / ".env.example").read_text())}


# --- docker-compose.yml ----------------------------------------------------------------------------------------------
def compose() -> dict[str, Any]:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def services(env: dict[str, str]) -> dict[str, Service]:
    """The services as compose makes them of these values in .env. Raises Missing for one that must be there."""
    return {name: _service(parts, env) for name, parts in compose()["services"].items() if "profiles" not in parts}


def _service(parts: dict[str, Any], env: dict[str, str]) -> Service:
    given = {
        name: env.get(name) if value is None else interpolated(str(value), env)
        for name, value in parts.get("environment", {}).items()
    }
    command = shlex.split(interpolated(parts.get("command", ""), env))
    return Service(command, {name: value for name, value in given.items() if value is not None})


def interpolated(text: str, env: dict[str, str]) -> str:
    """As compose does it: ${A}, ${A:-otherwise}, ${A:?what it is}; set to nothing counts as not set."""

    def value(match: re.Match[str]) -> str:
        if found := env.get(match["name"], ""):
            return found
        if match["kind"] == "?":
            raise Missing(f"{match['name']}: {match['text']}")
        return match["text"] or ""

    return REFERENCE.sub(value, text)


# --- Dockerfile and .dockerignore ------------------------------------------------------------------------------------
def _instructions() -> list[str]:
    text = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def image_command() -> list[str]:
    (last,) = [line for line in _instructions() if line.startswith("CMD ")]
    return json.loads(last.removeprefix("CMD "))


def collecting() -> tuple[dict[str, str], list[str]]:
    """The step of the image that collects static files: its environment, and its command."""
    (step,) = [line for line in _instructions() if "collectstatic" in line]
    words = shlex.split(step.removeprefix("RUN ").partition("&&")[0])
    settings = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    return settings, words[len(settings) :]


def left_out() -> Callable[[str, list[str]], set[str]]:
    """For shutil.copytree: what COPY leaves out of the image."""
    patterns = (PROJECT / ".dockerignore").read_text().split()
    everywhere = [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]

    def ignored(folder: str, names: list[str]) -> set[str]:
        asked = everywhere + (patterns if Path(folder) == PROJECT else [])
        return {name for name in names for pattern in asked if fnmatch.fnmatch(name, pattern)}

    return ignored
