"""What the user named, as the files to read: folders searched, patterns expanded, and names that tell files apart."""

from __future__ import annotations

import glob
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import UsageError
from analyzer.readers import suffixes
from analyzer.text import printable

ASIDE = {"readme", "license", "changelog", "contributing", "notice"}
"""Files that accompany a folder of disclosures; they are read only when named."""
OWN = ("index.html", "units", "findings.xlsx", "figures", "data", "manifest.json")
"""The entries of a run folder that belong to the run: they are never read as documents, and the next run replaces
them."""
OUTSIDE = "a link that leads out of the folder; --follow reads what it leads to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to read, and the name it bears in the run: its file name, with folders only where two would be alike.

    ``refused`` says why a file that was met on the way must not be opened, empty where it may be.
    """

    path: Path
    name: str
    refused: str = ""


def parted(paths: str | Path | Iterable[str | Path]) -> tuple[list[Path], list[Path]]:
    """What the user named, parted in documents to read and saved panels to continue.

    A panel is a ``.parquet`` file, a file called ``panel.csv``, or a folder with a ``datapackage.json`` (``data/`` of a
    run folder).
    """
    given = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if not given:
        raise UsageError("no path given; name at least one file or folder")
    panels = [path for path in given if _is_panel(path)]
    return [path for path in given if path not in panels], panels


def _is_panel(path: Path) -> bool:
    return path.suffix == ".parquet" or path.name == "panel.csv" or (path / "datapackage.json").is_file()


def inputs(paths: str | Path | Iterable[str | Path], *, follow: bool = False) -> tuple[Input, ...]:
    """The files named by ``paths``, each once, in the order of their names.

    Links that lead out of a folder named are refused, with their name, unless ``follow``. Raises UsageError for a path
    that does not exist, a pattern that matches nothing, and a folder without documents.
    """
    given, _ = parted(paths)
    found: dict[str, tuple[Path, str]] = {}
    for path in given:
        for file, refused in expand(path, follow):
            key = os.path.realpath(file) if not refused else os.path.abspath(file)
            if key not in found or (found[key][1] and not refused):
                found[key] = (file, refused)
    named = _named([file for file, _ in found.values()])
    made = [Input(path=f, name=name, refused=why) for (f, why), name in zip(found.values(), named, strict=True)]
    return tuple(sorted(made, key=lambda item: (item.name, os.fsencode(item.path))))


def expand(path: Path, follow: bool = False) -> list[tuple[Path, str]]:
    """The files that one argument stands for, each with the reason not to open it (mostly none)."""
    if path.is_dir():
        return _below(path, follow)
    if os.path.lexists(path):
        return [(path, "")]
    shown = printable(str(path))
    if glob.has_magic(str(path)):
        matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True), key=os.fsencode)]
        files = [file for match in matches for file in expand(match, follow)]
        if files:
            return files
        raise UsageError(f"{shown}: the pattern matches no file; check it, and quote it from the shell")
    raise UsageError(f"{shown}: no such file or folder; check the path")


def _below(folder: Path, follow: bool) -> list[tuple[Path, str]]:
    known = suffixes()
    root = os.path.realpath(folder)
    files = [
        (file, "" if follow or _inside(file, root) else OUTSIDE)
        for file in _walk(folder, root, follow, set())
        if file.suffix.lower() in known and file.stem.lower() not in ASIDE
    ]
    if not files:
        kinds = ", ".join(sorted(known))
        raise UsageError(f"{printable(str(folder))}: no documents in this folder; kinds read: {kinds}")
    return files


def _walk(folder: Path, root: str, follow: bool, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """What lies below a folder, in order; no hidden file, no lock file of an open Office document, no report of ours.

    Each folder is entered once, so links that lead in a circle end. A link to a folder is entered only where it stays
    inside, or with ``follow``.
    """
    status = os.stat(folder)
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    report = _is_report(folder)
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    for entry in found:
        if entry.name[0] in ".~" or (report and entry.name in OWN):
            continue
        path = folder / entry.name
        try:
            below = entry.is_dir()
        except OSError:  # a link to itself: reading it will say so
            below = False
        if not below:
            yield path
        elif not entry.is_symlink() or follow or _inside(path, root):
            yield from _walk(path, root, follow, seen)


def _inside(path: Path, root: str) -> bool:
    return not path.is_symlink() or os.path.commonpath([os.path.realpath(path), root]) == root


def _is_report(folder: Path) -> bool:
    """Whether an earlier run wrote its folder here."""
    try:
        return "analyzer" in json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def _named(files: list[Path]) -> list[str]:
    """File names, lengthened by parent folders until no two are alike; all of them printable."""
    if not files:
        return []
    absolute = [Path(os.path.abspath(file)) for file in files]
    simple = Counter(file.name for file in absolute)
    alike = [n for n, file in enumerate(absolute) if simple[file.name] > 1]
    depth, names = 1, [file.name for file in absolute]
    while len({names[n] for n in alike}) < len(alike):
        depth += 1
        for n in alike:
            names[n] = "/".join(absolute[n].parts[-depth:])
    return _apart([printable(name) for name in names])


def _apart(names: list[str]) -> list[str]:
    """Names that became alike when they were made printable get a number."""
    counts: Counter[str] = Counter()
    made = []
    for name in names:
        counts[name] += 1
        made.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return made
