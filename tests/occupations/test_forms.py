import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from occupations.forms import OccupationField
from occupations.models import Occupation
from portal.forms import Form, error_list

pytestmark = pytest.mark.django_db


class ExampleForm(Form):
    occupation = OccupationField(label="Occupation")
    note = forms.CharField(required=False)


def occupation(title, reference=None, level=2, status="approved"):
    return Occupation.objects.create(title=title, reference=reference, level=level, status=status)


@pytest.fixture
def lantern_maker():
    occupation("Lantern maker assistant", "ST9002")
    return occupation("Lantern maker", "ST9001")


@pytest.mark.parametrize(
    "typed", ["Lantern maker (ST9001, level 2)", "lantern MAKER", " ST9001 ", "st9001", "lantern  maker"]
)
def test_label_reference_or_title_gives_the_occupation(lantern_maker, typed):
    form = ExampleForm({"occupation": typed})
    assert form.is_valid()
    assert form.cleaned_data["occupation"] == lantern_maker


def test_what_the_search_sends_gives_the_occupation_and_shows_its_label(lantern_maker):
    form = ExampleForm({"occupation": f"id:{lantern_maker.pk}"})
    assert form.is_valid()
    assert form.cleaned_data["occupation"] == lantern_maker
    assert 'value="Lantern maker (ST9001, level 2)"' in str(form["occupation"])


def test_text_box_names_the_search():
    assert 'data-autocomplete-url="/occupations/search/"' in str(ExampleForm()["occupation"])


def test_several_matches_are_offered_as_radios_whose_answer_is_taken(lantern_maker):
    form = ExampleForm({"occupation": "lantern"})
    assert not form.is_valid()
    error = form.errors.as_data()["occupation"][0]
    assert (error.code, error.messages) == ("several", ["Choose which occupation you mean by “lantern”"])
    shown = str(form["occupation"])
    assert shown.count('type="radio"') == 3
    assert "Lantern maker (ST9001, level 2)" in shown
    assert "None of these" in shown
    answer = ExampleForm({"occupation": f"id:{lantern_maker.pk}"})
    assert answer.is_valid()
    assert answer.cleaned_data["occupation"] == lantern_maker


def test_radios_are_drawn_in_the_portals_markup_and_the_error_summary_leads_to_the_first(lantern_maker):
    form = ExampleForm({"occupation": "lantern"})
    links = error_list(form)
    shown = BeautifulSoup(str(form), "html.parser")
    assert len(shown.select(".govuk-radios__input[name=occupation]")) == 3
    assert shown.select_one(f"#{links[0]['href'].removeprefix('#')}")["type"] == "radio"


def test_none_of_these_brings_the_text_box_back(lantern_maker):
    form = ExampleForm({"occupation": ""})
    assert form.errors == {"occupation": ["Enter an occupation"]}
    assert 'type="text"' in str(form["occupation"])


def test_radios_of_one_form_do_not_show_in_another(lantern_maker):
    assert not ExampleForm({"occupation": "lantern"}).is_valid()
    assert 'type="text"' in str(ExampleForm()["occupation"])


def test_two_with_the_same_title_are_told_apart_by_their_labels():
    occupation("Lamplighter", "ST9001", status="retired")
    current = occupation("Lamplighter", "ST9002")
    form = ExampleForm({"occupation": "Lamplighter"})
    assert form.errors.as_data()["occupation"][0].code == "several"
    assert "Lamplighter (ST9001, level 2, retired)" in str(form["occupation"])
    assert ExampleForm({"occupation": "Lamplighter (ST9002, level 2)"}).is_valid()
    form = ExampleForm({"occupation": current.label})
    assert form.is_valid()
    assert form.cleaned_data["occupation"] == current


@pytest.mark.parametrize("typed", ["Kelp farmer", "95", "id:999999", "id:0", "x" * 10_000, "\U0001f9f1", "%", "id:-1"])
def test_what_the_map_does_not_have_is_an_error_that_says_what_to_do(lantern_maker, typed):
    form = ExampleForm({"occupation": typed})
    assert form.errors.as_data()["occupation"][0].code == "unknown"
    assert "check the spelling" in form.errors["occupation"][0]
    assert len(form.errors["occupation"][0]) < 160


def test_a_nul_character_is_refused(lantern_maker):
    form = ExampleForm(MultiValueDict({"occupation": ["Lantern\x00maker"]}))
    assert form.errors["occupation"] == [
        "Remove characters that cannot be printed. Copying from another program can bring them along"
    ]


def test_an_optional_field_may_be_left_empty():
    assert OccupationField(required=False).clean("  ") is None


def test_only_the_given_occupations_count(lantern_maker):
    field = OccupationField(occupations=Occupation.objects.exclude(pk=lantern_maker.pk))
    with pytest.raises(forms.ValidationError) as refusal:
        field.clean("ST9001")
    assert refusal.value.code == "unknown"


def test_initial_occupation_is_shown_by_its_label_and_unchanged_when_sent_back(lantern_maker):
    for initial in (lantern_maker, lantern_maker.pk):
        form = ExampleForm(QueryDict("occupation=Lantern+maker+(ST9001,+level+2)"), initial={"occupation": initial})
        assert not form.has_changed()
    assert ExampleForm({"occupation": "ST9002"}, initial={"occupation": lantern_maker}).has_changed()


def test_exact_text_takes_one_query_and_a_search_two(lantern_maker, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ExampleForm({"occupation": "ST9001"}).is_valid()
    with django_assert_num_queries(2):
        assert not ExampleForm({"occupation": "lantern"}).is_valid()
