"""Readers: a file becomes a `Document` of paragraphs and grids with their places. They know nothing of budgets.

A new format is one module of a room of this package that holds a `Format` under the name ``FORMAT``; it is found by
itself. A room that is one format with many stages (`pdf`, `ofd`) holds it in its ``__init__``.
Content decides before the suffix does: an .xls that is a web page is read as one.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from analyzer.errors import AnalyzerError, UnreadableDocument
from analyzer.model import Document
from analyzer.readers.files import archives
from analyzer.readers.files.archives import Place
from analyzer.readers.files.limits import DEFAULT, Limits
from analyzer.readers.files.source import File, Format

__all__ = ["File", "Format", "Limits", "Place", "document", "formats", "read"]


def read(path: Path | str, *, place: Place = (), limits: Limits = DEFAULT, ocr: bool = False) -> Document:
    """The document in the file at ``path``, or in the member at ``place`` of that archive.

    Raises UnreadableDocument, with one line naming the file and the remedy, for a missing, empty, damaged, encrypted
    or oversized file and for kinds that are not read. ``ocr`` lets pages without text be recognised (extra ``ocr``).
    """
    return document(_member(Path(path), place, limits, ocr) if place else _load(Path(path), limits, ocr))


def document(file: File) -> Document:
    """The document in a file that is in memory already: a part of a mail or an office file, a frame of a page."""
    for form in formats():
        if form.accepts(file):
            return _guarded(form, file)
    raise file.refuse(f"a file of no known kind; {_known()} are read")


@cache
def formats() -> tuple[Format, ...]:
    """All formats of this package, in the order in which they are asked."""
    found = [form for module in _modules() if isinstance(form := getattr(module, "FORMAT", None), Format)]
    return tuple(sorted(found, key=lambda form: (form.rank, form.name)))


def _modules() -> Iterator[ModuleType]:
    """The rooms, and the modules of those that are no single format (whose stages need not be loaded to know it)."""
    for room in iter_modules(__path__):
        package = import_module(f"{__name__}.{room.name}")
        yield package
        if room.ispkg and not hasattr(package, "FORMAT"):
            yield from (import_module(f"{package.__name__}.{each.name}") for each in iter_modules(package.__path__))


def suffixes() -> frozenset[str]:
    """The suffixes (with dot, lower case) that files of the readable formats carry: for walking a folder."""
    return frozenset(suffix for form in formats() for suffix in form.suffixes)


def _known() -> str:
    return ", ".join(form.name for form in formats() if form.suffixes)


def _load(path: Path, limits: Limits, ocr: bool) -> File:
    try:
        status = path.stat()
        size = status.st_size
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableDocument(f"{path.name}: a folder, not a file; name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(f"{path.name}: no regular file (a pipe, a socket or a device); name a file")
        if size > limits.max_bytes:
            raise UnreadableDocument(f"{path.name}: {size} bytes, more than Limits.max_bytes = {limits.max_bytes}")
        data = path.read_bytes()
    except FileNotFoundError:
        why = "a link to a file that is not there" if path.is_symlink() else "no such file; check the path"
        raise UnreadableDocument(f"{path}: {why}") from None
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be opened ({error.strerror}); check its permissions") from None
    return _filled(File(path=path, data=data, limits=limits, ocr=ocr))


def _member(path: Path, place: Place, limits: Limits, ocr: bool) -> File:
    """A member of the archive at ``path`` in memory; it is called by its own name."""
    try:
        name, data = archives.content(path, place, limits)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path.name}: a member {error}") from None
    found = partial(archives.beside, path, place, limits=limits)
    return _filled(File(path=path / name.lstrip("/"), data=data, limits=limits, ocr=ocr, packed=True, siblings=found))


def _filled(file: File) -> File:
    if not file.data.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise file.refuse("empty; fetch the file again")
    return file


def _guarded(form: Format, file: File) -> Document:
    """Read, turning whatever a library throws at damaged input into one line."""
    try:
        return form.read(file)
    except AnalyzerError:
        raise
    except RecursionError:
        raise file.refuse(f"its {form.name} markup is nested too deeply") from None
    except MemoryError:
        raise file.refuse(f"too large for the memory when read as {form.name}") from None
    except BaseException as error:  # a library's error on damage, a Rust panic too, concerns this file alone
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise file.refuse(f"damaged, or no {form.name} file ({reason}); fetch it again") from error
