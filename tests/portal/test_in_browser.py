"""A page with every component, in a real browser, wide and narrow, with and without scripts."""

from datetime import date

import pytest
from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.template import engines
from django.template.response import HttpResponse
from django.urls import include, path

from portal.forms import DateField, Form
from portal.lists import paginate
from tests.portal.browser import faults, listen

pytestmark = pytest.mark.browser
OCCUPATIONS = [{"value": "id:1", "label": "Lantern <maker>"}, {"value": "id:2", "label": "Lamplighter"}]
SOURCE = """{% extends "base.html" %}{% load portal %}
{% block title %}Components{% endblock %}
{% block before_content %}{% breadcrumbs crumbs %}{% back_link "/" %}{% endblock %}
{% block content %}
{% error_summary form %}<h1 class="govuk-heading-l">Components</h1>
<form method="post" novalidate enctype="multipart/form-data">{% csrf_token %}{{ form }}
<div class="govuk-button-group">{% button "Save" %}{% button "Delete" variant="warning" %}
{% button "Go" href="/" %}</div>
</form>
{% task_list tasks %}{% summary_list rows %}{% details "What this means" %}Text{% enddetails %}
{% inset %}Text{% endinset %}
{% warning "Take care" %}{% empty "Nobody yet" href="/" action="Add" %}{% tag "Late" "red" %}{% pagination page_obj %}
<div class="app-scroll" tabindex="0" role="region" aria-label="Groups"><table class="govuk-table">
<thead class="govuk-table__head"><tr class="govuk-table__row">
{% sort_header "Name" "name" default="name" %}</tr></thead>
<tbody class="govuk-table__body"><tr class="govuk-table__row"><td class="govuk-table__cell">{{ long }}</td></tr></tbody>
</table></div>
<h2 class="govuk-heading-m">What happened</h2>{% timeline events %}
{% endblock %}"""


class EverythingForm(Form):
    name = forms.CharField(max_length=5, help_text="As on the card")
    starts_on = DateField()
    role = forms.ChoiceField(choices=[("a", "Chair"), ("b", "Member")], widget=forms.RadioSelect)
    regions = forms.MultipleChoiceField(choices=[("a", "North"), ("b", "South")], widget=forms.CheckboxSelectMultiple)
    agrees = forms.BooleanField()
    level = forms.ChoiceField(choices=[("", ""), ("2", "Level two"), ("3", "Level three")])
    route = forms.ChoiceField(
        choices=[("", ""), ("a", "Agriculture"), ("c", "Creative")], widget=forms.Select({"data-autocomplete": True})
    )
    occupation = forms.CharField(widget=forms.TextInput({"data-autocomplete-url": "/occupations-of-test/"}))
    why = forms.CharField(widget=forms.Textarea({"data-maxlength": 200}))
    paper = forms.FileField()


def components(request):
    form = EverythingForm(request.POST or None)
    messages.success(request, "Saved")
    context = {
        "form": form,
        "crumbs": [{"text": "Home", "href": "/"}, {"text": "Components"}],
        "tasks": [{"title": "Members", "href": "/", "status": "Started", "colour": "blue", "hint": "Ten"}],
        "rows": [{"key": "Name", "value": "x" * 80, "actions": [{"href": "/", "text": "Change", "hidden": "name"}]}],
        "page_obj": paginate(request, range(300)),
        "events": [{"title": "Submitted", "by": "Ada", "at": date(2025, 6, 2), "text": "At last"}],
        "long": "word " * 60,
    }
    return HttpResponse(engines["django"].from_string(SOURCE).render(context, request))


def occupations(request):
    return JsonResponse([each for each in OCCUPATIONS if request.GET["q"] in each["label"]], safe=False)


components.login_required = occupations.login_required = False
urlpatterns = [
    path("components/", components),
    path("occupations-of-test/", occupations),
    path("", include("portal.urls")),
]


@pytest.fixture
def address(live_server, settings):
    settings.ROOT_URLCONF = __name__
    return f"{live_server.url}/components/"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_of_everything_has_no_fault(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    said = listen(page)
    page.goto(address)
    assert faults(page) == []
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    assert page.title().startswith("Error: Components")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert faults(page) == []
    assert said == []


def test_autocompletes_send_what_was_chosen_and_else_what_was_typed(page, address):
    said = listen(page)
    page.goto(address)
    page.get_by_label("Route").press_sequentially("crea")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("select[name=route]").input_value() == "c"
    occupation = page.get_by_label("Occupation", exact=True)
    occupation.press_sequentially("Lantern")
    assert page.locator("input[name=occupation]").input_value() == "Lantern"
    page.get_by_role("option", name="Lantern <maker>").wait_for()
    assert faults(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("input[name=occupation]").input_value() == "id:1"
    assert occupation.input_value() == "Lantern <maker>"
    assert said == []


def test_everything_works_without_scripts(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Route").select_option("Creative")
    page.get_by_label("Occupation").fill("Lantern maker")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_label("Occupation").input_value() == "Lantern maker"
    assert page.get_by_role("link", name="Enter name").get_attribute("href") == "#id_name"
    context.close()
