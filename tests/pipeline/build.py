"""Small folders of disclosures for the tests of the pipeline, and their run folders as values."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from analyzer.cli import main
from analyzer.pipeline.stages import warm_to_write

UNITS = ("云山市第一档案馆", "云山市第二档案馆", "云山市第三档案馆")
ARCHIVE = Path(__file__).parent.parent / "checks" / "archive.txt"
"""An invented disclosure of 云山市档案馆, four tables and a short text."""


def copies(folder: Path, count: int, source: Path = ARCHIVE) -> list[Path]:
    """The archive's document, or the user's own, under other organisations' names and codes, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    text = source.read_text("utf-8")
    city, office, code = ("云山市", "档案馆", 412001) if source == ARCHIVE else ("石家庄市", "社会保险中心", 323003)
    made = []
    for number in range(count):
        path = folder / f"{number:04}.txt"
        named = text.replace(f"{city}{office}", f"{city}第{number}{office}")
        path.write_text(named.replace(f"{code}", f"{code + number}"), "utf-8")
        made.append(path)
    return made


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(*arguments: object, code: str = "", figures: bool = False) -> list[str]:
    """The command line of `analyzer`, in another process, after ``code`` has run there; ``run`` without figures."""
    script = f"{code}\nfrom analyzer.cli import main\nmain()" if code else "from analyzer.cli import main\nmain()"
    return [sys.executable, "-c", script, *_options(arguments, figures)]


def called(*arguments: object, code: str = "", figures: bool = False, **env: Any) -> subprocess.CompletedProcess[str]:
    """`analyzer` run in another process, as `command` says; forked where it can be, which has everything loaded."""
    line = command(*arguments, code=code, figures=figures)
    fresh = any(name.startswith("PYTHON") for name in env) or not hasattr(os, "fork")
    if fresh:
        return subprocess.run(line, capture_output=True, text=True, env={**os.environ, **env}, timeout=300)
    warm_to_write()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if child == 0:
            _become(_options(arguments, figures), code, (out.fileno(), err.fileno()), env)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(line, status, out.read(), err.read())


def _options(arguments: tuple[object, ...], figures: bool) -> list[str]:
    bare = arguments[:1] == ("run",) and not figures
    return [str(argument) for argument in (*arguments, *(["--no-figures"] if bare else []))]


def _become(arguments: list[str], code: str, streams: tuple[int, int], env: dict[str, Any]) -> None:
    """Be the command: its streams, its environment, its exit code; what runs the tests is not gone back to."""
    status = 1
    try:
        for target, stream in enumerate(streams, start=1):
            os.dup2(stream, target)
        sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
        os.environ.update(env)
        if code:
            exec(code, {})
        main(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
