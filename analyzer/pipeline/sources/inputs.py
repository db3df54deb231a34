"""What the user named, as the files to read: folders searched, archives opened, patterns expanded, and names apart."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.errors import UnreadableDocument, UsageError
from analyzer.model import Issue
from analyzer.pipeline.sources.holdings import accompanies, is_page_part, walk
from analyzer.readers import Place, suffixes
from analyzer.readers.files.archives import is_archive, members
from analyzer.text import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to read, and the name it bears in the run: its file name, with folders only where two would be alike.

    ``place`` tells where in an archive the file lies, empty where it lies in a folder. ``refused`` says why a file that
    was met on the way must not be opened, empty where it may be.
    """

    path: Path
    name: str
    place: Place = ()
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


def gathered(
    paths: str | Path | Iterable[str | Path], *, follow: bool = False
) -> tuple[tuple[Input, ...], list[Path], tuple[Issue, ...]]:
    """What the user named: the documents to read, the saved panels, and issues that name what was left aside."""
    documents, panels = parted(paths)
    if not documents:
        return (), panels, ()
    return inputs(documents, follow=follow), panels, left_aside(documents, follow=follow)


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
    opened = [member for item in made for member in _opened(item)]
    return tuple(sorted(opened, key=lambda item: (item.name, os.fsencode(item.path), item.place)))


def left_aside(paths: str | Path | Iterable[str | Path], *, follow: bool = False) -> tuple[Issue, ...]:
    """For each folder named, an issue with the files in it that could be documents but were left aside by their name:
    hidden ones, locks of open documents, a README, saved panels."""
    issues = []
    for folder in (path for path in parted(paths)[0] if path.is_dir()):
        entries = (file for file, _ in walk(folder, os.path.realpath(folder), follow, set(), aside=True))
        names = [printable(str(file.relative_to(folder))) for file in entries]
        if names:
            told = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
            detail = f"{printable(folder.name)}: left aside by their names: {told}; name a file on its own to read it"
            issues.append(Issue(code="left-aside", document=printable(folder.name), detail=detail))
    return tuple(issues)


def _opened(item: Input) -> list[Input]:
    """The file itself, or the files in it where it is an archive; each is called by the archive's name and its own."""
    if item.refused or not item.path.is_file() or not is_archive(item.path):
        return [item]
    try:
        held = [member for member in members(item.path) if not accompanies(member.name)]
    except UnreadableDocument as error:
        return [replace(item, refused=str(error))]
    known = {member.name for member in held}
    held = [member for member in held if not is_page_part(member.name, known)]
    if not held:
        return [replace(item, refused="an archive without a document in it")]
    names = _apart([printable(f"{item.name}/{member.name}") for member in held])
    return [
        Input(path=item.path, name=name, place=member.place, refused=member.trouble)
        for name, member in zip(names, held, strict=True)
    ]


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
    files = list(walk(folder, os.path.realpath(folder), follow, set()))
    known = {file.as_posix() for file, _ in files}
    files = [(file, why) for file, why in files if not is_page_part(file.as_posix(), known)]
    if not files:
        kinds = ", ".join(sorted(suffixes()))
        raise UsageError(f"{printable(str(folder))}: no documents in this folder; kinds read: {kinds}")
    return files


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
