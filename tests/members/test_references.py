"""What names a person or an organisation is found by itself, with the way to its group."""

import pytest
from django.apps import apps

from members.models import Organisation, Person
from members.references import references_to

# by the model: the field that names the thing, and the way to the group
KNOWN = {
    Organisation: {
        "conflicts.Interest": ("organisation", "declaration__group"),
        "meetings.TravelClaim": ("organisation", "group"),
        "members.Engagement": ("organisation", "group"),
        "members.Invitation": ("organisation", "group"),
        "lists.ListedEmployer": ("organisation", "group"),
        "members.Membership": ("organisation", "group"),
        "proposals.EpaoQuote": ("organisation", "evidence__group"),
    },
    Person: {
        "conflicts.Declaration": ("person", "group"),
        "meetings.Action": ("owner", "group"),
        "meetings.AgendaItem": ("led_by", "meeting__group"),
        "meetings.Attendance": ("person", "meeting__group"),
        "meetings.ItemAbsence": ("person", "motion__group"),
        "meetings.MinutesAnswer": ("person", "minutes__meeting__group"),
        "meetings.Reply": ("person", "meeting__group"),
        "meetings.TravelClaim": ("person", "group"),
        "meetings.Vote": ("person", "motion__group"),
        "members.ChairAppointment": ("person", "group"),
        "members.HandOver": ("successor", "group"),
        "members.Membership": ("person", "group"),
        "chairs.Mentoring": ("mentor", "appointment__group"),
        "chairs.OverArchingChair": ("person", "collaboration__participations__group"),
    },
}
STAY = {
    "duplicates.LikelyDouble",
    "members.Person",
    "duplicates.PersonDouble",
    "duties.Duty",
    "duties.Reminder",
    "duties.Digest",
    "duties.Preference",
    "duties.DigestLine",
    "oversight.Finding",
}


@pytest.mark.parametrize("kind", KNOWN)
def test_every_reference_is_found_with_the_way_to_its_group(kind) -> None:
    found = references_to(kind)
    assert {model._meta.label: (field, path) for model, field, path in found} == KNOWN[kind]
    assert len(found) == len(KNOWN[kind])  # one field a model: rows that were re-pointed are kept by the model


@pytest.mark.parametrize("kind", KNOWN)
def test_what_is_left_out_is_history_or_says_so(kind) -> None:
    pointing = {
        field.model
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is kind and not hasattr(model, "history_id")
    }
    assert {model._meta.label for model in pointing} - {
        model._meta.label for model, _, _ in references_to(kind)
    } <= STAY


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KNOWN)
def test_each_way_leads_to_a_group(kind) -> None:
    for model, field, path in references_to(kind):
        assert not model.objects.filter(**{f"{field}__isnull": False, f"{path}__reference": "none"}).exists()
