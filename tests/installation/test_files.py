"""docker-compose.yml, .env.example, Dockerfile and Caddyfile agree with the settings and with each other."""

import ast
import re

import pytest

from meetings.rules import receipts
from portal import documents
from portal.links import new_nonce, sign
from tests.installation import recipe

NEVER_SET = {"PORTAL_ENV", "DEBUG", "DEMO"}  # said by the image, or only for development
OF_THE_PORTAL = ("migrate", "web", "worker", "beat")
FILLED_IN = {name: "x" for name, value in recipe.example().items() if not value}


def read_by_settings() -> set[str]:
    """Every variable that settings.py and gunicorn.conf.py ask the environment for."""
    files = ("portal/settings.py", "gunicorn.conf.py")
    trees = [ast.parse((recipe.PROJECT / file).read_text()) for file in files]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [call.args[0] for call in calls if call.args and _asks_environment(call.func)]
    return {name.value for name in asked if isinstance(name, ast.Constant)}


def _asks_environment(function: ast.expr) -> bool:
    """`env.str`, `env.texts` and their like, and `os.environ.get`."""
    return isinstance(function, ast.Attribute) and ast.unparse(function.value) in {"env", "os.environ"}


def given(**env: str) -> dict[str, recipe.Service]:
    return recipe.services(recipe.example() | FILLED_IN | env)


def test_each_variable_that_settings_read_reaches_the_containers() -> None:
    asked = read_by_settings()
    assert {"SUPPORT_EMAIL", "COMPETITION_STATEMENT", "SECRET_KEY_FALLBACKS", "TRUSTED_PROXIES"} <= asked
    for name in OF_THE_PORTAL:
        listed = recipe.compose()["services"][name]["environment"]
        assert asked - NEVER_SET - set(listed) == set()


def test_each_variable_that_compose_takes_is_in_the_example_and_no_other() -> None:
    text = (recipe.PROJECT / "docker-compose.yml").read_text()
    passed_on = {
        name
        for service in recipe.compose()["services"].values()
        for name, value in service.get("environment", {}).items()
        if value is None
    }
    taken = {match["name"] for match in recipe.REFERENCE.finditer(text)} | passed_on
    assert recipe.named_in_example() - {"COMPOSE_PROFILES"} == taken


@pytest.mark.parametrize("name", ["HOST", *FILLED_IN])
def test_a_variable_that_matters_refuses_to_start_and_is_named(name: str) -> None:
    with pytest.raises(recipe.Missing, match=f"^{name}: .+"):
        given(**{name: ""})


def test_what_is_set_reaches_the_portal_and_what_is_not_does_not() -> None:
    web = given(REGULATOR_NAME="Skills Wales")["web"].environment
    assert web["REGULATOR_NAME"] == "Skills Wales"
    assert "COMPETITION_STATEMENT" not in web


def test_mail_is_caught_only_where_somebody_says_so() -> None:
    assert recipe.compose()["services"]["mail"]["profiles"] == ["mail"]
    assert "COMPOSE_PROFILES" not in recipe.example()
    assert given(SMTP_URL="smtp://mail.example.org")["worker"].environment["SMTP_URL"] == "smtp://mail.example.org"


def test_the_proxy_alone_is_trusted_and_alone_is_reached_from_outside() -> None:
    services = recipe.compose()["services"]
    address = services["proxy"]["networks"]["front"]["ipv4_address"]
    assert given()["web"].environment["TRUSTED_PROXIES"] == address
    assert [name for name, parts in services.items() if "ports" in parts] == ["proxy", "mail"]
    assert [name for name, parts in services.items() if "front" in parts.get("networks", [])] == ["proxy", "web"]


def test_images_of_others_are_pinned() -> None:
    images = {parts["image"] for parts in recipe.compose()["services"].values()} - {"trailblazer-portal"}
    assert [image for image in images if not re.fullmatch(r"[\w/]+:v?\d[\d.]*", image)] == []


def test_database_is_asked_by_tcp() -> None:
    check = recipe.compose()["services"]["database"]["healthcheck"]["test"]
    assert check[:4] == ["CMD", "pg_isready", "-h", "127.0.0.1"]
    assert "--wait" in given()["migrate"].command


def test_beat_remembers_in_a_volume_that_is_its_own() -> None:
    command = given()["beat"].command
    schedule = command[command.index("--schedule") + 1]
    volumes = dict(volume.split(":") for volume in recipe.compose()["services"]["beat"]["volumes"])
    folder = volumes["beat"]
    assert schedule.startswith(f"{folder}/")
    assert re.search(rf"install -d -o portal -m 700 .*{folder}\b", (recipe.PROJECT / "Dockerfile").read_text())


def test_proxy_writes_down_no_link_that_opens_something() -> None:
    pattern = re.search(r"request>uri regexp `(.+)` \.\.\.", (recipe.PROJECT / "deploy/Caddyfile").read_text())
    for path in ("/invitations/{}/", "/account/invitation/{}/", "/enquiries/confirm/{}/", "/invitations/{}/decline/"):
        secret = sign("purpose", 7, new_nonce())
        written = re.sub(pattern[1], "...", f"{path.format(secret)}?email=ada@example.org")
        assert written == f"{path.format('...')}..."


def test_proxy_takes_what_forms_take() -> None:
    limit = re.search(r"max_size (\d+)MB", (recipe.PROJECT / "deploy/Caddyfile").read_text())
    largest = max(receipts.MOST_RECEIPTS * receipts.MOST_BYTES, documents.MOST_BYTES)
    assert int(limit[1]) * 1000**2 > largest + 1024**2


def test_web_server_keeps_an_idle_connection_longer_than_the_proxy() -> None:
    """Else the proxy now and then sends a form into a connection that is just being closed."""
    server = re.search(r"^keepalive = (\d+)$", (recipe.PROJECT / "gunicorn.conf.py").read_text(), re.M)
    proxy = re.search(r"^\s*keepalive (\d+)s$", (recipe.PROJECT / "deploy/Caddyfile").read_text(), re.M)
    assert server and proxy and int(server[1]) > int(proxy[1])
