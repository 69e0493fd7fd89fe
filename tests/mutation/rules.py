"""Changes the rules in one place at a time by mutmut, without a database: a test must fail.

    python -m tests.mutation.rules [--again]

What is changed, and which tests must notice, stands in pyproject.toml. Prints the mutants that no test notices and
fails where one of them is not among the accepted ones (`accepted.toml`). With --again only what was not noticed the
last time, and what was changed since, is tried.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.mutation.accepted import report

PROJECT = Path(__file__).parents[2]
NOBODY = {  # services that no test without a database may need
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "CI": "true",  # the same examples each time
}
NOTICED = {"killed", "timeout", "caught by type check"}


def main() -> int:
    started = time.monotonic()
    if "--again" not in sys.argv:
        shutil.rmtree(PROJECT / "mutants", ignore_errors=True)
    if mutmut("run", "--max-children", str(os.cpu_count() or 1), quiet=True).returncode:
        sys.exit("mutmut could not run: the tests must pass before anything is changed")
    outcomes = dict(re.findall(r"^\s*(\S+): (.+)$", mutmut("results", "--all", "1").stdout, re.MULTILINE))
    survivors = [name for name, what in outcomes.items() if what not in NOTICED]
    seconds = time.monotonic() - started
    print(
        f"Rules: {len(outcomes)} mutants, {len(outcomes) - len(survivors)} noticed, {len(survivors)} not,"
        f" in {seconds:.0f} s"
    )
    return report("rules", sorted(described(name) for name in survivors))


def mutmut(*arguments: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=PROJECT,
        env=os.environ | NOBODY,
        capture_output=True,
        text=True,
    )
    if done.returncode and quiet:
        print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
    return done


def described(name: str) -> str:
    """The function and the line that was changed, as `module.function: before -> after`."""
    difference = mutmut("show", name).stdout.splitlines()
    before = " ".join(line[1:].strip() for line in difference if re.match(r"-(?!--)", line))
    after = " ".join(line[1:].strip() for line in difference if re.match(r"\+(?!\+\+)", line))
    function = re.sub(r"x_|ǁ", "", name.removeprefix("guidance.").rsplit("__mutmut_", 1)[0])
    return f"{function}: {before} -> {after}"


if __name__ == "__main__":
    sys.exit(main())
