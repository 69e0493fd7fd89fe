"""What is due, overdue and at which stage a group is comes from the engine alone, or from what was stored of it."""

from pathlib import Path

import pytest

from tests.structure import one_source
from tests.structure.conftest import write

# Modules that compare a due day, each with its reason.
EXCEPTIONS = {
    "duties.models.duty": "the same in SQL as `guidance.clocks.is_overdue`, for lists (tests/duties holds them equal)",
    "duties.models.reminder": "the time at which a reminder is sent; no duty is due then",
    "duties.actions.extending": "a later day must be later than the one that stands",
    "groups.forms.queries": "what is typed must be a day to come",
    "members.forms.deciding": "what is typed must be a day to come",
}


def test_nobody_works_out_a_stage() -> None:
    assert list(one_source.gone()) == []
    assert list(one_source.stages()) == []


def test_nobody_compares_a_due_day() -> None:
    """Whether it is overdue, and how many days are left, `guidance.clocks` and stored duties say."""
    compared = list(one_source.compared())
    assert [line for line in compared if line.partition(":")[0] not in EXCEPTIONS] == []
    assert {line.partition(":")[0] for line in compared} == set(EXCEPTIONS)


def test_no_template_compares_a_due_day() -> None:
    assert list(one_source.compared_in_templates()) == []


# --- what is planted is seen -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "is_late = row.due_on < on",
        "is_late = on >= due_on",
        "is_late = max(due_on, other) < on",
        "is_late = row['due_on'] < on",
        "is_late = until <= max(on, duty.due_on or on)",
        "is_late = (due_on - on).days < 0",
        "is_late = a <= group.proposal_due_on <= b",
        "rows = Row.objects.filter(due_on__lt=on)",
        "rows = Q(group__assessment__next_due_on__gte=on)",
    ],
)
def test_comparison_in_code_is_seen(project: Path, line: str) -> None:
    write(project, lower__views=f"{line}\nis_same = due_on == on\nis_some = len(row.due) > 3\nx = residue < on")
    assert len(list(one_source.compared())) == 1


@pytest.mark.parametrize(
    "condition", ["row.due_on < today", "a and today >= row.next_due_on", "not row.due_on|default:x > today"]
)
def test_comparison_in_a_template_is_seen(project: Path, condition: str) -> None:
    path = project / "templates" / "lower" / "a.html"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"{{% if {condition} %}}late{{% elif rows|length > row.due|length and row.due_on == today %}}{{% endif %}}"
    )
    assert list(one_source.compared_in_templates()) == [f"lower/a.html: {condition}"]


def test_stage_that_is_worked_out_anew_is_seen(project: Path) -> None:
    write(
        project,
        lower__models="class Rows:\n    def with_stage(self, on): ...",
        lower__views="days = settings.FEEDBACK_WORKING_DAYS\nrows = Row.objects.at_stage(on)",
        upper__views="from guidance.stage import progress_of",
    )
    assert sorted(one_source.gone()) == [
        *("lower.models: with_stage", "lower.views: FEEDBACK_WORKING_DAYS", "lower.views: at_stage"),
    ]
    assert list(one_source.stages()) == ["upper.views"]
