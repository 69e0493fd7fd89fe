"""Submitting the membership and deciding it: the gate, the order of things, and races."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.enums import Outcome
from groups.models import Group, MembershipSubmission
from guidance.vocabulary import Approval
from members.actions import approval as actions
from members.models import Membership
from portal.exceptions import Conflict, NotReady
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.factories import MembershipFactory
from tests.groups.helpers import chair_of, ready_group
from tests.races import DONE, REFUSED, abreast

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return ready_group()


@pytest.fixture
def chair(client, group):
    user = chair_of(group).person.user
    client.force_login(user)
    return user


def page_of(client, name, group):
    return client.get(reverse(f"overview:{name}", args=[group.pk]))


def test_ready_group_submits_and_its_product_manager_hears(client, group, chair):
    assert "Submit the membership" in page_of(client, "check", group).content.decode()

    response = client.post(reverse("overview:submit", args=[group.pk]))

    assert response.url == reverse("overview:submitted", args=[group.pk])
    submission = MembershipSubmission.objects.get()
    assert (submission.group, submission.submitted_by, submission.decided_at) == (group, chair, None)
    assert set(Membership.objects.values_list("approval", flat=True)) == {Approval.SUBMITTED}
    mail = OutgoingMail.objects.get(kind="groups.membership_submitted")
    assert mail.to == group.officials.get().user.email


def test_blockers_are_listed_with_link_and_guidance(client, group, chair):
    group.charges_fee = None
    group.save()
    MembershipFactory(group=group, person__name="Nobody Yet")

    response = client.post(reverse("overview:submit", args=[group.pk]))

    page = response.content.decode()
    assert response.status_code == 422
    assert f"{reverse('overview:running', args=[group.pk])}#id_charges_fee" in page
    assert "not have an admission or membership fee" in page  # the sentence of guidance
    assert "Nobody Yet" in page  # whom the finding is about
    assert not MembershipSubmission.objects.exists()


def test_submitting_twice_does_once_and_says_so(client, group, chair):
    client.post(reverse("overview:submit", args=[group.pk]))
    response = client.post(reverse("overview:submit", args=[group.pk]))

    assert response.status_code == 409
    assert chair.name in response.content.decode()
    assert MembershipSubmission.objects.count() == 1


def test_answers_cannot_change_while_submitted(client, group, chair):
    form = page_of(client, "running", group).context["form"]
    client.post(reverse("overview:submit", args=[group.pk]))
    answers = {"charges_fee": "True", "capacity": "True", "drafting": "True", "apprenticeship_count": "1"}

    response = client.post(reverse("overview:running", args=[group.pk]), answers | {"seen": form.initial["seen"]})

    assert response.status_code == 409
    group.refresh_from_db()
    assert group.charges_fee is False


def test_product_manager_approves(client, group, chair):
    client.post(reverse("overview:submit", args=[group.pk]))
    manager = group.officials.get().user
    sign_in_official(client, manager)

    client.post(reverse("overview:decide", args=[group.pk]), {"outcome": "approved", "reasons": "Good work"})

    group.refresh_from_db()
    assert group.membership_approved_on == timezone.localdate()
    assert set(Membership.objects.values_list("approval", flat=True)) == {Approval.APPROVED}
    assert OutgoingMail.objects.get(kind="groups.membership_approved").to == chair.email
    assert group.history.first().history_user == manager


def test_product_manager_returns_with_reasons_that_the_chair_reads(client, group, chair):
    client.post(reverse("overview:submit", args=[group.pk]))
    sign_in_official(client, group.officials.get().user)
    page = reverse("overview:decide", args=[group.pk])
    assert client.post(page, {"outcome": "returned"}).status_code == 422

    client.post(page, {"outcome": "returned", "reasons": "Add an employer from the South West"})

    client.force_login(chair)
    assert "Add an employer from the South West" in page_of(client, "tasks", group).content.decode()
    assert set(Membership.objects.values_list("approval", flat=True)) == {Approval.DRAFT}
    assert client.post(reverse("overview:submit", args=[group.pk])).status_code == 302  # and can submit again


def test_approval_is_refused_while_a_rule_is_not_met(client, group, chair):
    client.post(reverse("overview:submit", args=[group.pk]))
    Membership.objects.filter(group=group).first().consents.all().delete()
    sign_in_official(client, group.officials.get().user)

    response = client.post(reverse("overview:decide", args=[group.pk]), {"outcome": "approved", "reasons": "Fine"})

    assert response.status_code == 422
    assert "cannot be approved" in response.content.decode() and "Fine" in response.content.decode()
    assert Group.objects.get().membership_approved_on is None


def test_nothing_to_decide_is_a_conflict(client, group):
    sign_in_official(client, group.officials.get().user)

    assert client.get(reverse("overview:decide", args=[group.pk])).status_code == 409


def test_actions_refuse_what_is_out_of_order(group):
    by, now = group.officials.get().user, timezone.now()
    with pytest.raises(Conflict):
        actions.approve(group=group, reasons="", by=by, now=now)
    group.charges_fee = True
    group.save()
    with pytest.raises(NotReady):
        actions.submit(group=group, by=by, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_officials_decide_at_once_and_one_wins():
    group = ready_group()
    by, now = group.officials.get().user, timezone.now()
    actions.submit(group=group, by=by, now=now)

    def deciding(act):
        return lambda: act(group=group, reasons="As discussed", by=by, now=now)

    outcomes = abreast(deciding(actions.approve), deciding(actions.return_))

    assert sorted(outcomes) == [DONE, REFUSED]
    assert MembershipSubmission.objects.get().outcome in Outcome.values
    told = OutgoingMail.objects.filter(kind__in=["groups.membership_approved", "groups.membership_returned"])
    assert told.values("kind").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_submits_at_once_make_one_submission():
    group = ready_group()
    by, now = chair_of(group).person.user, timezone.now()

    outcomes = abreast(*[lambda: actions.submit(group=group, by=by, now=now)] * 8)

    assert sorted(outcomes) == [DONE] + [REFUSED] * 7
    assert MembershipSubmission.objects.count() == 1
