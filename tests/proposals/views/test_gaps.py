"""A recommendation where nobody would decide is refused with the way out; what is sent to an empty seat is not lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from occupations.models import RouteOfficial
from portal.calendar import today
from portal.exceptions import Conflict
from portal.models import OutgoingMail
from proposals.actions import reviewing
from proposals.enums import DecisionOutcome
from tests.accounts.helpers import sign_in_official
from tests.factories import OfficialFactory, VersionFactory
from tests.groups.led import led_group, manager, route

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    group = led_group()
    return VersionFactory(submission__group=group, submission__submitted_on=today(), frozen=True).submission


def recommend(submission):
    return reviewing.recommend(
        submission=submission,
        outcome=DecisionOutcome.AGREED,
        reasons="Fine",
        by=manager(submission.group),
        now=timezone.now(),
    )


@pytest.mark.parametrize("gap", ["ended", "closed", "other role", "no route"])
def test_recommendation_into_a_gap_is_refused_with_the_way_out(client, submission, gap):
    group, official = submission.group, route(submission.group)
    if gap == "ended":
        RouteOfficial.objects.update(ended_on=timezone.localdate())
    elif gap == "closed":
        official.is_active = False
    elif gap == "other role":
        official.official_role = OfficialRole.ASSURANCE_MANAGER
    else:
        group.occupation.route = None
        group.occupation.save()
    official.save()
    with pytest.raises(Conflict, match="obody would decide"):
        recommend(submission)

    sign_in_official(client, manager(group))
    response = client.get(reverse("proposals:recommend", args=[group.pk, submission.pk]))
    assert response.status_code == 409
    page = response.content.decode()
    assert "An administrator" in page
    way_out = reverse("officials:allocation") if gap == "no route" else group.occupation.route.get_officials_url()
    assert way_out in page
    assert client.get(way_out).status_code == 200  # and the reader may open it


def test_recommendation_reaches_whoever_decides(submission):
    recommend(submission)
    assert OutgoingMail.objects.get(kind="proposals.recommended").to == route(submission.group).email


def test_comment_of_a_group_without_a_product_manager_reaches_who_can_appoint_one(submission):
    group = submission.group
    group.officials.get().delete()
    chair = group.chairs.get().person
    reviewing.comment(submission=submission, section="", text="Is there anybody?", by=chair.user, now=timezone.now())
    assert OutgoingMail.objects.get(kind="proposals.commented").to == route(group).email
    RouteOfficial.objects.update(ended_on=timezone.localdate())
    administrator = OfficialFactory(official_role=OfficialRole.ADMINISTRATOR)
    reviewing.comment(submission=submission, section="", text="Or now?", by=chair.user, now=timezone.now())
    assert OutgoingMail.objects.filter(kind="proposals.commented", to=administrator.email).count() == 1


@pytest.mark.parametrize("is_recommended", [False, True])
def test_page_says_that_nobody_is_there_for_the_next_step(client, submission, is_recommended):
    group = submission.group
    if is_recommended:
        recommend(submission)
    role = "route manager" if is_recommended else "product manager"
    client.force_login(group.chairs.get().person.user)
    pages = [submission.get_absolute_url(), reverse("proposals:list", args=[group.pk])]
    words = f"Nobody is allocated as {role} at the moment"
    assert all(words not in client.get(page).content.decode() for page in pages)
    (RouteOfficial.objects if is_recommended else group.officials).all().delete()
    assert all(words in client.get(page).content.decode() for page in pages)
