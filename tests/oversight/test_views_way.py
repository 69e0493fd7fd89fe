"""The shortest way to a group's next gate: its steps in words, who could be asked, and who sees that."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Group, PopulationShare
from guidance.assessment import assess
from guidance.vocabulary import Dimension
from members.models import Membership, Statement
from oversight.foresight.situation import Profile
from oversight.views.candidates import candidates, people_of
from oversight.views.way import steps_to_gate
from portal.calendar import today
from tests.accounts.helpers import sign_in_official
from tests.factories import (
    ConcernFactory,
    GroupFactory,
    InterestFactory,
    ListedEmployerFactory,
    MembershipFactory,
    OccupationFactory,
    OfficialFactory,
    OrganisationFactory,
    PersonFactory,
    WithdrawalCaseFactory,
    eligible_member,
)
from tests.groups.helpers import chair_of, ready_group

pytestmark = pytest.mark.django_db
GAP = {"size": "micro", "sector": "Q", "region": "london"}


@pytest.fixture
def group():
    """One employer short, and with a member of whom a statement is missing."""
    group = ready_group()
    last = group.memberships.latest("pk")
    last.ended_on, last.end_reason = today(), "resigned"
    last.save()
    Statement.objects.filter(membership=group.memberships.earliest("pk"), code="judgement").delete()
    return group


def seen(client, group, user=None):
    user = user or chair_of(group).person.user
    (sign_in_official if user.is_official else Client.force_login)(client, user)
    response = client.get(reverse("oversight:way", args=[group.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def manager(group):
    return group.officials.get().user


def words(part):
    return " ".join(part.get_text(" ").split())


def columns(main):
    return [words(part) for part in main.find_all(class_="govuk-grid-column-one-half")]


def test_the_two_answers_stand_beside_each_other_and_say_who_must_do_what(client, group):
    main = seen(client, group)
    name = chair_of(group).person.name

    without, excepted = columns(main)

    assert f"{name} gives what is missing: judgement of training." in without
    assert "Somebody new from another employer joins as an employer member, and is approved." in without
    assert "this generally requires 10 to 20 members" in without and "Skills England, 2 June 2025" in without
    assert "accepts a reason that the group gives" not in without
    assert "accepts a reason that the group gives for what is not met: the right number of employers." in excepted
    assert "joins as an employer member" not in excepted
    assert [len(ways.find_all("li", recursive=False)) for ways in main.find_all("ol")] == [2, 2]


def test_day_policy_and_what_is_taken_as_unchanged_are_said(client, group):
    text = words(seen(client, group))
    result = assess(group.pk, today())
    assert f"As at {today():%-d %B %Y}, under “{result.policy.name}”" in text
    assert "Whoever serves today goes on serving" in text


def test_steps_lead_to_where_they_are_done_for_whoever_may_do_them_alone(client, group):
    own = group.memberships.earliest("pk").get_absolute_url()
    links = {link["href"] for link in seen(client, group).find_all("a") if "Go there" in link.get_text()}
    assert links == {own, reverse("members:invite", args=[group.pk, "employer"])}
    other = OfficialFactory()
    assert not [link for link in seen(client, group, other).find_all("a") if "Go there" in link.get_text()]


def test_who_could_be_asked_is_for_officials_alone(client, group):
    public(group.occupation)
    assert "Who could be asked" in words(seen(client, group, manager(group)))
    client.logout()
    assert "could be asked" not in words(seen(client, group))


def test_a_chair_is_one_of_those_who_meet_every_rule_and_are_not_barred(client, group):
    group.chairs.update(ended_on=today())
    barred = group.memberships.order_by("pk")[2]
    profits = OrganisationFactory(kind="training_provider")
    InterestFactory(
        declaration__group=group, declaration__person=barred.person, nature="directorship", organisation=profits
    )
    main = seen(client, group, manager(group))
    listed = words(main.find("h3", string=re.compile("as chair")).find_next("ul"))
    incomplete, *rest = Membership.objects.current(today()).filter(group=group).order_by("pk")
    assert "The group chooses one of its employer members as chair" in columns(main)[0]
    assert "Members who meet every rule, as chair: 7" in words(main)
    assert barred.person.name not in listed and incomplete.person.name not in listed
    assert "and 2 more" in listed and sum(member.person.name in listed for member in rest) == 5


def test_risks_and_a_case_are_not_ended_by_opening_the_gate(client, group):
    assert "does not end" not in words(seen(client, group))
    ConcernFactory(group=group, kind="quality")
    WithdrawalCaseFactory(group=group)
    text = words(seen(client, group))
    assert "The risk “No prospect of meeting the quality criteria”" in text
    assert "The open case about withdrawing support" in text


def test_figures_that_are_not_recorded_end_the_way_with_look_again(client, group):
    PopulationShare.objects.filter(population__group=group, dimension=Dimension.SIZE).delete()
    without, _ = columns(seen(client, group))
    assert "The chairs: Record the figures of the occupation’s employers by size." in without
    assert "Then look again" in without


def test_an_open_gate_says_so(client):
    text = words(seen(client, ready_group()))
    assert "The gate is open" in text and "Without an exception" not in text


def test_support_withdrawn_asks_for_nothing(client, group):
    Group.objects.filter(pk=group.pk).update(support_withdrawn_on=today())
    assert "No gate is next" in words(seen(client, group, manager(group)))


@pytest.mark.parametrize("query", ["?gate=nothing", "?page=-1&gate[]=%00", "?" + "x" * 2000])
def test_odd_parameters_change_nothing(client, group, query):
    client.force_login(chair_of(group).person.user)
    assert client.get(reverse("oversight:way", args=[group.pk]) + query).status_code == 200
    assert client.get("/groups/99999999999999999999/way/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_three_statements_beside_those_of_every_page(client, group, count):
    """As many as the group's forecast takes without its own three: the facts, who serves, who chairs."""
    for _ in range(count):
        eligible_member(group=group, plans_to_serve_until=today() + timedelta(days=9))
        public(group.occupation)
    Group.objects.filter(pk=group.pk).update(charges_fee=None)

    def asked(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(page, args=[group.pk])).status_code == 200
        return len(queries)

    sign_in_official(client, manager(group))
    asked("overview:forecast")
    assert asked("oversight:way") <= asked("overview:forecast")


# --- links to it -----------------------------------------------------------------------------------------------------
def test_the_groups_page_and_the_list_of_tasks_lead_to_it_where_the_gate_is_not_open(client, group):
    client.force_login(chair_of(group).person.user)
    href = reverse("oversight:way", args=[group.pk])
    tasks = BeautifulSoup(client.get(reverse("overview:tasks", args=[group.pk])).content, "html.parser")
    assert words(tasks.find("a", href=href)) == "2 steps open this gate"
    assert href in client.get(group.get_absolute_url()).content.decode()


def test_an_open_gate_is_not_led_to(client):
    group = ready_group()
    client.force_login(chair_of(group).person.user)
    href = reverse("oversight:way", args=[group.pk])
    for page in ("overview:tasks", "overview:group"):
        assert href not in client.get(reverse(page, args=[group.pk])).content.decode()
    assert steps_to_gate(assess(group.pk, today())) is None


def test_members_are_not_led_to_it(client, group):
    user = group.memberships.order_by("pk")[3].person.user
    client.force_login(user)
    assert reverse("oversight:way", args=[group.pk]) not in client.get(group.get_absolute_url()).content.decode()


# --- candidates ------------------------------------------------------------------------------------------------------
def public(occupation, **fields):
    """An organisation that a group of the occupation names in public."""
    return eligible_member(
        group=GroupFactory(occupation=occupation, membership_approved_on=today()),
        organisation=OrganisationFactory(**{**GAP, **fields}),
        approval="approved",
    ).organisation


def named(group, **profile):
    [result] = candidates(group, [Profile(**profile)], today())
    return result.count, result.first


@pytest.mark.parametrize("lacking", ["size", "sector", "region"])
def test_organisations_that_fit_the_profile(group, lacking):
    fitting = public(group.occupation)
    public(group.occupation, **{lacking: {"size": "large", "sector": "F", "region": "north_east"}[lacking]})
    count, first = named(group, **GAP)
    assert (count, [name for name, _ in first]) == (1, [fitting.name])


def test_a_list_of_the_occupation_comes_first_then_cluster_then_route_then_others(group):
    occupation = group.occupation
    assert occupation.route
    far = public(OccupationFactory(), name="A far one")
    near = public(OccupationFactory(route=occupation.route), name="B of the route")
    listed = ListedEmployerFactory(group=group, organisation=OrganisationFactory(name="C of a list", **GAP))
    struck = OrganisationFactory(name="D struck off", **GAP)
    ListedEmployerFactory(group=group, organisation=struck, struck_on=today())
    count, first = named(group, **GAP)
    assert [name for name, _ in first] == [listed.organisation.name, near.name, far.name] and count == 3
    assert [where for _, where in first] == [
        *("on a published list for this occupation", "in a group of the same route", "in another group"),
    ]


def test_only_the_first_five_are_named_and_all_are_counted(group):
    for _ in range(7):
        public(group.occupation)
    count, first = named(group, **GAP)
    assert (count, len(first)) == (7, 5)


def test_who_is_in_the_group_in_an_open_conflict_or_not_public_is_left_out(group):
    inside = public(group.occupation)
    MembershipFactory(group=group, organisation=inside)
    conflicting = public(group.occupation)
    InterestFactory(declaration__group=group, organisation=conflicting)
    MembershipFactory(organisation=OrganisationFactory(**GAP), approval="approved")  # agreed to nothing
    assert named(group, **GAP) == (0, [])


def test_each_profile_is_answered_by_itself_in_one_statement(group, django_assert_num_queries):
    public(group.occupation)
    public(group.occupation, size="large")
    with django_assert_num_queries(1):
        results = candidates(group, [Profile("micro"), Profile("large"), Profile(sector="Q")], today())
    assert [result.count for result in results] == [1, 1, 2]


def test_nobody_of_another_group_is_among_the_people(group, django_assert_num_queries):
    stranger = eligible_member(person=PersonFactory())
    with django_assert_num_queries(1):
        people = people_of(group, today())
    assert set(people.serving) == set(
        Membership.objects.current(today()).filter(group=group).values_list("person", flat=True)
    )
    assert stranger.person_id not in people.serving and not people.has_case
