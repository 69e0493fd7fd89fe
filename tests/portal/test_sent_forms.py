"""A form that is sent twice is saved once, whatever the view: the middleware and the tag that every template has."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from accounts.actions import sign_in_by_link
from accounts.models import User
from portal import mail, tasks
from portal.exceptions import Conflict
from portal.form_tokens import FIELD, new_token
from portal.models import OutgoingMail, SentForm
from tests.accounts.helpers import make_user
from tests.races import in_two_connections

ROUNDS = 20
PAGE = "{% for number in '12' %}<form>{% csrf_token %}</form>{% endfor %}"


# --- views that do what views do -------------------------------------------------------------------------------------
@login_not_required
def save(request):
    """Shows two forms; what is sent writes a mail and leads to it."""
    if request.method != "POST":
        return HttpResponse(engines["django"].from_string(PAGE).render({}, request))
    made = mail.queue(to="a@example.org", subject=request.POST.get("word", ""), text="Hello", kind="test.sent")
    return redirect(f"/made/{made.pk}/")


@login_not_required
def made(request, pk):
    return render(request, "pages/help.html")


@login_not_required
def refuse(request):
    """As an invalid form does, after an action that keeps what was typed so far."""
    save(request)
    return HttpResponse(status=422)


@login_not_required
def fail(request):
    save(request)
    raise {"conflict": Conflict("Too late"), "gone": Http404(), "error": ValueError()}[request.POST["how"]]


@login_not_required
def sign_in(request):
    sign_in_by_link(request, user=User.objects.get())
    return save(request)


urlpatterns = [
    path("save/", save),
    path("save/other/", save),
    path("made/<int:pk>/", made),
    path("refuse/", refuse),
    path("fail/", fail),
    path("sign-in/", sign_in),
    path("", include("portal.urls")),
]
handler404, handler500 = "portal.errors.missing_page", "portal.errors.server_error"


@pytest.fixture(autouse=True)
def pages(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def user(db) -> User:
    return make_user("ada@example.org")


def sent(client: Client, address: str = "/save/", **answers: str) -> HttpResponse:
    return client.post(address, {FIELD: TOKEN, **answers})


def mails() -> int:
    return OutgoingMail.objects.count()


TOKEN = new_token()


# --- the token -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_every_form_of_a_page_has_a_token_of_its_own_and_nothing_is_written_for_it(client):
    shown = [BeautifulSoup(client.get("/save/").content, "html.parser") for _ in range(2)]
    tokens = [field["value"] for page in shown for field in page.select(f"form input[name={FIELD}]")]

    assert len(tokens) == len(set(tokens)) == 4
    assert not SentForm.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "short", "x" * 65, "x" * 20 + "\0", "ﷺ" * 20, "\ud7ff" * 20])
def test_a_form_without_a_token_of_ours_is_saved_as_it_is(client, token):
    for _ in range(2):
        assert client.post("/save/", {FIELD: token}).status_code == 302
    assert (mails(), SentForm.objects.count()) == (2, 0)


# --- sent twice ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_form_sent_twice_is_saved_once_and_leads_to_the_first_result(client):
    first = sent(client, word="one")
    second = client.post("/save/", {FIELD: TOKEN, "word": "one"}, follow=True)

    assert (second.redirect_chain, mails()) == ([(first.url, 302)], 1)
    assert "You sent this form twice. It is saved once." in second.content.decode()


@pytest.mark.django_db
def test_what_was_changed_since_is_not_saved_and_the_page_says_so(client):
    first = sent(client, word="one")
    second = client.post("/save/", {FIELD: TOKEN, "word": "two"}, follow=True)

    assert (second.redirect_chain, mails()) == ([(first.url, 302)], 1)
    assert "What you changed in it since then is not saved." in second.content.decode()


@pytest.mark.django_db
def test_a_token_counts_for_its_address_and_its_person(client, user):
    signed_in = Client()
    signed_in.force_login(user)
    results = [sent(client).url, sent(client, "/save/other/").url, sent(signed_in).url]

    assert len(set(results)) == mails() == 3
    assert [sent(client).url, sent(client, "/save/other/").url, sent(signed_in).url] == results


@pytest.mark.django_db
def test_files_count_as_what_was_typed_and_are_left_to_the_view(client):
    for content in (b"one", b"one", b"two"):
        first = client.post("/save/", {FIELD: TOKEN, "file": SimpleUploadedFile("a.txt", content)})
    response = client.get(first.url)

    assert mails() == 1
    assert "It is saved once." in response.content.decode()
    assert "What you changed in it since then is not saved." in response.content.decode()


# --- what uses nothing up --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_refused_form_uses_nothing_up_and_keeps_what_its_view_wrote(client):
    for times in (1, 2):
        assert (sent(client, "/refuse/").status_code, mails()) == (422, times)
    assert not SentForm.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("how", "status"), [("conflict", 409), ("gone", 404), ("error", 500)])
def test_an_error_takes_back_what_was_done_and_uses_nothing_up(how, status):
    client = Client(raise_request_exception=False)
    for _ in range(2):
        assert (sent(client, "/fail/", how=how).status_code, mails()) == (status, 0)
    assert not SentForm.objects.exists()


@pytest.mark.django_db
def test_who_is_signed_in_by_a_form_is_so_by_the_second_sending_too(user):
    for _ in range(2):
        client = Client()
        assert sent(client, "/sign-in/").status_code == 302
        assert client.get("/home/").status_code == 200
    assert not SentForm.objects.exists()


# --- at the same moment ----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_sent_in_two_workers_at_once_it_is_saved_once():
    for number in range(ROUNDS):
        token = new_token()
        answers = in_two_connections(*[lambda token=token: Client().post("/save/", {FIELD: token}).url] * 2)
        assert len(set(answers)) == 1, answers
        assert mails() == SentForm.objects.count() == number + 1


@pytest.mark.django_db(transaction=True)
def test_without_the_token_two_workers_save_twice():
    """What the test above would see without the cure."""
    answers = in_two_connections(*[lambda: Client().post("/save/").url] * 2)
    assert len(set(answers)) == mails() == 2


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_the_first_gets_a_page_that_says_so(client):

    def impatiently():
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '100ms'")
        return sent(Client())

    with transaction.atomic():
        sent(client)  # for all others it is not finished
        [second] = in_two_connections(impatiently)
    assert second.status_code == 409
    assert "We are still saving this" in second.content.decode()
    assert mails() == 1


# --- afterwards ------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_tokens_are_dropped_after_a_week(client):
    sent(client)
    tasks.forget_sent_forms()
    assert SentForm.objects.count() == 1
    SentForm.objects.update(sent_at=timezone.now() - timedelta(days=7, minutes=1))
    tasks.forget_sent_forms()
    assert not SentForm.objects.exists()
