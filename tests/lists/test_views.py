"""The pages of an uploaded list, and the list to download."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lists.actions import confirming
from lists.models import MemberUpload
from lists.rules.tables import MOST_BYTES
from lists.tasks import confirm_uploads
from members.models import Invitation
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, PersonFactory, eligible_member
from tests.lists.lists import HEADER, as_upload, csv_of, person, table, xlsx_of
from tests.members.helpers import led_group, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(client):
    group, lead = led_group()
    client.force_login(lead)
    return group


def begin(group):
    return reverse("lists:upload_begin", args=[group.pk])


def sent(client, group, *people, name="members.csv"):
    """Upload these people; the page that follows."""
    return client.post(begin(group), as_upload(csv_of(table(*people)), name), follow=True)


def test_list_is_shown_row_by_row_and_invites_once_confirmed(client, group):
    page = sent(client, group, person(1), name="../our “members”.CSV")
    assert "our members.csv, uploaded by" in text_of(page)
    assert "Nothing is saved yet. When you confirm, we invite 1 person by email." in text_of(page)
    assert not Invitation.objects.exists()

    upload = MemberUpload.objects.get()
    done = client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]), follow=True)
    assert "1 person invited: we send each the link by email." in text_of(done)
    again = client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]), follow=True)
    assert "What became of the list" in text_of(again) and Invitation.objects.count() == 1


def test_wrong_rows_say_column_and_reason_and_keep_the_button_away(client, group):
    page = sent(client, group, person(1), person(2, region="Wessex"))
    text = text_of(page)
    assert "1 row is wrong, so nothing can be saved" in text
    assert "Head office (region or postcode): “Wessex” is not a region or a postcode" in text
    assert "Confirm and send" not in text
    upload = MemberUpload.objects.get()
    refused = client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]))
    assert refused.status_code == 409 and not Invitation.objects.exists()


def test_rows_are_paged_and_narrowed_by_outcome(client, group):
    sent(client, group, *(person(n) for n in range(60)), person(61, email="x"))
    upload = MemberUpload.objects.get()
    assert "ann49@example.org" in text_of(client.get(upload.get_absolute_url()))
    assert "ann50@example.org" not in text_of(client.get(upload.get_absolute_url()))
    wrong = text_of(client.get(f"{upload.get_absolute_url()}?outcome=wrong"))
    assert "New (60)" in wrong and "Ann Example 61" in wrong and "ann1@example.org" not in wrong
    assert "ann59@example.org" in text_of(client.get(f"{upload.get_absolute_url()}?outcome=nonsense&page=2"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_list_takes_the_same_statements(client, group, rows, django_assert_num_queries):
    sent(client, group, *(person(n) for n in range(rows)))
    upload = MemberUpload.objects.get()
    client.get(upload.get_absolute_url())
    with django_assert_num_queries(6):  # session, user, group, upload, count and rows
        page = client.get(upload.get_absolute_url())
    assert f"New ({rows})" in text_of(page)


def test_everybody_there_already_leaves_nothing_to_confirm(client, group):
    invitation = InvitationFactory(group=group)
    told = {"email": invitation.email, "name": invitation.name, "job_title": invitation.job_title}
    page = text_of(sent(client, group, {**told, "organisation": invitation.organisation.name}))
    assert "Everybody on the list is there already" in page and "Confirm" not in page


def test_people_who_came_meanwhile_are_shown_again_first(client, group):
    sent(client, group, person(1))
    upload = MemberUpload.objects.get()
    InvitationFactory(group=group, email="ann1@example.org")
    page = client.post(reverse("lists:upload_confirm", args=[group.pk, upload.pk]), follow=True)
    assert "have changed since you uploaded the list. Nothing was saved yet" in text_of(page)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The selected file is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (b"x" * (MOST_BYTES + 1), "must be smaller than 5 MB"),
        (xlsx_of([["Full name"], ["=1+1"]]), "The cells A2 hold formulas"),
        (csv_of([["Email address"], ["a@example.org"]]), "The list lacks the column “Full name”"),
    ],
    ids=["empty", "pdf", "large", "formula", "columns"],
)
def test_files_that_cannot_be_read_are_refused_beside_the_field(client, group, data, words):
    response = client.post(begin(group), as_upload(data, "members.xlsx"))
    assert response.status_code == 422 and words in text_of(response)
    assert 'href="#id_list"' in response.content.decode()
    assert not MemberUpload.objects.exists()


def test_no_file_says_so(client, group):
    response = client.post(begin(group), {})
    assert response.status_code == 422 and "Select the file with the list" in text_of(response)


def test_huge_file_is_refused_by_its_size_alone(client, group, monkeypatch):
    monkeypatch.setattr("lists.forms.uploading.read_members", lambda content: pytest.fail("it was read"))
    response = client.post(begin(group), as_upload(bytes(100 * 1024 * 1024), "members.xlsx"))
    assert response.status_code == 422 and "must be smaller than 5 MB" in text_of(response)


def test_discard_removes_the_list(client, group):
    sent(client, group, person(1))
    upload = MemberUpload.objects.get()
    assert "members.csv" in text_of(client.get(begin(group)))  # it waits there
    page = client.post(reverse("lists:upload_discard", args=[group.pk, upload.pk]), follow=True)
    assert "The list is removed" in text_of(page) and not MemberUpload.objects.exists()


def test_lists_of_other_groups_are_not_found(client, group):
    other, lead = led_group()
    upload = MemberUpload.objects.create(group=other, name="members.csv", uploaded_by=lead)
    assert client.get(reverse("lists:upload", args=[group.pk, upload.pk])).status_code == 404
    for page in ("upload_confirm", "upload_discard"):
        assert client.post(reverse(f"lists:{page}", args=[group.pk, upload.pk])).status_code == 404
        assert client.post(reverse(f"lists:{page}", args=[other.pk, upload.pk])).status_code == 404


def test_templates_hold_the_headings_and_what_may_stand_below_them(client, group):
    plain = client.get(reverse("lists:upload_template", args=[group.pk, "csv"]))
    assert next(csv.reader(io.StringIO(plain.getvalue().decode("utf-8-sig")))) == HEADER
    book = load_workbook(io.BytesIO(client.get(reverse("lists:upload_template", args=[group.pk, "xlsx"])).content))
    assert [cell.value for cell in book["Members"][1]] == HEADER
    assert book["Allowed values"]["D4"].value == "Employer member"
    assert client.get(reverse("lists:upload_template", args=[group.pk, "ods"])).status_code == 404


def test_download_is_a_list_that_changes_nothing_when_it_is_uploaded(client, group):
    eligible_member(group=group, person=PersonFactory(name="=Ann", phone="+44 20 7946 0000"))
    MembershipFactory(group=group, adviser=True)
    MembershipFactory(group=group, facilitator=True, organisation=OrganisationFactory(division="25"))
    InvitationFactory(group=group)
    downloaded = client.get(reverse("lists:download", args=[group.pk])).getvalue()

    client.post(begin(group), as_upload(downloaded))
    assert MemberUpload.objects.get().counts == {"there": 4}


def test_another_employer_of_a_member_is_asked_about(client, group):
    member = MembershipFactory(group=group, organisation__name="Sample Works")
    row = {"email": member.person.email, "name": member.person.name, "job_title": "Owner", "organisation": "New Works"}
    page = sent(client, group, row)
    assert f"“Sample Works” becomes “New Works” for {member.person.name}. What has happened?" in text_of(page)

    address = reverse("lists:upload_confirm", args=[group.pk, MemberUpload.objects.get().pk])
    refused = client.post(address)
    assert refused.status_code == 422
    assert "Say what has happened between Sample Works and New Works" in text_of(refused)
    [name] = page.context["form"].fields
    done = client.post(address, {name: "new_job"}, follow=True)
    assert "1 person asked by email about the new employer." in text_of(done)
    assert "1 asked about a new employer" in text_of(done)


def test_a_long_list_shows_how_far_it_is_and_what_came_of_it(client, group, monkeypatch):
    monkeypatch.setattr(confirming, "AT_ONCE", 0)
    sent(client, group, person(1))
    upload = MemberUpload.objects.get()
    address = reverse("lists:upload_confirm", args=[group.pk, upload.pk])
    running = client.post(address, follow=True)
    assert "The list is being saved" in text_of(running) and "Waiting for its turn" in text_of(running)
    assert running["Refresh"] == "5"
    assert "Refresh" not in client.get(f"{upload.get_absolute_url()}?refresh=off")
    assert "it is being saved now" in text_of(client.get(begin(group)))
    assert "The list is being saved" in text_of(client.post(address, follow=True))  # a second click

    MemberUpload.objects.update(begun_at=None, begun_by=None, failure="Something went wrong.")
    assert "Nothing was saved. Something went wrong." in text_of(client.get(upload.get_absolute_url()))
    client.post(address)
    confirm_uploads()
    assert "1 invited, 0 changed" in text_of(client.get(upload.get_absolute_url()))


def test_a_file_with_a_long_name_is_kept_under_a_shorter_one_with_its_ending(client, group):
    for data, ending in ((csv_of(table(person(1))), ".csv"), (xlsx_of(table(person(1))), ".xlsx")):
        assert client.post(begin(group), as_upload(data, f"{'n' * 200}{ending}")).status_code == 302
        name = MemberUpload.objects.order_by("pk").last().name
        assert (name[-len(ending) :], len(name), set(name.removesuffix(ending))) == (ending, 100, {"n"})
