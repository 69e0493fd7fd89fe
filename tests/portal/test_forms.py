import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth import get_user_model

from portal.dates import DateInput
from portal.forms import DateField, Form, ModelForm, choice_field, error_list, has_errors, model_choice_field

CHOICES = [("chair", "Chair"), ("member", "Member")]


class MemberForm(Form):
    name = forms.CharField(max_length=5, label="Full name")
    email = forms.EmailField()
    role = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    regions = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    staff = forms.IntegerField(min_value=1, label="Number of employees")
    agrees = forms.BooleanField(label="I agree to the statements")
    paper = forms.FileField()
    starts_on = DateField(label="When does the term start?")


def soup(form):
    return BeautifulSoup(str(form), "html.parser")


def test_errors_of_empty_fields_are_worded_from_the_label():
    assert MemberForm({}).errors == {
        "name": ["Enter full name"],
        "email": ["Enter email"],
        "role": ["Select role"],
        "regions": ["Select regions"],
        "staff": ["Enter number of employees"],
        "agrees": ["Select “I agree to the statements” to continue"],
        "paper": ["Select a file"],
        "starts_on": ["Enter an answer to “When does the term start?”"],
    }


def test_errors_of_wrong_answers_say_what_to_do():
    data = {"name": "Adalbert", "email": "ada", "role": "king", "regions": ["moon"], "staff": "0"}
    errors = MemberForm(data).errors
    assert errors["name"] == ["Full name must be 5 characters or fewer"]
    assert errors["email"] == ["Enter an email address in the correct format, like name@example.com"]
    assert errors["role"] == ["Select role from the list"]
    assert errors["regions"] == ["Select regions from the list"]
    assert errors["staff"] == ["Number of employees must be 1 or more"]
    assert MemberForm(data | {"staff": "many"}).errors["staff"] == ["Number of employees must be a whole number"]


def test_an_authors_own_message_stays():
    class OwnField(forms.CharField):
        default_error_messages = {"required": "Say it"}

    class OwnForm(Form):
        given = forms.CharField(error_messages={"required": "Enter the name of the group"})
        of_class = OwnField()

    assert OwnForm({}).errors == {"given": ["Enter the name of the group"], "of_class": ["Say it"]}


def test_a_label_with_a_percent_sign_is_only_a_label():
    field = forms.CharField(label="Share in %", max_length=2)
    form = type("ShareForm", (Form,), {"share": field})({"share": "123"})
    assert form.errors == {"share": ["Share in % must be 2 characters or fewer"]}


@pytest.mark.parametrize("widget", [forms.TextInput, forms.Textarea])
def test_every_text_is_guarded_and_normalised(widget):
    form_class = type("TextForm", (forms.Form,), {"text": forms.CharField(widget=widget)})
    assert "cannot be printed" in form_class({"text": "a\x00b"}).errors["text"][0]
    assert len(form_class({"text": "a\x00b"}).errors["text"]) == 1
    form = form_class({"text": "  e\u0301  "})
    assert form.is_valid()
    assert form.cleaned_data == {"text": "\u00e9"}


def test_line_breaks_count_once_towards_the_length():
    field = forms.CharField(widget=forms.Textarea, max_length=3)
    assert type("TextForm", (Form,), {"text": field})({"text": "a\r\nb"}).is_valid()


def test_passwords_are_left_as_typed():
    field = forms.CharField(widget=forms.PasswordInput, strip=False)
    form = type("PasswordForm", (Form,), {"password": field})({"password": " e\u0301 "})
    assert form.is_valid()
    assert form.cleaned_data == {"password": " e\u0301 "}


def test_fields_of_one_form_keep_nothing_from_another():
    for _ in range(3):
        form = MemberForm({"name": "a\x07"})
        assert len(form.errors["name"]) == 1
        assert len(form.fields["name"].validators) == 2
    assert MemberForm.base_fields["name"].error_messages["required"] == "This field is required."


def test_browser_checks_are_off_and_what_was_typed_is_not_cut_off():
    page = soup(MemberForm({"name": "Adalbert"}))
    assert page.find(id="id_name")["value"] == "Adalbert"
    for attribute in ("required", "maxlength", "min", "placeholder"):
        assert page.find(attrs={attribute: True}) is None


def test_numbers_are_typed_as_text_with_a_numeric_keyboard():
    control = soup(MemberForm())(id="id_staff")[0]
    assert (control["type"], control["inputmode"]) == ("text", "numeric")


def test_hints_and_errors_are_described_and_every_control_has_a_label():
    form = MemberForm({})
    form.fields["name"].help_text = "As on <their> card"
    page = soup(form)
    assert page.find(id="id_name")["aria-describedby"] == "id_name-hint id_name-error"
    assert page.find(id="id_name-hint").text == "As on <their> card"
    for control in page.find_all("input"):
        assert page.find("label", attrs={"for": control["id"]}), control
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_hidden_fields_are_drawn_bare():
    class HiddenForm(Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

    html = str(HiddenForm(initial={"version": 3}))
    assert "govuk" not in html
    assert 'value="3"' in html


def test_a_bare_field_stays_as_django_draws_it():
    assert "govuk" not in str(MemberForm()["name"])  # the support pages draw their own


def test_several_errors_of_one_field_are_all_shown():
    form = MemberForm({})
    form.add_error("name", "Second <error>")
    assert soup(form).find(id="id_name-error").get_text("|").count("|") >= 2
    assert "Second &lt;error&gt;" in str(form)


def test_error_list_links_each_error_to_what_can_be_focused():
    form = MemberForm({"starts_on-day": "1", "starts_on-year": "2025"}, prefix="new")
    form.add_error(None, "Nothing fits")
    page = soup(form)
    errors = error_list(form, MemberForm())
    assert errors[-1] == {"text": "Nothing fits", "href": ""}
    for error in errors[:-1]:
        assert page.find(id=error["href"].removeprefix("#")).name in {"input", "select", "textarea"}, error
    assert "Nothing fits" in page.text


def test_error_list_takes_formsets():
    formset_class = forms.formset_factory(MemberForm, extra=0)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    formset = formset_class(data, initial=[{}, {}])
    assert len(error_list(formset)) == 16
    assert error_list(formset)[8]["href"] == "#id_form-1-name"
    assert has_errors(formset)


def test_has_errors_only_for_what_was_sent():
    assert has_errors([MemberForm(), MemberForm({})])
    for value in (MemberForm(), None, "text", [1, "two"], {"name": "x"}):
        assert not has_errors(value)


def test_model_forms_ask_for_dates_in_three_inputs_and_word_their_errors():
    class UserForm(ModelForm):
        class Meta:
            model = get_user_model()
            fields = ("name", "email", "created_at")

    form = UserForm({})
    assert form.errors["name"] == ["Enter name"]
    assert not isinstance(form.fields["created_at"].widget, DateInput)  # a time is no date
    assert "required" not in str(form)


def test_model_dates_become_three_inputs():
    from members.models import Membership  # a model with a date; the kit itself imports no app

    class MembershipForm(ModelForm):
        class Meta:
            model = Membership
            fields = ("started_on",)

    assert isinstance(MembershipForm().fields["started_on"], DateField)


class ChoosingForm(Form):
    name = forms.CharField()
    colour = forms.ChoiceField()
    user = forms.ModelChoiceField(None)


def test_choices_and_rows_are_given_to_fields_that_offer_them():
    form = ChoosingForm()
    choice_field(form, "colour").choices = [("red", "Red")]
    model_choice_field(form, "user").queryset = get_user_model().objects.none()
    assert form.fields["colour"].choices == [("red", "Red")]
    assert form.fields["user"].queryset.model is get_user_model()


@pytest.mark.parametrize(("field_of", "name"), [(choice_field, "name"), (model_choice_field, "colour")])
def test_other_fields_are_given_none(field_of, name):
    with pytest.raises(TypeError, match=name):
        field_of(ChoosingForm(), name)
