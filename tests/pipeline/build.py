"""Small folders of disclosures for the tests of the pipeline, and their run folders as values."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

UNITS = ("云山市第一档案馆", "云山市第二档案馆", "云山市第三档案馆")


def copies(folder: Path, source: Path, count: int) -> list[Path]:
    """The document under other organisations' names and codes, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    text = source.read_text("utf-8")
    made = []
    for number in range(count):
        path = folder / f"{number:04}.txt"
        named = text.replace("石家庄市社会保险中心", f"石家庄市第{number}社会保险中心")
        path.write_text(named.replace("323003", f"{323003 + number}"), "utf-8")
        made.append(path)
    return made


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def command(*arguments: object, code: str = "", figures: bool = False) -> list[str]:
    """The command line of `analyzer`, in another process, after ``code`` has run there; ``run`` without figures."""
    arguments = (*arguments, *(["--no-figures"] if arguments[:1] == ("run",) and not figures else []))
    script = f"{code}\nfrom analyzer.cli import main\nmain()" if code else "from analyzer.cli import main\nmain()"
    return [sys.executable, "-c", script, *map(str, arguments)]


def called(*arguments: object, code: str = "", figures: bool = False, **env: Any) -> subprocess.CompletedProcess[str]:
    """`analyzer` run in another process."""
    settings: Mapping[str, str] = {**os.environ, **env}
    line = command(*arguments, code=code, figures=figures)
    return subprocess.run(line, capture_output=True, text=True, env=settings, timeout=300)
