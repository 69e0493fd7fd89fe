"""The page that previews a policy: form, progress, answer, filters, download."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from guidance.policies import policy_called
from oversight import actions
from oversight.models import PolicyPreview, PreviewPart
from portal import jobs
from tests.accounts.helpers import sign_in_official
from tests.factories import OfficialFactory
from tests.oversight.dossier import load
from tests.oversight.sample import ON, dossier

pytestmark = pytest.mark.django_db
PAGE, RUN, DOWNLOAD = (reverse(f"oversight:preview{name}") for name in ("", "_run", "_csv"))
OLD = "ifate-2023-11"
WHICH = {"policy": OLD, "on": ON.isoformat()}


@pytest.fixture
def official(client, monkeypatch):
    monkeypatch.setattr(jobs, "send", lambda task, arguments: None)
    user = OfficialFactory(official_role=OfficialRole.ROUTE_MANAGER, name="Rita Route")
    sign_in_official(client, user)
    return user


def losing(name="Losing group", **fields):
    """All its members are of one organisation, so under the earlier policy it is too small."""
    told = dossier(10, name=name, **fields)
    for row in told["memberships"]:
        row["organisation"] = "o01"
    return load(told).group


def found(official, count=1):
    for number in range(count):
        losing(f"Losing group {number}")
    load(dossier(10, name="Steady group"))
    return made(official)


def made(official):
    preview = actions.ask_preview(policy=policy_called(OLD), on=ON, by=official)
    for pk in actions.lease_parts(now=timezone.now()):
        actions.compare_part(pk)
    preview.refresh_from_db()
    return preview


def test_form_leads_to_the_preview_in_the_url(client, official):
    page = client.get(PAGE)
    assert "Skills England, June 2025" in page.content.decode()
    response = client.post(RUN, {"policy": OLD, "on-day": "1", "on-month": "3", "on-year": "2026"})
    assert response.url == f"{PAGE}?policy={OLD}&on=2026-03-01"
    assert PolicyPreview.objects.get().asked_by == official
    assert "Nothing would change for any group" in client.get(response.url).content.decode()  # there is none


@pytest.mark.parametrize(
    "sent, words",
    [
        ({}, "Select a policy"),
        ({"policy": "nonsense", "on": "2026-03-01"}, "Select policy to preview from the list"),
        ({"policy": OLD, "on": "2023-10-31"}, "Date must be 1 November 2023 or later"),
        ({"policy": OLD, "on": "9999-12-31"}, "Year must be between 1990 and "),
        ({"policy": OLD, "on": "2025-06-01"}, "This policy is in force on 1 June 2025"),
        ({"policy": OLD, "on": "2026-02-30"}, "Date must be a real date"),
    ],
)
def test_what_cannot_be_previewed_is_said(client, official, sent, words):
    for response in (client.post(RUN, sent), *([client.get(PAGE, sent)] if sent else [])):
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not PolicyPreview.objects.exists()


def test_a_preview_that_nobody_asked_for_can_be_asked_for(client, official):
    content = client.get(PAGE, WHICH).content.decode()
    assert "Nobody asked for this preview yet" in content
    assert client.post(RUN, WHICH).status_code == 302


def test_progress_looks_again_by_itself_until_told_not_to(client, official):
    losing()
    actions.ask_preview(policy=policy_called(OLD), on=ON, by=official)
    waiting = client.get(PAGE, WHICH)
    assert waiting["Refresh"] == "5"
    assert "Waiting for a free worker" in waiting.content.decode()
    PreviewPart.objects.update(done=1)
    stopped = client.get(PAGE, WHICH | {"refresh": "off"})
    assert "Refresh" not in stopped
    assert "1 of 1 group compared" in stopped.content.decode()
    assert client.get(DOWNLOAD, WHICH).url.startswith(PAGE)  # nothing to download yet
    assert "Being made" in client.get(PAGE).content.decode()


def test_answer_says_what_changes_in_words_and_numbers(client, official):
    found(official)
    response = client.get(PAGE, WHICH)
    content = " ".join(response.content.decode().split())
    assert "Refresh" not in response
    assert "<strong>1 of 2</strong> groups would change" in content
    assert "when Rita Route asked for it" in content
    assert "Losing group 0" in content
    assert "Steady group" not in content
    assert "Loses: Approval of the membership" in content
    assert "1 employer; 10 to 20 expected" in content
    assert "Small employers take part" in content  # what the policy asks besides
    assert "Reflects the regions of employers in the occupation: advised becomes expected" in content
    assert f'href="?policy={OLD}&amp;on=2026-03-01&amp;blocked=membership#groups"' in content
    assert f'href="?policy={OLD}&amp;on=2026-03-01&amp;unmet=group.size#groups"' in content
    assert "1 of 2" in client.get(PAGE).content.decode()


def test_run_again_makes_a_new_one(client, official):
    first = found(official)
    client.post(RUN, WHICH)
    assert PolicyPreview.objects.get() == first
    client.post(RUN, WHICH | {"again": "yes"})
    assert PolicyPreview.objects.filter(finished_at=None).count() == 1


@pytest.mark.parametrize(
    "chosen, count",
    [
        ({"q": "losing group 1"}, 1),
        ({"blocked": "any"}, 2),
        ({"blocked": "membership"}, 2),
        ({"ready": "any"}, 0),
        ({"unmet": "group.size"}, 2),
        ({"met": "group.size"}, 0),
        ({"risk": "any"}, 0),
        ({"risk": "watch-none"}, 0),
        ({"page": "nonsense"}, 2),
    ],
)
def test_filters(client, official, chosen, count):
    preview = found(official, 2)
    response = client.get(PAGE, WHICH | chosen)
    assert response.status_code == 200
    assert response.context["page"].paginator.count == count
    if not count:
        assert "No group that changes matches" in response.content.decode()
    preview.changes.update(risk_before="watch", risk_after="none")
    assert client.get(PAGE, WHICH | {"risk": "watch-none"}).context["page"].paginator.count == 2


def test_route_filter(client, official):
    preview = found(official)
    group = preview.changes.get().group
    other = WHICH | {"route": str(group.occupation.route_id or 0)}
    assert client.get(PAGE, other).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, official, count, django_assert_num_queries):
    found(official, count)
    with django_assert_num_queries(8):
        response = client.get(PAGE, WHICH)
    assert response.content.decode().count("1 employer; 10 to 20 expected") == count


@pytest.mark.parametrize("count", [1, 3])
def test_download_holds_the_same(client, official, count, django_assert_num_queries):
    found(official, count)
    with django_assert_num_queries(6):
        text = b"".join(client.get(DOWNLOAD, WHICH | {"blocked": "any"})).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    assert header[3:6] == ["Steps lost", "Steps gained", "No longer met"]
    assert [row[1] for row in rows] == [f"Losing group {number}" for number in range(count)]
    assert rows[0][3].startswith("Approval of the membership; Occupation proposal")
    assert rows[0][5] == "1 employer; 10 to 20 expected"


def test_dashboard_leads_here(client, official):
    assert f'href="{PAGE}"' in client.get(reverse("oversight:dashboard")).content.decode()


def test_members_of_a_group_see_nothing(client):
    assert client.get(PAGE).status_code == 302
