"""Zip archives as portals offer them: which files they hold, and the content of one. Nothing is written to disk.

Office files are zips too; they are documents and no archives. What cannot be taken out safely (a bomb, a locked
member, a name that leads out of the archive) is told member by member, and an archive that is refused as a whole says
why. Archives within archives are opened to the depth of the limits.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from analyzer.errors import UnreadableDocument
from analyzer.readers.files.container import SMALL
from analyzer.readers.files.limits import DEFAULT, Limits

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE = frozenset({"[content_types].xml", "mimetype", "ofd.xml", "content.xml", "meta-inf/manifest.xml"})
"""Parts at the root of a zip that make it a document."""
DOCUMENTS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".ods", ".odt", ".ofd", ".wps", ".et", ".doc", ".xls"}
)
"""Suffixes of members that are documents even where they begin like an archive."""
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
END = b"PK\x05\x06"
LOCKED = 0x1
UTF8 = 0x800
MAX_DIRECTORY = 16_000_000
"""Bytes of the list of members; a longer one is no archive of disclosures."""

Place = tuple[int, ...]
"""Where a member lies: its number in the archive, then its number in the archive that it is, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its name with “/” between folders, its place, and why it cannot be read where it cannot."""

    name: str
    place: Place
    trouble: str = ""


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked, over all archives within one."""

    size: int
    members: int


def is_archive(path: Path) -> bool:
    """Whether the file at ``path`` is a zip archive of files, and no document that is a zip inside."""
    try:
        with path.open("rb") as file:
            if file.read(4) not in ZIP or not _bounded(file):
                return False
            with zipfile.ZipFile(file) as opened:
                return _holds_files(opened)
    except (OSError, *_DAMAGE):
        return False


def members(path: Path, limits: Limits = DEFAULT) -> tuple[Member, ...]:
    """The files in the archive at ``path``, in order, with those of the archives within it.

    Raises UnreadableDocument, without the name of the file, where the archive as a whole is refused.
    """
    budget = _Budget(limits.max_unpacked, limits.max_members)
    with path.open("rb") as file, zipfile.ZipFile(file) as opened:
        return tuple(_members(opened, (), "", limits, budget))


def content(path: Path, place: Place, limits: Limits = DEFAULT) -> tuple[str, bytes]:
    """(name, content) of the member at ``place``. Raises UnreadableDocument, without a name, where it is damaged."""
    data: bytes | None = None
    name = ""
    for number in place:
        source = io.BytesIO(data) if data is not None else path.open("rb")
        try:
            with source, zipfile.ZipFile(source) as opened:
                info = opened.infolist()[number]
                name = _name(info)
                data = _unpacked(opened, info, limits)
        except IndexError:
            raise UnreadableDocument("no longer in its archive; run again") from None
        except OSError as error:
            raise UnreadableDocument(f"cannot be opened ({error.strerror or error})") from None
        except _DAMAGE:
            raise UnreadableDocument("damaged in its archive; fetch the archive again") from None
    return name, data or b""


def beside(path: Path, place: Place, location: str, limits: Limits = DEFAULT) -> bytes | None:
    """The content of the member that the one at ``place`` calls by the relative ``location``; None where none is."""
    try:
        held = io.BytesIO(content(path, place[:-1], limits)[1]) if place[1:] else path.open("rb")
        with held, zipfile.ZipFile(held) as opened:
            infos = opened.infolist()
            wanted = f"{_name(infos[place[-1]]).rpartition('/')[0]}/{location}".lstrip("/")
            info = next((each for each in infos if _name(each) == wanted), None)
            budget = _Budget(limits.max_unpacked, limits.max_members)
            return _unpacked(opened, info, limits) if info and not _trouble(info, wanted, limits, budget) else None
    except (OSError, IndexError, UnreadableDocument, *_DAMAGE):
        return None


_DAMAGE = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RuntimeError, struct.error)
"""What the library throws at damage, at a lock and at methods it does not know."""


def _bounded(file: IO[bytes]) -> bool:
    """Whether the list of members is short enough to be read at all: its length stands at the end of the file."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(END)
    file.seek(0)
    return at >= 0 and len(tail) >= at + 22 and int(struct.unpack_from("<I", tail, at + 12)[0]) <= MAX_DIRECTORY


def _holds_files(opened: zipfile.ZipFile) -> bool:
    names = {info.filename.replace("\\", "/").lower() for info in opened.infolist()}
    return not names & OFFICE


def _members(opened: zipfile.ZipFile, above: Place, folder: str, limits: Limits, budget: _Budget) -> Iterator[Member]:
    for number, info in enumerate(opened.infolist()):
        name, place = _name(info), (*above, number)
        if name.endswith("/"):
            continue
        budget.members -= 1
        if budget.members < 0:
            most = f"Limits.max_members = {limits.max_members}"
            raise UnreadableDocument(f"an archive of more than {most} files; unpack it and name the folder")
        trouble = _trouble(info, name, limits, budget)
        shown = folder + _inside(name)
        if trouble:
            yield Member(name=shown, place=place, trouble=trouble)
        elif _may_be_archive(opened, info, name):
            yield from _within(opened, info, Member(name=shown, place=place), limits, budget)
        else:
            yield Member(name=shown, place=place)


def _trouble(info: zipfile.ZipInfo, name: str, limits: Limits, budget: _Budget) -> str:
    """Why a member is not taken out, with the remedy; empty where it is."""
    if _leads_out(name):
        return f"its name {name!r} leads out of the archive; not opened"
    if info.flag_bits & LOCKED:
        return "locked with a password in its archive; unpack it with the password and give the file inside"
    if info.compress_type not in METHODS:
        return f"packed by method {info.compress_type}, which is not known; unpack it and give the file inside"
    if info.file_size > limits.max_bytes:
        return f"unpacks to {info.file_size} bytes, more than Limits.max_bytes = {limits.max_bytes}"
    if info.file_size > max(SMALL, limits.max_ratio * max(info.compress_size, 1)):
        return f"unpacks to {info.file_size} bytes: beyond Limits.max_ratio = {limits.max_ratio}; not opened"
    budget.size -= info.file_size
    if budget.size < 0:
        return f"its archive unpacks to more than Limits.max_unpacked = {limits.max_unpacked} bytes; unpack it"
    return ""


def _may_be_archive(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bool:
    if Path(name).suffix.lower() in DOCUMENTS:
        return False
    try:
        with opened.open(info) as stream:
            return stream.read(4) in ZIP
    except (OSError, *_DAMAGE):
        return False


def _within(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, itself: Member, limits: Limits, budget: _Budget
) -> Iterator[Member]:
    """The members of an archive in an archive, or the file itself where it turns out to be a document."""
    try:
        data = io.BytesIO(_unpacked(opened, info, limits))
        if not _bounded(data):
            yield itself
            return
        with zipfile.ZipFile(data) as inner:
            if not _holds_files(inner):
                yield itself
            elif len(itself.place) >= limits.max_nesting:
                detail = f"an archive within more than Limits.max_nesting = {limits.max_nesting} archives; unpack it"
                yield Member(name=itself.name, place=itself.place, trouble=detail)
            else:
                yield from _members(inner, itself.place, f"{itself.name}/", limits, budget)
    except UnreadableDocument as error:
        yield Member(name=itself.name, place=itself.place, trouble=str(error))
    except (OSError, *_DAMAGE):
        yield itself  # reading it will say what it is


def _unpacked(opened: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The content of a member, not more of it than its archive declares."""
    if info.file_size > limits.max_bytes:
        raise UnreadableDocument(f"unpacks to {info.file_size} bytes, more than Limits.max_bytes = {limits.max_bytes}")
    with opened.open(info) as stream:
        data = stream.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise UnreadableDocument("larger than its archive declares; fetch the archive again")
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member with “/”. Names that are not marked as UTF-8 are that all the same, or GBK."""
    name = info.orig_filename.split("\0")[0]
    if not info.flag_bits & UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or re.match(r"[A-Za-z]:", name) is not None or ".." in name.split("/")


def _inside(name: str) -> str:
    """The name without what would lead out."""
    parts = re.sub(r"^[A-Za-z]:", "", name).split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "?"
