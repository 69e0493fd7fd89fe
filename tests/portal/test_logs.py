import json
import subprocess
import sys

from portal.logs import without_secrets


def test_addresses_and_keys_stay_out_of_the_logs() -> None:
    event = {
        "event": "mail to anna.muster@example.org refused",
        "request": "GET /accounts/password/reset/key/5-cu3r8u-4a1b2c3d4e5f6a7b8c9d/?email=anna@example.org",
        "ip": "192.0.2.7",
        "user_agent": "Browser of Anna",
        "user_id": 7,
    }
    assert without_secrets(None, "info", event) == {
        "event": "mail to ... refused",
        "request": "GET /accounts/password/reset/key/.../",
        "user_id": 7,
    }


def test_ids_and_names_of_pages_stay_in_the_logs() -> None:
    event = {"event": "request_finished", "request": "GET /groups/12/members/", "code": 200}
    assert without_secrets(None, "info", dict(event)) == event


def test_production_writes_one_json_object_a_line_without_addresses_in_tracebacks() -> None:
    program = """
import logging.config, structlog
from portal import logs
logging.config.dictConfig(logs.configure(as_json=True))
structlog.get_logger("portal").warning("mail not sent", mail_id=7)
try:
    raise ValueError("no such person: anna@example.org")
except ValueError:
    logging.getLogger("django").exception("failed")
"""
    lines = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stderr.splitlines()
    first, second = map(json.loads, lines)
    assert (first["event"], first["mail_id"], first["level"]) == ("mail not sent", 7, "warning")
    assert "ValueError: no such person: ..." in second["exception"]
    assert "anna@" not in "".join(lines)
