"""What is stored of every group, brought up to date, as a worker does after each change."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from oversight.actions import keep_general_duties, sweep
from portal.calendar import today


def answered() -> None:
    """Every group, and what is due of none, as of today."""
    Group.objects.update(changed_at=timezone.now())
    sweep(list(Group.objects.values_list("pk", flat=True)), on=today())
    keep_general_duties(on=today())


def home_page(client: Client) -> HttpResponse:
    """The first page of somebody who is no official, with what is due by now."""
    answered()
    return client.get(reverse("home"))


def work_page(client: Client) -> HttpResponse:
    """The list of an official, with what is due by now."""
    answered()
    return client.get(reverse("duties:work"))
