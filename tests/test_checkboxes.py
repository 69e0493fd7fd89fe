"""A checkbox that is not sent says no. Each that a form has stands here, with why that takes nothing back unsaid."""

from importlib import import_module
from pkgutil import walk_packages

from django import forms

from tests.structure.source import APPS

NEW = "it is about something new: nothing was stored before"
GIVES = "it only gives: what is left empty changes nothing"
THIS_TIME = "it is about this sending alone and is not stored"
WHOLE = "its form is refused unless other required answers came with it, and emptying it is how one takes it back"
SHOWN = "only who was shown as recorded, in a hidden field beside it, is taken off"
ACCEPTED = {
    "conflicts.forms.declaring.InterestForm.concerns": NEW,
    "conflicts.forms.declaring.ChangeInterestForm.concerns": WHOLE,
    "conflicts.forms.handling.HandlingForm.subjects": "each handling is a new row",
    "meetings.forms.absences.OutForm.back": SHOWN,
    "meetings.forms.absences.OutForm.left": SHOWN,
    "meetings.forms.meetings.SaidInterestForm.concerns": NEW,
    "meetings.forms.minutes.AgreedForm.people": GIVES,
    "meetings.forms.motions.LeftForm.left": SHOWN,
    "meetings.forms.travel.ClaimForm.is_own": NEW,
    "chairs.forms.chair_support.MentorForm.agreed": NEW,
    "members.forms.deciding.SelectionForm.member": THIS_TIME,
    "members.forms.inviting.CorrectionForm.organisation_is_same": THIS_TIME,
    "members.forms.inviting.InvitationForm.is_another_person": THIS_TIME,
    "members.forms.answers.DetailsForm.expertise": WHOLE,
    "members.forms.answers.GiveForm.consents": GIVES,
    "members.forms.answers.GiveForm.statements": GIVES,
    "members.forms.answers.OwnDetailsForm.expertise": WHOLE,
    "members.forms.answers.OwnDetailsForm.organisation_is_same": THIS_TIME,
    "members.forms.answers.StatementsForm.consents": NEW,
    "members.forms.answers.StatementsForm.statements": NEW,
    "joining.forms.returning_person.ReturningPersonForm.expertise": NEW,
    "chairs.forms.chairs.AcceptForm.agrees_to_publication": NEW,
    "chairs.forms.chairs.AcceptForm.has_no_interest": NEW,
    "chairs.forms.chairs.ChairConfirmForm.agrees_to_publication": GIVES,
    "chairs.forms.chairs.ChairConfirmForm.has_no_interest": GIVES,
    "members.forms.moving.NewEmployerForm.given": NEW,
    "members.forms.concurrent_edits.SameEmployerForm.organisation_is_same": THIS_TIME,
    "portal.sign_in_forms.LoginForm.remember": THIS_TIME,
}


def test_every_checkbox_of_every_form_has_its_reason() -> None:
    found = set()
    for app in APPS:
        for module in walk_packages(import_module(app).__path__, f"{app}."):
            if ".migrations" in module.name or ".management" in module.name:
                continue
            for form in vars(import_module(module.name)).values():
                if isinstance(form, type) and issubclass(form, forms.BaseForm) and form.__module__ == module.name:
                    found |= {f"{module.name}.{form.__name__}.{name}" for name in _checkboxes(form)}
    assert found == set(ACCEPTED)


def _checkboxes(form: type[forms.BaseForm]) -> list[str]:
    kinds = (forms.CheckboxInput, forms.CheckboxSelectMultiple)
    return [name for name, field in getattr(form, "base_fields", {}).items() if isinstance(field.widget, kinds)]
