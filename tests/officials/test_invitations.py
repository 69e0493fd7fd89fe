"""Officials come in by invitation: the command, the link, and the whole first sign-in."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts import emails
from accounts.actions import has_signed_in
from accounts.enums import OfficialRole
from accounts.models import User
from occupations.models import Route, RouteOfficial
from officials.actions import invitations
from officials.actions.accounts import NotAllowed, set_active, set_official_role
from portal.calendar import today
from portal.exceptions import Conflict
from portal.links import read
from portal.models import OutgoingMail
from tests.accounts.helpers import PASSWORD, make_official, make_user, totp_code
from tests.factories import MembershipFactory, PersonFactory
from tests.races import DONE, abreast

pytestmark = pytest.mark.django_db
ADMINISTRATOR = OfficialRole.ADMINISTRATOR


def command(*arguments):
    out = io.StringIO()
    call_command("add_official", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as error:
        command(*arguments)
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    return str(error.value)


def invite(role=OfficialRole.ROUTE_MANAGER, email="rita.route@example.org", by=None, **more):
    more = {"name": "Rita Route", "reason": "Joined", "now": timezone.now(), **more}
    return invitations.invite(email=email, role=role, by=by, **more)


def link_in(text):
    """Of whom, and with which nonce; the link itself also says when it was signed."""
    token = re.search(r"https?://[^/\s]+/account/invitation/([^/\s]+)/", text).group(1)
    return read(emails.PURPOSE, token)


def link_of(user):
    return user.invitation.pk, user.invitation.nonce


# --- the command -----------------------------------------------------------------------------------------------------
def test_first_administrator_is_made_and_the_link_printed():
    printed = command("Ada.Admin@example.org", "--role", "administrator", "--name", "Ada Admin")
    user = User.objects.get(email="ada.admin@example.org")
    assert (user.name, user.is_administrator, user.is_staff, user.is_superuser) == ("Ada Admin", True, True, False)
    assert not has_signed_in(user)
    assert link_in(printed) == link_of(user)
    assert not OutgoingMail.objects.exists()  # the mail server may not be there yet


def test_second_administrator_needs_a_reason_and_the_first_hears():
    make_official("first@example.org", ADMINISTRATOR)
    assert "first@example.org is an administrator already" in refused("b@example.org", "--role", "administrator")
    assert not User.objects.filter(email="b@example.org").exists()
    command("b@example.org", "--role", "administrator", "--reason", "The first one left")
    assert User.objects.get(email="b@example.org").history.latest().history_change_reason == "The first one left"
    told = OutgoingMail.objects.get(to="first@example.org")
    assert "b@example.org" in told.text and "The first one left" in told.text


def test_closed_administrator_does_not_stand_in_the_way():
    make_official("first@example.org", ADMINISTRATOR, is_active=False)
    command("b@example.org", "--role", "administrator")


def test_others_are_invited_by_mail_with_their_routes():
    first, second = Route.objects.all()[:2]
    printed = command(
        *("rita.route@example.org", "--role", "route_manager"), *("--route", first.slug, "--route", second.slug)
    )
    user = User.objects.get(email="rita.route@example.org")
    assert user.name == "Rita Route"
    assert "/account/invitation/" not in printed
    mail = OutgoingMail.objects.get(to=user.email, kind="accounts.official_invitation")
    assert link_in(mail.text) == link_of(user)
    given = RouteOfficial.objects.filter(user=user)
    assert {(one.route, one.started_on, one.ended_on) for one in given} == {(r, today(), None) for r in (first, second)}


def test_a_second_run_gives_the_routes_that_are_missing():
    first, second = Route.objects.all()[:2]
    user = make_official("rita.route@example.org", OfficialRole.ROUTE_MANAGER)
    command(user.email, "--role", "route_manager", "--route", first.slug)
    command(user.email, "--role", "route_manager", "--route", first.slug, "--route", second.slug)
    assert RouteOfficial.objects.filter(user=user).count() == 2
    assert "is route manager already" in refused(user.email, "--role", "route_manager", "--route", first.slug)


def test_a_link_that_ran_out_is_made_anew_by_the_same_command():
    before = link_in(command("ada.admin@example.org", "--role", "administrator"))
    assert link_in(command("ada.admin@example.org", "--role", "administrator")) != before


def test_administrator_who_lost_everything_is_let_in_anew():
    user = make_official("ada.admin@example.org", ADMINISTRATOR)
    assert "is administrator already" in refused(user.email, "--role", "administrator")
    printed = command(user.email, "--role", "administrator", "--reason", "Lost telephone and password")
    user.refresh_from_db()
    assert not has_signed_in(user)
    assert link_in(printed) == link_of(user)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense", "--role", "route_manager"], "'nonsense' is not an email address"),
        (["a@example.org", "--role", "emperor"], "'emperor' is none of product_manager"),
        (["a@example.org", "--role", "route_manager", "--route", "moon"], "'moon' is none of agriculture"),
        (["a@example.org", "--role", "administrator", "--route", "digital"], "looks after no route"),
        (["a@example.org", "--role", "route_manager", "--name", "x" * 201], "over 200 characters"),
    ],
)
def test_what_is_wrong_is_one_line_and_exit_2(arguments, words):
    assert words in refused(*arguments)
    assert not User.objects.exists()


def test_another_role_and_a_member_are_refused():
    make_official("otto@example.org")
    assert "is an official already" in refused("otto@example.org", "--role", "route_manager")
    member = make_user("member@example.org")
    MembershipFactory(person=PersonFactory(user=member))
    assert "serves on a group" in refused("member@example.org", "--role", "route_manager")


def test_createsuperuser_points_to_it():
    with pytest.raises(CommandError, match="add_official"):
        call_command("createsuperuser")


# --- the link --------------------------------------------------------------------------------------------------------
def test_first_sign_in_asks_for_each_thing_once(client):
    user = invite()
    page = emails.path_of(user.invitation)
    assert "Choose a password" in client.get(page).content.decode()
    response = client.post(page, {"name": "Rita M Route", "password": PASSWORD})
    assert response.url == reverse("mfa_activate_totp")

    shown = client.get(response.url)
    assert shown.status_code == 200  # and not the page that asks for the password again
    response = client.post(response.url, {"code": totp_code(shown.context["form"].secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    codes = client.get(response.url)
    assert codes.status_code == 200
    assert "Continue to the portal" in codes.content.decode()
    assert client.get(reverse("oversight:dashboard")).status_code == 200  # and not another code

    user.refresh_from_db()
    assert user.name == "Rita M Route" and user.check_password(PASSWORD)
    assert user.emailaddress_set.get().verified
    assert user.invitation.accepted_at


def test_official_without_a_factor_signs_in_and_sets_it_up_with_the_password_once(client):
    user = make_user("otto@example.org", official_role=OfficialRole.PRODUCT_MANAGER)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    response = client.get(reverse("oversight:dashboard"))
    page = client.get(response.url)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == reverse("mfa_activate_totp")


def test_link_holds_once_and_says_so(client):
    user = invite()
    page = emails.path_of(user.invitation)
    client.post(page, {"name": "Rita", "password": PASSWORD})
    client.post(reverse("account_logout"))
    assert "The link worked once" in client.get(page).content.decode()
    client.post(page, {"name": "Mallory", "password": "another long password"})
    user.refresh_from_db()
    assert user.name == "Rita" and user.check_password(PASSWORD)


def test_link_expires_is_replaced_and_is_taken_back(client):
    user = invite(now=timezone.now() - timedelta(days=15))
    old = emails.path_of(user.invitation)
    assert client.get(old).status_code == 410
    invitations.send_again(user=user, by=None, now=timezone.now())
    user.invitation.refresh_from_db()
    assert "A newer link was sent" in client.get(old).content.decode()
    new = emails.path_of(user.invitation)
    assert client.get(new).status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "taken back" in client.get(new).content.decode()
    assert client.post(new, {"name": "Rita", "password": PASSWORD}).status_code == 410
    assert client.get(f"{new.rstrip('/')}x/").status_code == 404


def test_somebody_else_in_the_same_browser_changes_nothing(client):
    user = invite()
    client.force_login(make_user())
    page = emails.path_of(user.invitation)
    assert "for somebody else" in client.get(page).content.decode()
    assert client.post(page, {"name": "Rita", "password": PASSWORD}).status_code == 409
    assert not User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize("password", ["", "short", "password1234"])
def test_poor_password_is_refused_and_the_name_kept(client, password):
    user = invite()
    response = client.post(emails.path_of(user.invitation), {"name": "Rita Renamed", "password": password})
    assert response.status_code == 422
    assert "Rita Renamed" in response.content.decode()
    assert not User.objects.get(pk=user.pk).has_usable_password()


# --- who may, and at once --------------------------------------------------------------------------------------------
def test_only_an_administrator_invites():
    with pytest.raises(NotAllowed):
        invite(by=make_official())


def test_who_signs_in_already_hears_of_the_role_and_needs_no_link():
    user = make_user()
    invite(email=user.email, by=make_official("ada@example.org", ADMINISTRATOR))
    user.refresh_from_db()
    assert user.official_role == OfficialRole.ROUTE_MANAGER
    assert not hasattr(user, "invitation")
    assert "sign in as you always do" in OutgoingMail.objects.get(to=user.email).text


def test_official_and_closed_account_are_not_invited_again():
    invite()
    with pytest.raises(Conflict):
        invite()
    make_user("closed@example.org", is_active=False)
    with pytest.raises(Conflict):
        invite(email="closed@example.org")


def test_no_new_link_for_who_has_signed_in():
    with pytest.raises(Conflict):
        invitations.send_again(user=make_official(), by=None, now=timezone.now())


def test_last_administrator_stays():
    last = make_official("last@example.org", ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="only administrator"):
        set_official_role(user=last, role="", by=None, reason="Because")


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_at_once_leave_one():
    first, second = (make_official(f"{name}@example.org", ADMINISTRATOR) for name in ("first", "second"))

    def close(user, by):
        try:
            set_active(user=user, is_active=False, by=by, reason="Left")
        except NotAllowed as error:
            raise Conflict(str(error)) from error

    outcomes = abreast(lambda: close(first, second), lambda: close(second, first))
    assert outcomes.count(DONE) == 1
    assert User.objects.administrators().count() == 1
