"""What comes next for a submission with the regulator: by when, since when it is overdue, how much longer it takes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duties.models import Extension
from portal.calendar import add_working_days, today
from tests.accounts.helpers import sign_in_official
from tests.factories import GroupOfficialFactory, SubmissionFactory
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


def page_of(client, submission):
    return text_of(client.get(reverse("proposals:detail", args=[submission.group_id, submission.pk])))


@pytest.fixture
def submission(client):
    lead = GroupOfficialFactory()
    sign_in_official(client, lead.user)
    return SubmissionFactory(group=lead.group, submitted_on=today())


def test_in_time(client, submission):
    due_on = add_working_days(today(), 5)
    text = page_of(client, submission)
    assert f"The product manager comments by {due_on:%-d %B %Y}, or says that it takes longer." in text
    assert f"{due_on:%-d %B %Y}" in text_of(client.get(reverse("proposals:list", args=[submission.group_id])))


def test_overdue_in_working_days(client, submission):
    submission.submitted_on = today() - timedelta(days=21)
    submission.save()
    assert "and are overdue by" in page_of(client, submission)


def test_takes_longer(client, submission):
    first, until = add_working_days(today(), 5), add_working_days(today(), 9)
    Extension.objects.create(
        group=submission.group,
        code="document.review",
        subject=f"submission/{submission.pk}",
        advised_on=today(),
        advised_at=timezone.now(),
        until=until,
        reason="A colleague is ill",
    )
    text = page_of(client, submission)
    assert f"comments by {until:%-d %B %Y}: it takes longer than {first:%-d %B %Y}." in text
