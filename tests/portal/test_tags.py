from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import engines

from portal.forms import Form
from portal.lists import paginate
from portal.templatetags.portal import govuk_date


def render(source, request=None, **context):
    text = engines["django"].from_string("{% load portal %}" + source).render({"request": request, **context})
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2025, 6, 2), "2 June 2025"),
        (datetime(2025, 6, 2, 14, 4, tzinfo=UTC), "2 June 2025 at 3:04pm"),  # summer time in London
        (datetime(2025, 1, 2, 0, 30, tzinfo=UTC), "2 January 2025 at 12:30am"),
        (None, ""),
        ("soon", "soon"),
    ],
)
def test_dates_are_written_out(value, shown):
    assert govuk_date(value) == shown


def test_button_sends_once_and_keeps_a_falsy_value():
    button = render('{% button "Save" name="row" value=0 hidden="row one" %}').button
    assert (button["type"], button["name"], button["value"]) == ("submit", "row", "0")
    assert button["data-prevent-double-click"] == "true"
    assert button.text == "Save row one"
    assert render('{% button "Go" href="/x/" variant="secondary" %}').a["class"] == [
        "govuk-button",
        "govuk-button--secondary",
    ]


def test_tags_escape_what_people_typed():
    rows = [{"key": "Name", "value": "<script>", "actions": [{"href": "/x/", "text": "Change", "hidden": "<name>"}]}]
    items = [{"title": "<b>", "status": "<i>", "by": "<u>", "at": None, "text": "<s>"}]
    page = render(
        "{% summary_list rows %}{% timeline items %}{% task_list items %}{% empty text %}{% tag text %}"
        "{% warning text %}{% details text %}{{ text }}{% enddetails %}{% inset %}{{ text }}{% endinset %}"
        "{{ text|prose }}",
        rows=rows,
        items=items,
        text="<em>",
    )
    assert not page.find_all(["script", "b", "i", "u", "s", "em"])
    assert page.text.count("<em>") == 7


def test_timeline_shows_who_and_when():
    at = datetime(2025, 6, 2, 14, 4, tzinfo=UTC)
    page = render("{% timeline items %}", items=[{"title": "Submitted", "by": "Ada", "at": at}, {"title": "Created"}])
    assert page.time["datetime"] == "2025-06-02T14:04:00+00:00"
    assert page.time.text == "2 June 2025 at 3:04pm"
    assert len(page.find_all("h3")) == 2
    assert page.text.count("by Ada") == 1


def test_pagination_keeps_the_other_parameters(rf):
    request = rf.get("/", {"route": ["a", "b"], "page": "2", "q": "x&y"})
    page_obj = paginate(request, range(100), per_page=10)
    links = render("{% pagination page_obj %}", request, page_obj=page_obj).find_all("a")
    assert links[0]["rel"] == ["prev"]
    assert all(link["href"].startswith("?route=a&route=b&q=x%26y&page=") for link in links)
    assert [link["aria-label"] for link in links if link.get("aria-current")] == ["Page 2"]


def test_pagination_of_a_single_page_is_nothing(rf):
    request = rf.get("/")
    assert str(render("{% pagination page_obj %}", request, page_obj=paginate(request, [1]))).strip() == ""


@pytest.mark.parametrize(
    ("query", "aria_sort", "href"),
    [
        ("q=x&page=3", "none", "?q=x&sort=name"),
        ("sort=name", "ascending", "?sort=-name"),
        ("sort=-name", "descending", "?sort=name"),
    ],
)
def test_sort_header_says_the_order_and_turns_it(rf, query, aria_sort, href):
    header = render('{% sort_header "Name" "name" %}', rf.get("/?" + query)).th
    assert (header["aria-sort"], header.a["href"]) == (aria_sort, href)


def test_sort_header_knows_the_lists_own_order(rf):
    header = render('{% sort_header "Name" "name" default="name" %}', rf.get("/")).th
    assert header["aria-sort"] == "ascending"


def test_messages_are_banners_each_with_its_own_id():
    stored = [Message(constants.SUCCESS, "Saved"), Message(constants.ERROR, "<b>Not</b> sent")]
    page = render("{% notifications %}", messages=stored)
    banners = page.find_all(class_="govuk-notification-banner")
    assert [banner["role"] for banner in banners] == ["alert", "region"]
    assert [page.find(id=banner["aria-labelledby"]).text.strip() for banner in banners] == [
        "Success",
        "There is a problem",
    ]
    assert "<b>Not</b> sent" in banners[1].text


class NameForm(Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("form", "prefix"), [(NameForm({}), "Error: "), (NameForm({"name": "Ada"}), ""), (NameForm(), "")]
)
def test_title_says_error_first(form, prefix):
    assert render("{% title_prefix %}", any_name=form).text == prefix
    assert render("{% title_prefix %}", forms=[form]).text == prefix


def test_error_summary_of_forms_without_errors_is_nothing():
    assert not render("{% error_summary first second %}", first=NameForm(), second=NameForm({"name": "x"})).find("div")


def test_one_field_can_be_drawn_alone():
    page = render("{% field form.name %}", form=NameForm({}))
    assert page.find(class_="govuk-form-group--error").label.text == "Name"
