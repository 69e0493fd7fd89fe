"""Tables by tags: the markup is GOV.UK's, as it would be written by hand, and what people typed is escaped."""

import pytest
from django.template import TemplateSyntaxError, engines

from tests.pages.folding import folded


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_table_whose_columns_are_only_named():
    table = render(
        """{% table "Members" "Name" "Role" %}
          {% for name, role in people %}
            {% row %}
              {% rowhead %}{{ name }}{% endrowhead %}
              {% cell "Role" %}{{ role }}{% endcell %}
            {% endrow %}
          {% endfor %}
        {% endtable %}""",
        people=[("Ada", "Chair"), ("Bo", "Adviser")],
    )
    rows = "".join(
        f'<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{name}</th>'
        f'<td class="govuk-table__cell" data-label="Role">{role}</td></tr>'
        for name, role in [("Ada", "Chair"), ("Bo", "Adviser")]
    )
    assert folded(table) == folded(
        '<table class="govuk-table app-table--stacked">'
        '<caption class="govuk-table__caption govuk-visually-hidden">Members</caption>'
        '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header">Name</th><th scope="col" class="govuk-table__header">Role</th>'
        f'</tr></thead><tbody class="govuk-table__body">{rows}</tbody></table>'
    )


def test_table_whose_columns_are_written_out():
    table = render(
        """{% table stacked=False class="app-bars" %}
          {% caption size="m" %}{{ count }} quotes{% endcaption %}
          {% column "Price" numeric=True class="app-nowrap" %}
          {% if may_edit %}
            {% column "Correct" hidden=True %}
          {% endif %}
        {% rows %}
          {% row %}
            {% cell numeric=True %}12{% endcell %}
            {% cell class="app-nowrap" colspan=2 aria_hidden="true" %}Correct{% endcell %}
          {% endrow %}
        {% endtable %}""",
        count=2,
        may_edit=True,
    )
    assert folded(table) == folded(
        '<table class="govuk-table app-bars"><caption class="govuk-table__caption govuk-table__caption--m">2 quotes'
        '</caption><thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header govuk-table__header--numeric app-nowrap">Price</th>'
        '<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Correct</span></th>'
        '</tr></thead><tbody class="govuk-table__body"><tr class="govuk-table__row">'
        '<td class="govuk-table__cell govuk-table__cell--numeric">12</td>'
        '<td class="govuk-table__cell app-nowrap" colspan="2" aria-hidden="true">Correct</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(("size", "classes"), [("s", "govuk-table__caption--s"), ("", "govuk-visually-hidden")])
def test_caption_is_as_large_as_the_view_says(size, classes):
    table = render('{% table caption "Name" size=size %}{% endtable %}', caption="Actions", size=size)
    assert f'<caption class="govuk-table__caption {classes}">Actions</caption>' in table


def test_table_without_a_caption_has_none():
    assert "<caption" not in render('{% table "" "Name" %}{% endtable %}')


def test_label_and_column_from_the_view_are_escaped_and_an_empty_label_is_left_out():
    source = "{% table caption name %}{% row %}{% cell name %}{{ name }}{% endcell %}{% endrow %}{% endtable %}"
    table = render(source, caption="<i>", name='"<b>')
    assert "<i>" not in table
    assert "<b>" not in table
    assert 'data-label="&quot;&lt;b&gt;"' in table
    assert "data-label" not in render(source, caption="Members", name="")


@pytest.mark.parametrize(
    "source",
    [
        '{% table "Members" %}{% endtable %}',  # neither columns nor the tag rows
        "{% cell %}",
        '{% cell "Name" "Role" %}{% endcell %}',
        "{% cell class=chosen %}{% endcell %}",
        "{% cell numeric=yes %}{% endcell %}",
    ],
)
def test_table_that_is_written_wrongly_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)
