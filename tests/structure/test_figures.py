"""Each figure counts what it says, on a project of a few lines; and a ceiling only ever comes down."""

from tests.structure import __main__ as command
from tests.structure import figures, source
from tests.structure.conftest import write


def test_upward_imports_are_found_wherever_and_however_they_are_written(project):
    write(
        project,
        upper__models="import lower.views",
        lower__views="from upper import models\ndef f():\n    from upper.models import Thing\n    import upper.other",
        lower__tasks="if TYPE_CHECKING:\n    from upper.models import Thing as Named\n    import demo.sample\n",
        lower__forms="import os\nfrom . import views\nfrom lower.views import page",
        demo__sample="import upper.models",
    )
    assert figures.upward_imports() == [
        "lower.tasks -> demo.sample",
        "lower.tasks -> upper.models",
        "lower.views -> upper.models",
        "lower.views -> upper.other",
    ]


def test_relative_import_is_of_the_own_package(project):
    write(project, upper__views__="from . import home\nfrom .. import models", upper__views__home="", lower__a="")
    assert set(source.imports()) == {("upper.views", "upper.views.home"), ("upper.views", "upper")}


def test_sizes_name_what_is_largest(project):
    write(
        project,
        lower__a="x = 1\n",
        upper__b="@wrapped\ndef long():\n    x = 1\n    return x\n\nasync def short():\n    pass\n",
        upper__migrations__c="x = 1\n" * 50,
        demo__d="x = 1\n" * 20,
        portal__settings="x = 1\n" * 40,
    )
    assert figures.largest_share() == (88, "upper")
    assert figures.longest_function() == (3, "upper.b.long")
    assert figures.longest_file() == (20, "demo.d")


def test_template_lines_and_components_are_counted_where_they_are_written(project):
    for name, text in {
        "a.html": f"{'x' * 120}\n{'x' * 121}\n{'x' * 161}\n<table><table>",
        "components/b.html": "<table>",
        "forms/c.html": "<table>",
        "groups/d.txt": "x" * 121,
        "groups/e.html": '<dl class="govuk-summary-list"></dl>{% details "a" %}{% enddetails %}<details class="b">',
        "allauth/elements/f.html": '<div class="govuk-button-group">',
    }.items():
        path = project / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert figures.template_lines_over(120) == ["templates/a.html:2", "templates/a.html:3", "templates/groups/d.txt:1"]
    assert figures.template_lines_over(160) == ["templates/a.html:3"]
    assert figures.components_by_hand() == [
        *("templates/a.html: <table", "templates/a.html: <table"),
        *("templates/groups/e.html: govuk-summary-list", "templates/groups/e.html: <details"),
    ]


def test_exceptions_of_contracts_and_types_are_counted(project):
    (project / "pyproject.toml").write_text("""
[[tool.importlinter.contracts]]
name = "a"
ignore_imports = ["x -> y"]
[[tool.importlinter.contracts]]
name = "b"
[[tool.mypy.overrides]]
module = ["a", "b.*"]
ignore_errors = true
[[tool.mypy.overrides]]
module = ["c"]
disallow_untyped_defs = true
""")
    write(project, lower__a="x = y  # type: ignore[a]\nz = y  # type: ignore")
    assert figures.contract_exceptions() == ["x -> y"]
    assert figures.modules_without_types() == ["a", "b.*"]
    assert figures.types_ignored() == ["lower.a", "lower.a"]


def test_types_are_ignored_with_code_and_reason(project):
    reasons = ("", "[a]", "  # it has one", "[a] # b", "[a]  #", "[a]  # it has one", "[a, b-c]  # likewise")
    for number, reason in enumerate(reasons):
        write(project, **{f"lower__m{number}": f"x = y  # type: ignore{reason}"})
    assert figures.types_ignored_unsaid() == [f"lower.m{number}" for number in range(5)]


def test_words_are_read_in_names_and_not_in_prose(project):
    write(
        project,
        lower__door='"""One that was found late."""\n# told\ntext = "known"\nphone = stone\n',
        upper__b="class CallOffForm:\n    def freeze_it(self, told, *, lacks_one=1): ...\n\nnews(late=x.known_by)",
        demo__c="from a.ties import spread as s, t as touch\nfor one in rows: call_off_now(one)\ncalls = offset",
    )
    assert sorted(figures.words_not_to_be_used()) == [
        *("demo.c: call_off_now", "demo.c: one", "demo.c: one", "demo.c: spread", "demo.c: ties", "demo.c: touch"),
        *("lower.door: door", "upper.b: CallOffForm", "upper.b: freeze_it", "upper.b: known_by"),
        *("upper.b: lacks_one", "upper.b: late", "upper.b: news", "upper.b: told"),
    ]


def test_ceiling_comes_down_and_never_up(monkeypatch):
    counts = {"fell": lambda: ["a"], "rose": lambda: (9, "b"), "same": lambda: [], "near": lambda: (297, "c")}
    monkeypatch.setattr(figures, "FIGURES", counts | {"far": lambda: (296, "d")})
    ceilings = '    "fell": 3,\n    "rose": 8,\n    "same": 0,\n    "near": 300,\n    "far": 300,\n'
    lowered = '    "fell": 1,\n    "rose": 8,\n    "same": 0,\n    "near": 300,\n    "far": 296,\n'
    assert command.lowered(f"CEILINGS = {{\n{ceilings}}}\n") == f"CEILINGS = {{\n{lowered}}}\n"
    assert (command.places("fell"), command.places("rose")) == ("a", "9 b")


def test_ceiling_of_little_has_no_room(monkeypatch):
    assert [figures.lowest(ceiling) for ceiling in (0, 1, 47, 99, 100, 4_600)] == [0, 1, 47, 99, 99, 4_554]
