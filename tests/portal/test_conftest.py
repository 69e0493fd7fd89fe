"""What the test configuration promises."""

import secrets
import socket

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_socket import SocketConnectBlockedError

from tests.databases import OWN, drop_those_of_dead_runs


def test_tests_run_as_tests() -> None:
    assert settings.PORTAL_ENV == "test"
    assert not settings.DEBUG


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_test_speaks_to_the_outside() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_databases_of_dead_runs_are_dropped_and_those_of_live_ones_kept() -> None:
    mine = connection.settings_dict["NAME"]
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**parameters, autocommit=True) as server:
        dead = f"{OWN}{secrets.token_hex(6)}"
        server.execute(f"create database {dead}")
        drop_those_of_dead_runs(server)
        names = {row[0] for row in server.execute("select datname from pg_database")}
    assert dead not in names
    assert mine in names
