"""The work plan, from a proposal to a plan in force that is moved with a reason."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from groups.actions import work_plans as actions
from groups.enums import PlanEnd, Side
from groups.forms.work_plan import SUGGESTED, suggestion
from groups.models import Group, Milestone, WorkPlan
from guidance import assessment
from guidance.vocabulary import Status, SubmissionKind
from portal.calendar import add_months, is_working_day, today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from proposals.enums import SubmissionOutcome
from tests.accounts.helpers import sign_in_official
from tests.duties.helpers import home_page, work_page
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    GroupOfficialFactory,
    MilestoneFactory,
    OfficialFactory,
    RouteFactory,
    RouteOfficialFactory,
    SubmissionFactory,
    WorkPlanFactory,
    eligible_member,
)
from tests.members.helpers import text_of, typed_date

pytestmark = pytest.mark.django_db
DRAFT, SUBMIT = "First draft", "All submitted"


@pytest.fixture
def group() -> Group:
    """Its proposal is agreed, and the standard not submitted: a work plan is owed."""
    group = GroupFactory(membership_approved_on=today() - timedelta(days=30))
    member = eligible_member(group=group)
    ChairAppointmentFactory(group=group, person=member.person, confirmed=True)
    GroupOfficialFactory(group=group)
    SubmissionFactory(
        group=group,
        kind=SubmissionKind.PROPOSAL,
        submitted_on=today() - timedelta(days=20),
        decided_on=today() - timedelta(days=5),
        outcome=SubmissionOutcome.AGREED,
    )
    return group


def chair(group: Group):
    return group.chairs.get().person.user


def manager(group: Group):
    return group.officials.get().user


def due() -> date:
    return add_months(today(), 8)


def propose(group: Group, by, *, reason: str = "", first: date | None = None) -> WorkPlan:
    milestones = [(DRAFT, first or add_months(today(), 2), "pm"), (SUBMIT, due(), "chairs")]
    return actions.propose(
        group=group, standard_due_on=due(), milestones=milestones, reason=reason, by=by, now=timezone.now()
    )


def agree(plan: WorkPlan, by) -> WorkPlan:
    return actions.agree(plan=plan, by=by, now=timezone.now())


def plan_rule(group: Group) -> Status:
    return next(f.status for f in assessment.assess(group.pk, today()).findings if f.rule == "group.work_plan")


# --- actions ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("proposes, answers", [(chair, manager), (manager, chair)])
def test_one_side_proposes_and_the_other_agrees(group, proposes, answers):
    plan = propose(group, proposes(group))
    assert plan_rule(group) == Status.NOT_MET
    assert OutgoingMail.objects.get(kind="groups.work_plan_proposed").to == answers(group).email

    agree(plan, answers(group))

    plan.refresh_from_db()
    assert (plan.agreed_on, plan.agreed_by) == (today(), answers(group))
    assert plan_rule(group) == Status.MET
    assert OutgoingMail.objects.get(kind="groups.work_plan_answered").to == proposes(group).email


@pytest.mark.parametrize("side", [chair, manager])
def test_nobody_agrees_to_the_plan_of_their_own_side(group, side):
    plan = propose(group, side(group))

    with pytest.raises(Conflict, match="did not propose"):
        agree(plan, side(group))
    with pytest.raises(Conflict, match="did not propose"):
        actions.ask_for_changes(plan=plan, reason="Later", by=side(group), now=timezone.now())

    plan.refresh_from_db()
    assert plan.is_proposed


def test_changes_are_asked_for_with_a_reason_and_a_plan_proposed_anew(group):
    plan = propose(group, chair(group))
    actions.ask_for_changes(plan=plan, reason="Two months for the EPA plan", by=manager(group), now=timezone.now())

    plan.refresh_from_db()
    assert (plan.ended_as, plan.end_reason) == (PlanEnd.CHANGES, "Two months for the EPA plan")
    assert "Two months for the EPA plan" in OutgoingMail.objects.get(kind="groups.work_plan_answered").text
    with pytest.raises(Conflict, match="answered already"):
        agree(plan, manager(group))
    assert propose(group, manager(group)).proposed_side == Side.REGULATOR


def test_who_proposed_may_withdraw_and_the_other_side_may_not(group):
    plan = propose(group, chair(group))
    with pytest.raises(Conflict, match="Only the side that proposed"):
        actions.withdraw(plan=plan, by=manager(group), now=timezone.now())

    actions.withdraw(plan=plan, by=chair(group), now=timezone.now())

    plan.refresh_from_db()
    assert plan.ended_as == PlanEnd.WITHDRAWN


def test_one_plan_waits_at_a_time(group):
    propose(group, chair(group))
    with pytest.raises(Conflict, match="waits for an answer already"):
        propose(group, manager(group))


def test_plan_in_force_moves_only_with_a_reason_and_the_other_sides_agreement(group):
    first = agree(propose(group, chair(group)), manager(group))
    with pytest.raises(Conflict, match="only with a reason"):
        propose(group, chair(group))

    moved = propose(group, chair(group), reason="The draft needs a second round", first=add_months(today(), 3))
    assert WorkPlan.objects.agreed(today()).first() == first
    agree(moved, manager(group))

    assert WorkPlan.objects.agreed(today()).first() == moved
    assert first.milestones.get(title=DRAFT).due_on == add_months(today(), 2)  # the earlier plan reads as it was
    assert moved.reason == "The draft needs a second round"


def test_what_was_reached_meanwhile_stays_reached_in_the_new_plan(group):
    first = agree(propose(group, chair(group)), manager(group))
    extra = MilestoneFactory(work_plan=first, title="Survey of employers")
    moved = propose(group, manager(group), reason="More time")
    for milestone in (first.milestones.get(title=DRAFT), extra):
        actions.reach(milestone=milestone, reached_on=today(), by=chair(group), now=timezone.now())

    agree(moved, chair(group))

    reached = set(moved.milestones.exclude(reached_on=None).values_list("title", flat=True))
    assert reached == {DRAFT, "Survey of employers"}


def test_only_milestones_of_the_plan_in_force_are_ticked(group):
    first = agree(propose(group, chair(group)), manager(group))
    moved = propose(group, chair(group), reason="More time")
    with pytest.raises(Conflict, match="in force"):
        actions.reach(milestone=moved.milestones.first(), reached_on=today(), by=chair(group), now=timezone.now())

    agree(moved, manager(group))

    with pytest.raises(Conflict, match="in force"):
        actions.reach(milestone=first.milestones.first(), reached_on=today(), by=chair(group), now=timezone.now())


def test_no_plan_is_made_before_the_proposal_is_agreed():
    group = GroupFactory(membership_approved_on=today())
    with pytest.raises(Conflict, match="once the occupation proposal is agreed"):
        propose(group, GroupOfficialFactory(group=group).user)
    assert not WorkPlan.objects.exists()


def test_suggested_milestones_fall_on_working_days_before_the_standard_is_due():
    due_on, shown = suggestion(date(2026, 3, 2), None, date(2026, 3, 5))

    assert due_on == date(2026, 12, 2)
    assert [row["title"] for row in shown] == [title for title, _ in SUGGESTED]
    dates = [row["due_on"] for row in shown]
    assert dates == sorted(dates) and dates[-1] == due_on
    assert all(is_working_day(day) for day in dates)


# --- pages -----------------------------------------------------------------------------------------------------------
def typed(*milestones: tuple[str, date], **answers: str) -> dict[str, str]:
    data = {"milestones-TOTAL_FORMS": str(len(milestones)), "milestones-INITIAL_FORMS": "0"}
    for number, (title, day) in enumerate(milestones):
        data |= {f"milestones-{number}-title": title} | typed_date(f"milestones-{number}-due_on", day)
    return data | typed_date("standard_due_on", due()) | answers


def test_chair_proposes_and_product_manager_agrees_in_the_browser(client, group):
    client.force_login(chair(group))
    page = reverse("overview:work_plan_propose", args=[group.pk])
    assert SUGGESTED[0][0] in client.get(page).content.decode()
    response = client.post(page, typed((DRAFT, add_months(today(), 1)), (SUBMIT, due()), ("", due())))
    assert response.status_code == 422  # a date without its milestone
    response = client.post(page, typed((DRAFT, add_months(today(), 1)), (SUBMIT, due())))
    assert response.url == reverse("overview:work_plan", args=[group.pk])
    assert "waits for your product manager" in text_of(client.get(response.url))

    official, plan = Client(), group.work_plans.get()
    sign_in_official(official, manager(group))
    assert "Agree to the work plan or ask for changes" in text_of(work_page(official))
    answer = reverse("overview:work_plan_answer", args=[group.pk, plan.pk])
    assert official.post(answer, {"answer": "changes"}).status_code == 422
    assert official.post(answer, {"answer": "agree"}).status_code == 302
    assert official.post(answer, {"answer": "agree"}).status_code == 409
    assert "In force since" in text_of(client.get(reverse("overview:work_plan", args=[group.pk])))


def test_plan_is_proposed_just_as_it_was_suggested(client, group):
    due_on, shown = suggestion(today() - timedelta(days=5), None, today())
    client.force_login(chair(group))
    sent = typed(*((row["title"], row["due_on"]) for row in shown)) | typed_date("standard_due_on", due_on)
    response = client.post(reverse("overview:work_plan_propose", args=[group.pk]), sent)
    assert response.status_code == 302
    assert [(one.title, one.due_on) for one in group.work_plans.get().milestones.all()] == [
        (row["title"], row["due_on"]) for row in shown
    ]


def test_each_milestone_says_who_reaches_it_and_that_side_ticks_it(client, group):
    client.force_login(chair(group))
    sides = {"milestones-0-side": "rm", "milestones-2-side": "aam"}  # the last one has neither name nor day: dropped
    sent = typed((DRAFT, add_months(today(), 1)), (SUBMIT, due())) | {"milestones-TOTAL_FORMS": "3"} | sides
    assert client.post(reverse("overview:work_plan_propose", args=[group.pk]), sent).status_code == 302
    plan = group.work_plans.get()
    assert {row.title: row.side for row in plan.milestones.all()} == {DRAFT: "rm", SUBMIT: "chairs"}
    actions.agree(plan=plan, by=manager(group), now=timezone.now())
    assert f"{DRAFT} The route manager" in text_of(client.get(reverse("overview:work_plan", args=[group.pk])))
    shown = client.get(reverse("overview:work_plan_propose", args=[group.pk])).context["formset"]
    assert [form["side"].value() for form in shown] == ["rm", "chairs", "chairs"]

    official, milestone = Client(), plan.milestones.get(title=DRAFT)
    group.occupation.route = RouteFactory()
    group.occupation.save()
    user = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER)
    RouteOfficialFactory(route=group.occupation.route, user=user)
    sign_in_official(official, user)
    page = reverse("overview:milestone", args=[group.pk, milestone.pk])
    assert page in official.get(reverse("overview:work_plan", args=[group.pk])).content.decode()
    assert "The route manager is to reach it by" in text_of(official.get(page))
    assert official.post(page, typed_date("reached_on", today())).status_code == 302


def test_forged_agreement_by_the_side_that_proposed_is_refused(client, group):
    plan = propose(group, chair(group))
    client.force_login(chair(group))

    response = client.post(reverse("overview:work_plan_answer", args=[group.pk, plan.pk]), {"answer": "agree"})

    assert response.status_code == 409
    plan.refresh_from_db()
    assert plan.agreed_on is None


def test_another_groups_plan_and_milestone_are_unseen(client, group):
    other = MilestoneFactory(work_plan=WorkPlanFactory())
    client.force_login(chair(group))

    pages = [
        reverse("overview:work_plan_answer", args=[group.pk, other.work_plan.pk]),
        reverse("overview:milestone", args=[group.pk, other.pk]),
    ]
    assert [client.post(page, {"answer": "agree"}).status_code for page in pages] == [404, 404]


def test_adding_a_milestone_keeps_what_was_typed(client, group):
    client.force_login(chair(group))

    data = typed(("Odd title", due()), another="1")
    response = client.post(reverse("overview:work_plan_propose", args=[group.pk]), data)

    assert response.status_code == 200
    assert "Odd title" in response.content.decode()
    assert 'name="milestones-TOTAL_FORMS" value="2"' in response.content.decode()
    assert not WorkPlan.objects.exists()


@pytest.mark.parametrize(
    "milestones, message",
    [
        ([], "Enter at least one milestone"),
        ([(DRAFT, -1)], "The date must be today or in the future"),
        ([("Draft", 12), ("draft", 12)], "a name of its own"),
    ],
)
def test_plan_that_says_too_little_is_shown_again(client, group, milestones, message):
    client.force_login(chair(group))
    answers = typed(*[(title, add_months(today(), months)) for title, months in milestones])
    response = client.post(reverse("overview:work_plan_propose", args=[group.pk]), answers)

    assert response.status_code == 422
    assert message in text_of(response)


def test_milestone_is_ticked_with_its_day(client, group):
    plan = agree(propose(group, chair(group)), manager(group))
    milestone = plan.milestones.get(title=DRAFT)
    client.force_login(chair(group))
    page = reverse("overview:milestone", args=[group.pk, milestone.pk])

    assert client.post(page, typed_date("reached_on", today() + timedelta(days=1))).status_code == 422
    assert client.post(page, typed_date("reached_on", today())).status_code == 302

    milestone.refresh_from_db()
    assert milestone.reached_on == today()
    assert f"Milestone reached: {DRAFT}" in text_of(client.get(group.get_absolute_url()))


@pytest.mark.parametrize("plans", [1, 3])
def test_work_plan_page_query_count_does_not_grow(client, group, plans, django_assert_num_queries):
    for _ in range(plans):
        for plan in (
            WorkPlanFactory(group=group),
            WorkPlanFactory(
                group=group,
                agreed_on=None,
                ended_on=today(),
                ended_at=timezone.now(),
                ended_by=chair(group),
                ended_as="withdrawn",
            ),
        ):
            MilestoneFactory.create_batch(plans, work_plan=plan)
    propose(group, chair(group), reason="Later")
    client.force_login(chair(group))

    with django_assert_num_queries(11):
        response = client.get(reverse("overview:work_plan", args=[group.pk]))

    assert text_of(response).count("Withdrawn on") == min(plans, 5)


def test_blocker_of_the_work_plan_leads_to_its_page(client, group):
    client.force_login(chair(group))
    page = client.get(reverse("overview:work_plan", args=[group.pk])).content.decode()
    assert reverse("overview:work_plan_propose", args=[group.pk]) in page


def test_chairs_home_lists_the_plan_that_waits_for_the_group(client, group):
    client.force_login(chair(group))
    plan = propose(group, manager(group))
    answer = reverse("overview:work_plan_answer", args=[group.pk, plan.pk])
    assert f'href="{answer}"' in home_page(client).content.decode()

    agree(plan, chair(group))
    assert f'href="{answer}"' not in home_page(client).content.decode()


def test_chairs_home_leaves_out_the_plan_that_waits_for_the_regulator(client, group):
    client.force_login(chair(group))
    propose(group, chair(group))
    assert "proposed a work plan" not in text_of(client.get(reverse("home")))


def test_link_to_the_work_plan_shows_from_approval_on(client, group):
    new = GroupFactory()
    eligible = ChairAppointmentFactory(group=new, person=eligible_member(group=new).person)
    client.force_login(eligible.person.user)
    assert reverse("overview:work_plan", args=[new.pk]) not in client.get(new.get_absolute_url()).content.decode()

    client.force_login(chair(group))
    assert reverse("overview:work_plan", args=[group.pk]) in client.get(group.get_absolute_url()).content.decode()


def test_milestones_of_plans_are_kept_in_history(group):
    plan = agree(propose(group, chair(group)), manager(group))
    assert plan.history.count() == 2
    assert Milestone.history.filter(work_plan=plan).count() == 2
