"""What the linters cannot see: how much there is of what there should be less, names of modules, foreign keys that
point down, times that come with their person."""

import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from tests.structure import figures
from tests.structure.source import APPS, PROJECT

# What there should be less of, and how much there may be: `python -m tests.structure` lowers what fell. One in a
# hundred is left free, so that branches that land one after the other need not each write these lines anew.
CEILINGS = {
    "upward imports": 0,
    "exceptions in contracts": 0,
    "per cent of the largest app": 14,
    "lines of the longest function": 40,
    "lines of the longest file": 258,
    "template lines over 120": 0,
    "template lines over 160": 0,
    "components written by hand": 0,
    "modules exempt from types": 0,
    "types ignored": 15,
    "types ignored without code or reason": 0,
    "words not to be used": 0,
}
# From the top: a model may point at its own app and at those after it.
ORDER = APPS[::-1]
OURS = [app for app in ORDER if apps.is_installed(app)]
USUAL = {
    *("access", "actions", "admin", "api", "apps", "emails", "enums", "forms", "management", "migrations", "models"),
    *("permissions", "roles", "rules", "tasks", "templatetags", "urls", "views"),
}
# what one app alone has, with the reason it is not under a usual name
OWN = {
    # allauth’s hooks, the gate of the second factor, and the request of who is signed in
    "accounts": {"adapters", "http", "middleware"},
    "occupations": {"standards_csv"},  # the official export's format
    # the guidance as data, and what reads it
    "guidance": {
        "assessment",
        "checks",
        "clocks",
        "documents",
        "duties",
        "facts",
        "messages",
        "policies",
        "sentences",
        "stage",
        "sources",
        "statements",
        "vocabulary",
    },
    # findings in words with the people they are about; every row that names somebody; names that mean the same
    "members": {"findings", "references", "similar"},
    # a group in portable form with its schema, figures of all groups, what may come of one, and what another policy
    # would say
    "oversight": {"dossier", "dossier.schema.json", "figures", "foresight", "preview", "preview_texts"},
}
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("figure", CEILINGS)
def test_figure_is_at_its_ceiling(figure: str) -> None:
    """Never above it, and where a figure fell its ceiling comes down with it."""
    count, ceiling = figures.counted(figure), CEILINGS[figure]
    assert count <= ceiling, f"{figure}: {count}, at most {ceiling}; `python -m tests.structure '{figure}'` says where"
    low = figures.lowest(ceiling)
    assert count >= low, f"{figure}: only {count} now, so {ceiling} comes down: `python -m tests.structure` does it"


def test_every_figure_has_a_ceiling() -> None:
    assert list(CEILINGS) == list(figures.FIGURES)


@pytest.mark.parametrize("app", [app for app in OURS if app != "portal"])
def test_every_module_bears_one_of_the_names(app: str) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", app],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    ).stdout.split()
    names = {Path(path).relative_to(app).parts[0].removesuffix(".py") for path in tracked} or {
        path.stem for path in (PROJECT / app).iterdir() if path.name != "__pycache__"
    }
    assert names - USUAL - OWN.get(app, set()) - {"__init__"} == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_relation_points_down(model: type[models.Model]) -> None:
    rank = OURS.index(model._meta.app_label)
    targets = {field.related_model._meta.app_label for field in model._meta.get_fields() if _points_away(field)}
    assert {app for app in targets if app in OURS and OURS.index(app) < rank} == set()


def _points_away(field: models.Field) -> bool:
    return bool(field.is_relation and field.concrete and field.related_model)


def test_managers_of_a_history_are_made_once() -> None:
    """As `portal.history` does it; simple-history's own are made anew at each save."""
    known = [model for model in MODELS if hasattr(model, "history")]
    assert len(known) > 50
    assert [model for model in known if type(model.history) is not type(model.history)] == []


@pytest.mark.parametrize(
    "model", [m for m in MODELS if not hasattr(m, "history_id")], ids=lambda model: model._meta.label
)
def test_time_and_person_of_an_event_stand_or_lack_together(model: type[models.Model]) -> None:
    """Where an event may yet come and the row says when and by whom, a constraint says that neither comes alone."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    users = {name for name, field in fields.items() if field.related_model is get_user_model()}
    pairs = [
        (f"{stem}_at", f"{stem}_by")
        for stem in (name.removesuffix("_by") for name in users if name.endswith("_by"))
        if f"{stem}_at" in fields and fields[f"{stem}_at"].null  # always set: the portal itself may have done it
    ]
    checks = [
        _names(constraint.condition) for constraint in model._meta.constraints if hasattr(constraint, "condition")
    ]
    assert [pair for pair in pairs if not any(set(pair) <= names for names in checks)] == []


def test_make_looks_for_browser_tests_where_they_are() -> None:
    """`make test-browser` names the places, and `make test-fast` leaves out whatever bears the mark."""
    marked = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "tests").rglob("*.py")
        if "pytest.mark.browser" in path.read_text() and path.name != "conftest.py" and path != Path(__file__)
    }
    [named] = [line for line in (PROJECT / "Makefile").read_text().splitlines() if line.startswith("BROWSER := ")]
    assert marked | {"tests/journeys"} == set(named.split()[2:])


def _names(condition: models.Q | None) -> set[str]:
    """The fields that a condition speaks of."""
    if condition is None:
        return set()
    return {
        name
        for child in condition.children
        for name in (
            _names(child)
            if isinstance(child, models.Q)
            else {child[0].split("__")[0]}
            if isinstance(child, tuple)
            else set()
        )
    }
