"""Who leads a group or looks after a route."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from accounts.enums import OfficialRole
from accounts.models import User
from groups.models import Group
from occupations.enums import LOOK_AFTER_ROUTES
from occupations.models import Route, RouteOfficial
from portal.calendar import today
from portal.forms import DateField, Form, choice_field, model_choice_field


def managers() -> QuerySet[User]:
    """Product managers who can be given a group, with `group_count`: how many they lead today."""
    on = today()
    led = Q(groups_led__started_on__lte=on) & (Q(groups_led__ended_on=None) | Q(groups_led__ended_on__gt=on))
    users = User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER, is_active=True)
    return users.annotate(group_count=Count("groups_led", filter=led)).order_by("name", "pk")


NOTE_LENGTH = 250  # about one group of many


class ManagerField(forms.ModelChoiceField):
    """A product manager, with how many groups they lead."""

    def __init__(self, **kwargs: Any) -> None:
        required = {"required": "Choose a product manager"}
        widget = forms.Select(attrs={"data-autocomplete": True})
        super().__init__(User.objects.none(), error_messages=required, widget=widget, **kwargs)

    def label_from_instance(self, user: Any) -> str:
        return f"{user.name} ({user.group_count} group{'' if user.group_count == 1 else 's'}, {user.email})"


def note_field(label: str = "Note (optional)") -> forms.CharField:
    hint = "Whoever is told of it reads it, and it is kept"
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AllocateForm(Form):
    user = ManagerField(label="Product manager")
    started_on = DateField(label="From which day?", help_text="The first day on which they lead the group")
    note = note_field()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the allocation that the page showed

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "user").queryset = managers()


class SeveralForm(Form):
    """Groups that nobody leads, ticked in the list, for one product manager."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), error_messages={"required": "Tick at least one group"}
    )
    user = ManagerField(label="Product manager for the groups that are ticked")
    note = note_field()

    def __init__(self, *args: Any, by: User, groups: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "groups").queryset = groups.select_related("occupation")
        chosen = managers()
        if by.official_role == OfficialRole.PRODUCT_MANAGER:  # who takes on nothing for others
            chosen = chosen.filter(pk=by.pk)
            self.fields["user"].initial = by.pk
        model_choice_field(self, "user").queryset = chosen


class PortfolioForm(Form):
    """Groups of one product manager, ticked in their list, for one other or for several evenly."""

    BALANCE = "balance"
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), error_messages={"required": "Tick at least one group"}
    )
    to = forms.ChoiceField(
        label="Who leads them?", widget=forms.Select, error_messages={"required": "Choose who leads them"}
    )
    started_on = DateField(label="From which day?", help_text="The first day on which they lead the groups")
    reason = forms.CharField(
        label="Why?",
        help_text="Managers and chairs read it, and it is kept",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why"},
    )
    hand_over = forms.CharField(
        label="Note to hand over about all of them (optional)",
        help_text="For officials: what whoever follows needs to know. About single groups write beside them, above",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, groups: Sequence[Group], former: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Group.objects.filter(pk__in=[group.pk for group in groups])
        model_choice_field(self, "groups").queryset = own.select_related("occupation__route").order_by("reference")
        self.users = {str(user.pk): user for user in managers().exclude(pk=former.pk)}
        labels = [(key, ManagerField().label_from_instance(user)) for key, user in self.users.items()]
        choice_field(self, "to").choices = [("", ""), (self.BALANCE, "Evenly: dealt to product managers"), *labels]

        for group in groups:
            self.fields[f"note_{group.pk}"] = forms.CharField(
                label=f"Note to hand over about {group.name}", required=False, max_length=NOTE_LENGTH
            )

    @property
    def notes(self) -> dict[int, str]:
        """What was written about single groups, of those that are ticked, by their keys."""
        typed = {group.pk: self.cleaned_data[f"note_{group.pk}"] for group in self.cleaned_data["groups"]}
        return {key: note for key, note in typed.items() if note}

    @property
    def user(self) -> User | None:
        """The one who was chosen; None for several evenly."""
        return self.users.get(self.cleaned_data["to"])


class EndForm(Form):
    ended_on = DateField(label="First day on which they no longer do this")
    note = note_field()


class RouteOfficialForm(Form):
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Official",
        error_messages={"required": "Choose an official"},
        widget=forms.Select(attrs={"data-autocomplete": True}),
    )
    started_on = DateField(label="From which day?", help_text="The first day on which they look after the route")
    note = note_field()

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = RouteOfficial.objects.filter(route=route, ended_on=None).values("user")
        users = User.objects.filter(official_role__in=LOOK_AFTER_ROUTES, is_active=True).exclude(pk__in=held)
        model_choice_field(self, "user").queryset = users.order_by("official_role", "name", "pk")
        model_choice_field(self, "user").label_from_instance = lambda obj: (
            f"{obj.name}, {obj.get_official_role_display().lower()} ({obj.email})"
        )


class OccupationRouteForm(Form):
    route = forms.ModelChoiceField(
        Route.objects.all(), empty_label=None, widget=forms.RadioSelect, error_messages={"required": "Choose a route"}
    )


class AllocationFilterForm(Form):
    """An unknown value is told, and narrows nothing."""

    q = forms.CharField(label="Group or reference", required=False, max_length=200)
    route = forms.ModelChoiceField(
        Route.objects.all(), label="Route", required=False, to_field_name="slug", empty_label="All routes"
    )
    manager = forms.ModelChoiceField(
        User.objects.filter(official_role=OfficialRole.PRODUCT_MANAGER).order_by("name", "pk"),
        label="Product manager",
        required=False,
        empty_label="All product managers",
    )

    def clean_q(self) -> str:
        text = str(self.cleaned_data["q"])
        if "\x00" in text:
            raise ValidationError("Remove characters that cannot be printed")
        return text
