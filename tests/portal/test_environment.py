import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from tests.installation import recipe

REQUIRED = {"SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "TRUSTED_PROXIES", "DATABASE_URL", "REDIS_URL", "SMTP_URL"}
REQUIRED |= {"FROM_EMAIL", "SUPPORT_EMAIL"}
PRINT = "from portal import settings as s; print(s.SECRET_KEY, s.ALLOWED_HOSTS, s.REGULATOR_NAME, s.SESSION_COOKIE_AGE)"


def production(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {"PORTAL_ENV": "production", "PATH": "/usr/bin:/bin", **variables}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=recipe.PROJECT, env=given, capture_output=True, text=True
    )


def test_production_names_every_variable_that_it_needs_and_has_not() -> None:
    refused = production("import portal.settings", SUPPORT_EMAIL=" ")
    last = refused.stderr.strip().splitlines()[-1]
    assert refused.returncode
    assert {name for name in REQUIRED if f"{name} (" in last} == REQUIRED


def test_variables_set_to_nothing_are_not_set_and_a_key_may_begin_with_any_letter() -> None:
    image, _ = recipe.collecting()
    key = "$" + "k" * 60
    blank = {"REGULATOR_NAME": "", "SESSION_HOURS": "", "COMPETITION_STATEMENT": ""}
    read = production(
        PRINT, **image | blank | {"SECRET_KEY": key, "ALLOWED_HOSTS": "localhost:8443, other.example.org"}
    )
    assert read.stdout.strip() == f"{key} ['localhost', 'other.example.org'] Skills England 43200", read.stderr


@pytest.mark.parametrize(
    ("address", "hosts", "words"),
    [
        ("http://portal.example.org", ["portal.example.org"], "BASE_URL must be https://"),
        ("https://portal.example.org/path", ["portal.example.org"], "BASE_URL must be https://"),
        ("https://portal.example.org,www.example.org", ["portal.example.org"], "BASE_URL must be https://"),
        ("https://portal.example.org", [], "must name the hosts"),
        ("https://portal.example.org", ["*"], "must name the hosts"),
        ("https://portal.example.org:8443", ["other.example.org"], "must name portal.example.org"),
    ],
)
def test_an_address_that_cannot_work_is_refused(address: str, hosts: list[str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        environment.refuse_address(address, hosts)


def test_an_address_with_a_port_is_taken() -> None:
    environment.refuse_address("https://portal.example.org:8443", ["portal.example.org", "other.example.org"])


@pytest.mark.parametrize("value", ["help", "@example.org", "help@", ""])
def test_what_is_no_mail_address_is_refused_and_named(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SUPPORT_EMAIL"):
        environment.refuse_mail_address("SUPPORT_EMAIL", value)


@pytest.mark.parametrize("word", ["*", "proxy", "0.0.0.0/0", "::/0", "10.0.0.1/8"])
def test_proxies_are_named_and_never_everybody(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        environment.networks([word])
