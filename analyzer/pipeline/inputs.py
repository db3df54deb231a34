"""What the user named, as the files to read: folders searched, patterns expanded, and names that tell files apart."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import UsageError
from analyzer.readers import suffixes

ASIDE = {"readme", "license", "changelog", "contributing", "notice"}
"""Files that accompany a folder of disclosures; they are read only when named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to read, and the name it bears in the run: its file name, with folders only where two would be alike."""

    path: Path
    name: str


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


def inputs(paths: str | Path | Iterable[str | Path]) -> tuple[Input, ...]:
    """The files named by ``paths``, each once, in the order of their names.

    Raises UsageError for a path that does not exist, a pattern that matches nothing, and a folder without documents.
    """
    given, _ = parted(paths)
    found = {file.resolve(): file for path in given for file in expand(path)}
    return tuple(sorted(_named(list(found.values())), key=lambda item: (item.name, str(item.path))))


def expand(path: Path) -> list[Path]:
    """The files that one argument stands for: itself, the documents below a folder, or the matches of a pattern."""
    if path.is_dir():
        return _below(path)
    if path.exists():
        return [path]
    if glob.has_magic(str(path)):
        matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]
        files = [file for match in matches for file in expand(match)]
        if files:
            return files
        raise UsageError(f"{path}: the pattern matches no file; check it, and quote it from the shell")
    raise UsageError(f"{path}: no such file or folder; check the path")


def _below(folder: Path) -> list[Path]:
    known = suffixes()
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in known and _wanted(file, folder)]
    if not files:
        raise UsageError(f"{folder}: no documents in this folder; kinds read: {', '.join(sorted(known))}")
    return files


def _wanted(file: Path, folder: Path) -> bool:
    """Whether a folder's file is a document: no hidden file, no lock file of an open Office document, no README."""
    parts = file.relative_to(folder).parts
    return file.is_file() and not any(part[0] in ".~" for part in parts) and file.stem.lower() not in ASIDE


def _named(files: list[Path]) -> list[Input]:
    """File names, lengthened by parent folders until no two are alike."""
    if not files:
        return []
    absolute = [file.resolve() for file in files]
    depth = 1
    while True:
        names = ["/".join(file.parts[-depth:]) for file in absolute]
        counts = Counter(names)
        if max(counts.values()) == 1:
            break
        depth += 1
    simple = Counter(file.name for file in absolute)
    return [
        Input(path=file, name=full.name if simple[full.name] == 1 else name)
        for file, full, name in zip(files, absolute, names, strict=True)
    ]
