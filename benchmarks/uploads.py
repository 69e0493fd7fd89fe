"""A list of members from a spreadsheet: how long until its preview is shown, and until all are invited.

A long list is written by a worker: the person waits for `confirm_s`, the invitations for `worker_s`.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from lists.models import MemberUpload
from lists.tasks import confirm_uploads
from members.models import Invitation
from tests.lists.lists import as_upload, csv_of, person, table, xlsx_of
from tests.members.helpers import led_group

WRITERS = {"csv": csv_of, "xlsx": xlsx_of}


def run(sizes: list[int]) -> list[dict[str, object]]:
    settings.ALLOWED_HOSTS = ["testserver"]
    _measure(10, "xlsx")  # whatever is loaded once
    return [_measure(size, kind) for size in sizes for kind in WRITERS]


def _measure(rows: int, kind: str) -> dict[str, object]:
    """In a group of its own; the preview is the upload and the page after it."""
    group, lead = led_group()
    client = Client()
    client.force_login(lead)
    people = [person(n, email=f"p{n}.{group.pk}@example.org") for n in range(rows)]
    data = WRITERS[kind](table(*people))
    address = reverse("lists:upload_begin", args=[group.pk])
    preview_s, page = _timed(lambda: client.post(address, as_upload(data, f"list.{kind}"), follow=True))
    assert f"we invite {rows} people" in page.content.decode()
    upload = MemberUpload.objects.get(group=group)
    confirm = reverse("lists:upload_confirm", args=[group.pk, upload.pk])
    confirm_s, _ = _timed(lambda: client.post(confirm, follow=True))
    write_s, _ = _timed(confirm_uploads)
    assert Invitation.objects.filter(group=group).count() == rows
    taken = {"preview_s": preview_s, "confirm_s": confirm_s, "worker_s": write_s}
    return {"rows": rows, "kind": kind, **{name: round(seconds, 2) for name, seconds in taken.items()}}


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer
