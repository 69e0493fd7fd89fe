"""The task list and its tasks: saved one by one, nobody's words lost."""

import pytest
from django.urls import reverse

from groups.models import EmployerPopulation, Group, PopulationShare
from tests.factories import EnquiryFactory, GroupFactory, OccupationFactory
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db

RUNNING = {"charges_fee": "False", "capacity": "True", "drafting": "True", "apprenticeship_count": "1"}


@pytest.fixture
def group(client) -> Group:
    """A new group whose enquirer is signed in."""
    enquiry = EnquiryFactory(accepted=True)
    client.force_login(enquiry.user)
    return enquiry.group


def post(client, task, group, **answers):
    page = reverse(f"overview:{task}", args=[group.pk])
    seen = client.get(page).context["form"].initial["seen"]
    return client.post(page, {"seen": seen, **answers})


def statuses(client, group) -> dict[str, str]:
    sections = client.get(reverse("overview:tasks", args=[group.pk])).context["sections"]
    return {item["title"]: item["status"] for section in sections for item in section["items"]}


def test_new_group_starts_with_nothing_done(client, group):
    assert set(statuses(client, group).values()) == {"Not started", "Optional", "10 to put right"}


def test_running_is_saved_with_days_and_history(client, group):
    response = post(client, "running", group, **RUNNING)

    group.refresh_from_db()
    assert response.url == reverse("overview:tasks", args=[group.pk])
    assert group.charges_fee is False
    assert group.capacity_confirmed_on and group.drafting_responsibility_confirmed_on
    assert group.history.first().history_change_reason == "How the group runs"
    assert statuses(client, group)["How the group runs"] == "Completed"


def test_charging_a_fee_is_kept_but_not_completed(client, group):
    post(client, "running", group, **RUNNING | {"charges_fee": "True"})

    assert statuses(client, group)["How the group runs"] == "Put right"


def test_occupation_answers_reach_the_occupation(client, group):
    post(client, "occupation", group, name="Sample joiners", regulated="True", professional_status="False")

    group.refresh_from_db()
    assert (group.name, group.occupation.regulated) == ("Sample joiners", True)
    assert statuses(client, group)["The occupation"] == "Completed"


def test_population_is_kept_as_shares_and_shown_as_percentages(client, group):
    post(client, "population", group, source="A survey", size_small="33.33", size_large="66.67")

    shares = dict(PopulationShare.objects.values_list("category", "share"))
    assert {key: float(share) for key, share in shares.items()} == {"small": 0.3333, "large": 0.6667}
    page = client.get(reverse("overview:population", args=[group.pk])).content.decode()
    assert 'value="33.33"' in page and 'value="66.67"' in page


def test_population_left_empty_later_is_removed(client, group):
    post(client, "population", group, source="A survey", size_small="40", size_large="60")
    post(client, "population", group, source="A survey", size_small="100")

    assert PopulationShare.objects.values_list("category", flat=True).get() == "small"


@pytest.mark.parametrize(
    "answers, error",
    [
        ({"size_small": "60", "size_large": "60"}, "add up to 120%"),
        ({"size_small": "many"}, "enter a percentage"),
        ({"size_small": "-1"}, "0 or more"),
        ({"size_small": "1e400"}, "percentage"),
        ({"size_small": "NaN"}, "percentage"),
        ({}, "Say where the figures come from"),
    ],
)
def test_wrong_population_is_refused_and_kept(client, group, answers, error):
    source = {"source": "A survey"} if answers else {}
    response = post(client, "population", group, **source, **answers)

    page = response.content.decode()
    assert response.status_code == 422
    assert error in page
    assert all(f'value="{value}"' in page for value in answers.values())
    assert not EmployerPopulation.objects.exists()


@pytest.mark.parametrize("count", ["", "-1", "1000", "1.5", "x" * 10_000])
def test_wrong_count_is_refused(client, group, count):
    assert post(client, "running", group, **RUNNING | {"apprenticeship_count": count}).status_code == 422


def test_second_saver_sees_both_versions(client, group):
    page = reverse("overview:running", args=[group.pk])
    seen = client.get(page).context["form"].initial["seen"]
    client.post(page, RUNNING | {"seen": seen, "apprenticeship_count": "2"})

    response = client.post(page, RUNNING | {"seen": seen, "apprenticeship_count": "3"})

    text = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has saved this page" in text
    group.refresh_from_db()
    assert group.apprenticeship_count == 2


def test_lead_loses_the_list_when_a_chair_is_chosen(client):
    group = ready_group()
    client.force_login(group.enquiries.get().user)

    assert client.get(reverse("overview:tasks", args=[group.pk])).status_code == 404
    client.force_login(chair_of(group).person.user)
    assert client.get(reverse("overview:tasks", args=[group.pk])).status_code == 200


def test_another_groups_pages_are_unseen(client, group):
    other = GroupFactory(occupation=OccupationFactory())
    for name in ("group", "tasks", "occupation", "running", "population", "check"):
        assert client.get(reverse(f"overview:{name}", args=[other.pk])).status_code == 404
