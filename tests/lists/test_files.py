"""Whatever is uploaded, the pages answer, and what is saved is saved whole.

`EXAMPLES=10000` tries as many files; a few are enough from day to day.
"""

import os
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from lists.models import MemberUpload
from lists.rules.columns import COLUMNS
from members.models import Invitation, Organisation
from portal.models import OutgoingMail
from tests.factories import InvitationFactory
from tests.lists.lists import HEADER, as_upload, csv_of, person, xlsx_of
from tests.members.helpers import led_group

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("EXAMPLES", "40"))
KEYS = [str(column.key) for column in COLUMNS]
ODD = [
    "",
    " ",
    "=1+1",
    "@SUM(A1)",
    "+44",
    "x" * 40_000,
    "zwei\nZeilen",
    "'",
    '"',
    "\u202eabc",
    "\x00",
    "٣",
    "🎉",
    "1e400",
    "-0",
]
CELL = st.one_of(st.sampled_from(ODD), st.text(max_size=20))
TITLE = st.one_of(st.sampled_from([*HEADER, *(name for column in COLUMNS for name in column.also)]), CELL)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]


@st.composite
def rows(draw) -> list[list[str]]:
    """Mostly sound rows under mostly sound headings, and some of anything."""
    header = list(HEADER) if draw(st.integers(0, 3)) else draw(st.lists(TITLE, max_size=20))
    lines: list[list[str]] = [[] for _ in range(draw(st.integers(0, 1)))] + [header]
    for number in range(draw(st.integers(0, 6))):
        row = [person(draw(st.integers(0, 8)) if draw(st.integers(0, 5)) == 0 else number).get(key, "") for key in KEYS]
        for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
            row[draw(st.integers(0, len(row) - 1))] = draw(CELL)
        lines.append(draw(st.sampled_from([row, row, row, row, [], [""] * 14, [*row, "stray"], row[:5]])))
    return lines


@st.composite
def files(draw) -> bytes:
    kind = draw(st.sampled_from(["csv", "csv", "csv", "xlsx", "xlsx", "bytes"]))
    if kind == "bytes":
        return draw(st.binary(max_size=400))
    lines = draw(rows())
    if kind == "csv":
        text = csv_of(lines, "utf-8", draw(st.sampled_from(",;\t"))).decode("utf-8", "replace")
        data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    else:
        data = xlsx_of([[ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in line] for line in lines])
    if draw(st.integers(0, 4)):
        return data
    part = draw(st.integers(0, 1_000))  # of a thousand: how long a workbook is depends on the time of the day
    return damaged(data, len(data) * part // 1_000, draw(st.binary(max_size=3)))


def damaged(data: bytes, place: int, by: bytes) -> bytes:
    return data[:place] + by + data[place + len(by) :] if by else data[:place]


@contextmanager
def undone():
    """What an example writes is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# a file that fails is small enough as it is; to make it smaller takes minutes
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=set(Phase) - {Phase.shrink})
@given(data=files())
def test_any_file_is_answered_and_saved_whole_or_not_at_all(client, data):
    with undone():
        group, lead = led_group()
        InvitationFactory(group=group, email="ann1@example.org", name="Ann Example 1")
        before = Invitation.objects.count(), Organisation.objects.count(), OutgoingMail.objects.count()
        client.force_login(lead)
        answer = client.post(reverse("lists:upload_begin", args=[group.pk]), as_upload(data, "list"))
        upload = MemberUpload.objects.first()

        assert (answer.status_code, upload is None) in {(302, False), (422, True)}
        assert saved() == before
        if upload is not None:
            assert client.get(upload.get_absolute_url()).status_code == 200
            confirmed = client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]))
            new = upload.counts.get("new", 0)
            assert confirmed.status_code == (409 if upload.counts.get("wrong") else 302)
            assert saved()[0] - before[0] == saved()[2] - before[2] == (0 if confirmed.status_code == 409 else new)
            assert confirmed.status_code == 302 or saved() == before


def saved() -> tuple[int, int, int]:
    return Invitation.objects.count(), Organisation.objects.count(), OutgoingMail.objects.count()
