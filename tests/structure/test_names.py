"""Every name in a string leads somewhere: a page's to a page, a template's to a file, a task's to a task."""

import pkgutil
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import get_resolver

from portal.celery import app
from tests.matrix_asking import EVERY_PAGE
from tests.structure import names
from tests.structure.conftest import write
from tests.structure.names import Named
from tests.structure.source import PROJECT, templates
from tests.test_permission_matrix import page_names

BY_TAGS = PROJECT / "templates" / "components"  # a component's tag gives its file's name without the folder
# files that their place or their package names: Django's error pages, what allauth shows, fields of forms
OTHERS_NAME = ("account/", "allauth/", "django/", "mfa/", "usersessions/", "forms/", "components/", "members/join_")


def test_every_name_of_a_page_is_one() -> None:
    pages = set(page_names(get_resolver(EVERY_PAGE)))
    assert [named for named in names.pages() if named.name not in pages] == []


def test_every_name_of_a_template_is_one() -> None:
    assert [named for named in names.template_names() if not _is_template(named.name)] == []


def _is_template(name: str) -> bool:
    try:
        return (BY_TAGS / name).exists() or (PROJECT / "templates" / name).exists() or bool(get_template(name))
    except TemplateDoesNotExist:
        return False


def test_every_template_is_named() -> None:
    """Nothing is left behind by what moved, and the reading of names misses none."""
    ours = {path.relative_to(PROJECT / "templates").as_posix() for path in templates()}
    unnamed = {name for name in ours if not name.startswith(OTHERS_NAME)} - {n.name for n in names.template_names()}
    assert {name for name in unnamed if not _is_message(name)} == set()


def _is_message(name: str) -> bool:
    path = Path(name)
    return path.parts[1] == "mail" and names.is_message(path.parts[0], path.stem)


def test_every_name_of_a_task_is_one() -> None:
    app.loader.import_default_modules()
    assert [named for named in names.tasks() if named.name not in app.tasks] == []


def test_every_name_in_a_comment_is_one() -> None:
    """A rename that forgets what is written about the thing fails."""
    assert [named for named in names.mentioned() if not _is_there(named.name)] == []


def _is_there(name: str) -> bool:
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_beat_asks_for_tasks_alone() -> None:
    app.loader.import_default_modules()
    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert asked - set(app.tasks) == set()
    assert asked <= {named.name for named in names.tasks()}


# --- a wrong name is seen wherever it stands -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        'reverse("groups:wrong", args=[1])',
        'redirect("groups:wrong", pk)',
        'TASKS = [Task("Members", page="groups:wrong")]',
        'def link(page, pk):\n    return reverse(f"groups:{page}", args=[pk])\nlink("wrong", 1)',
        'def link(pk, *, page):\n    return reverse(f"groups:{page}", args=[pk])\nlink(1, page="wrong")',
        'def link(pk):\n    page = "wrong" if pk else "detail"\n    return reverse(f"groups:{page}", args=[pk])',
        'class Row:\n    def offers(self, page):\n        return reverse(f"groups:{page}")\nrow.offers("wrong")',
    ],
)
def test_name_of_a_page_in_code_is_read(project: Path, line: str) -> None:
    write(project, lower__views=line)
    assert Named("groups:wrong", "lower.views") in set(names.pages())


def test_name_of_a_page_without_an_app_is_read(project: Path) -> None:
    write(project, lower__views='redirect("wrong")\nredirect("/groups/")\nreverse(page)')
    assert list(names.pages()) == [Named("wrong", "lower.views")]


@pytest.mark.parametrize(
    "text", ["{% url 'wrong' %}", '{% url "wrong" 1 as back %}', '{% action_link "groups:wrong" %}']
)
def test_name_of_a_page_in_a_template_is_read(project: Path, text: str) -> None:
    _template(project, "groups/a.html", text)
    assert {named.name.removeprefix("groups:") for named in names.pages()} == {"wrong"}


def test_name_of_a_template_is_read(project: Path) -> None:
    write(
        project,
        lower__views='render(request, "lower/wrong.html", {"told": "a text.html"})',
        lower__emails='def send(e):\n    mail.write(f"groups.{e}", to="")\nsend("wrong")\nmail.write("groups.gone")',
    )
    _template(project, "a.html", '{% extends "wrong.html" %}{% include \'lower/_wrong.html\' with a="b" %}')
    assert [named.name for named in names.template_names()] == [
        *("wrong.html", "lower/_wrong.html", "lower/wrong.html", "groups/mail/gone.txt", "groups/mail/wrong.txt"),
    ]
    assert not any(_is_template(named.name) for named in names.template_names())


def test_message_is_named_by_its_own_app(project: Path) -> None:
    write(project, lower__emails='SENT = "lower.sent"\ncall(x, "asked")\nmail.write(f"lower.vote_{event}")')
    events = {"sent", "asked", "vote_opened", "vote", "lost"}
    assert {event for event in events if names.is_message("lower", event)} == {"sent", "asked", "vote_opened"}
    assert not names.is_message("upper", "sent")


def test_name_of_a_task_is_read(project: Path) -> None:
    write(project, lower__actions='wake("groups.tasks.wrong", 1)\nTASK = "groups.tasks.other"\nx = "groups.wrong"')
    assert {named.name for named in names.tasks()} == {"groups.tasks.wrong", "groups.tasks.other"}


def _template(project: Path, name: str, text: str) -> None:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
