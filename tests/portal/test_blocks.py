"""Components that hold markup: as it would be written by hand, and what people typed is escaped."""

import pytest
from django.template import engines
from django.test import RequestFactory

from tests.pages.folding import folded


def render(source: str, **context: object) -> str:
    request = RequestFactory().get("/")
    return engines["django"].from_string("{% load portal %}" + source).render(context, request)


def test_actions_are_a_group_of_buttons_and_nothing_where_all_are_left_out():
    source = '{% actions class="app-no-print" %}{% if may %}{% link "/x/" "Cancel" %}{% endif %}{% endactions %}'
    assert render(source, may=True) == (
        '<div class="govuk-button-group app-no-print"><a class="govuk-link" href="/x/">Cancel</a></div>'
    )
    assert render(source, may=False) == ""


def test_summary_is_as_the_list_that_a_view_fills():
    summary = render(
        """{% summary %}
          {% summary_row "Name" %}{{ name }}
            {% summary_actions %}{% link "/x/" "Change" hidden="the name" %}{% endsummary_row %}
          {% summary_row key class="app-wrap" %}No{% endsummary_row %}
        {% endsummary %}""",
        name="<b>",
        key="A & B",
    )
    assert folded(summary) == folded(
        '<dl class="govuk-summary-list"><div class="govuk-summary-list__row">'
        '<dt class="govuk-summary-list__key">Name</dt><dd class="govuk-summary-list__value">&lt;b&gt;</dd>'
        '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="/x/">Change'
        '<span class="govuk-visually-hidden"> the name</span></a></dd></div>'
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">A &amp; B</dt>'
        '<dd class="govuk-summary-list__value app-wrap">No</dd></div></dl>'
    )


@pytest.mark.parametrize(("is_open", "attribute"), [(True, " open"), (False, "")])
def test_details_are_open_as_the_view_says(is_open, attribute):
    details = render(
        "{% details title open=is_open %}{{ text }}{% enddetails %}", title="<b>", text="Yes", is_open=is_open
    )
    assert details == (
        f'<details class="govuk-details"{attribute}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">&lt;b&gt;</span></summary>'
        '<div class="govuk-details__text">Yes</div></details>'
    )


def test_details_with_a_title_of_several_values_and_without_the_bar():
    details = render(
        '{% details plain=True class="app-small" %}{% details_title %}Filter ({{ count }}){% enddetails_title %}'
        "<form></form>{% enddetails %}",
        count=2,
    )
    assert details == (
        '<details class="govuk-details app-small"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">Filter (2)</span></summary><form></form></details>'
    )


def test_link_shows_a_value_as_a_template_does():
    assert render('{% link "/x/?a=1&b=2" text download=True %}', text="<b>") == (
        '<a class="govuk-link" href="/x/?a=1&b=2" download>&lt;b&gt;</a>'
    )
    assert render("{% link url text %}", url="/x/?a=1&b=2", text=3) == (
        '<a class="govuk-link" href="/x/?a=1&amp;b=2">3</a>'
    )


def test_post_is_a_form_of_one_button_with_both_tokens():
    form = folded(render('{% post "/x/" "Remove" variant="warning" class="app-no-print" %}')).splitlines()
    assert form[0] == '<form action="/x/" class="app-no-print" method="post">'
    assert 'name="csrfmiddlewaretoken"' in form[1]
    assert 'name="form_token"' in form[1]
    assert 'class="govuk-button govuk-button--warning"' in form[1]
    assert form[1].endswith(">Remove</button>")


def test_empty_list_is_the_tag_empty_of_a_long_text():
    by_block = render('{% empty_list href="/x/" action="Show all" %}\n  Nothing here.\n{% endempty_list %}')
    assert by_block == render('{% empty "Nothing here." href="/x/" action="Show all" %}')


def test_paragraph_is_one_line_and_keeps_the_lines_of_values():
    source = (
        "{% paragraph %}\n{% if name %}Hello\n  {{ name }},{% endif %} it is\ndue on{{ days }}.\n{% endparagraph %}\n"
    )
    assert render(source, name="Ada\nExample", days=" Monday") == "Hello Ada\nExample, it is due on Monday.\n"
