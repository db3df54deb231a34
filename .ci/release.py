"""Builds what is published, checks it, and tries it as a stranger would: each in a fresh environment, far from here.

`make release` leaves the wheel and the source archive in ``dist/``; it publishes nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run, showing what is run; raises CalledProcessError where it fails."""
    print("+", *command, flush=True)
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, env={**os.environ, "PYTHONPATH": ""})


def released() -> str:
    """The version to be released; exits where the changelog has no dated section of it."""
    known: dict[str, str] = {}
    exec((ROOT / "analyzer" / "version.py").read_text("utf-8"), known)
    version = known["__version__"]
    if not re.search(
        rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    ):
        sys.exit(f"CHANGELOG.md has no section “## [{version}] - date”")
    return version


def tried(artifact: Path, version: str) -> None:
    """Install into an environment of its own and do the main job there."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        venv.create(here / "env", with_pip=True)
        bin_ = here / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        pip = (bin_ / "python", "-m", "pip", "install", "--quiet")
        run(*pip, "--require-hashes", "--no-deps", "-r", ROOT / "requirements.lock", cwd=here)
        run(*pip, "--no-deps", "--no-build-isolation", artifact, cwd=here)
        told = subprocess.run([bin_ / "analyzer", "--version"], cwd=here, check=True, capture_output=True, text=True)
        if version not in told.stdout:
            sys.exit(f"{artifact.name} says it is {told.stdout.strip()}, not {version}")
        run(bin_ / "analyzer", "doctor", cwd=here)
        run(bin_ / "analyzer", "run", ROOT / "data" / "disclosures", "--no-cache", "--out", "reports", cwd=here)
        pages = list((here / "reports" / "units").glob("*.html"))
        if not pages or not (here / "reports" / "index.html").stat().st_size:
            sys.exit(f"{artifact.name} wrote no report")


def main() -> None:
    """Build both artifacts, check their metadata, try each."""
    version = released()
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"].replace("-", "_")
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-d", DIST)
    made = sorted(DIST.iterdir())
    if [path.name for path in made] != [f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.tar.gz"]:
        sys.exit(f"unexpected artifacts: {[path.name for path in made]}")
    run(sys.executable, "-m", "twine", "check", "--strict", *made)
    for artifact in made:
        tried(artifact, version)
    print("ready:", *made, sep="\n  ")


if __name__ == "__main__":
    main()
