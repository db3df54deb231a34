"""Which files of a folder or an archive are documents, by their names and places.

Every file is, whatever its kind: what cannot be read is told when it is its turn. Left aside are only hidden files and
what accompanies a folder, the output of earlier runs, and the files that a saved web page keeps in a folder of its
own, which are read with the page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator
from pathlib import Path

ASIDE = {"readme", "license", "changelog", "contributing", "notice"}
"""Files that accompany a folder of disclosures; they are read only when named."""
SYSTEM = {"thumbs.db", "desktop.ini", "__macosx"}
"""What systems leave in folders and archives."""
PAGE_FOLDERS = (".files", "_files", ".fld")
"""How the folder of a saved web page is called after the page."""
PAGE_PARTS = {
    ".bmp", ".css", ".emz", ".gif", ".htm", ".html", ".ico", ".jpeg", ".jpg", ".js", ".mso", ".png", ".svg", ".thmx",
    ".webp", ".wmz", ".woff", ".woff2", ".xml",
}  # fmt: skip
PAGES = (".htm", ".html", ".shtml", ".xhtml", ".xls", ".doc", ".mht", ".HTM", ".HTML", ".XLS")
"""Suffixes of the pages that have such a folder."""
OWN = ("index.html", "units", "findings.xlsx", "figures", "annotated", "data", "manifest.json")
"""The entries of a run folder that belong to the run: they are never read as documents, and the next run replaces
them."""
OUTSIDE = "a link that leads out of the folder; --follow reads what it leads to"
NOWHERE = "a link that leads to nothing; restore the file that it names, or remove the link"


def walk(
    folder: Path, root: str, follow: bool, seen: set[tuple[int, int]], *, aside: bool = False
) -> Iterator[tuple[Path, str]]:
    """What lies below a folder, in order, each with the reason not to open it (mostly none); no report of ours.

    Hidden files, locks of open Office documents and what accompanies a folder are left out, or with ``aside`` what is
    left out of them is given. Each folder is entered once, so links that lead in a circle end. A link to a folder is
    entered only where it stays inside, or with ``follow``.
    """
    try:
        status = os.stat(folder)
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        if not aside:
            yield folder, f"a folder that cannot be opened ({error.strerror}); check its permissions"
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    report = _is_report(folder)
    for entry in found:
        if entry.name.lower() in SYSTEM or (report and entry.name in OWN):
            continue
        path = folder / entry.name
        try:
            below = entry.is_dir()
        except OSError:  # a link to itself: reading it will say so
            below = False
        outside = not follow and not _inside(path, root)
        if below and not outside and entry.name[0] not in ".~":
            yield from walk(path, root, follow, seen, aside=aside)
        elif _is_aside(path) == aside and (not aside or not below):
            yield path, "" if not outside else OUTSIDE if os.path.exists(path) else NOWHERE


def _is_aside(path: Path) -> bool:
    """Whether a file of a folder is none of the disclosures, by its name."""
    hidden = path.name[0] in ".~"
    return hidden or path.stem.lower() in ASIDE or path.suffix == ".parquet" or path.name == "panel.csv"


def _inside(path: Path, root: str) -> bool:
    return not path.is_symlink() or os.path.commonpath([os.path.realpath(path), root]) == root


def _is_report(folder: Path) -> bool:
    """Whether an earlier run wrote its folder here."""
    try:
        return "analyzer" in json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def accompanies(name: str) -> bool:
    """Whether a file in an archive is none of the disclosures: hidden, a lock, of the system, or a README."""
    parts = name.split("/")
    return any(part[0] in ".~" or part.lower() in SYSTEM for part in parts) or Path(parts[-1]).stem.lower() in ASIDE


def is_page_part(name: str, known: Container[str]) -> bool:
    """Whether a file lies in the folder of a web page that is here too, and is of a kind that pages are made of."""
    folder, _, last = name.rpartition("/")
    if Path(last).suffix.lower() not in PAGE_PARTS:
        return False
    above = folder.split("/")
    for depth in range(len(above), 0, -1):
        path = "/".join(above[:depth])
        for ending in PAGE_FOLDERS:
            if path.endswith(ending) and any(path[: -len(ending)] + kind in known for kind in PAGES):
                return True
    return False
