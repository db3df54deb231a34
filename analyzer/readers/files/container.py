"""Zip containers of office formats: their parts read within the limits, their XML without entities or network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.readers.files.source import File

if TYPE_CHECKING:
    from lxml.etree import _Element

SMALL = 1_000_000
"""Members below this unpacked size may be packed at any ratio."""
OFFICE = "officeDocument"


class Container:
    """The parts of a zip file; every size is checked before a byte is unpacked.

    Raises UnreadableDocument for a damaged or encrypted container and for a bomb.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise file.refuse("a cut or damaged office file; fetch it again") from None
        self._check()
        self._parts = {_slashed(info.filename): info for info in self._zip.infolist()}

    def _check(self) -> None:
        limits, total = self.file.limits, 0
        for info in self._zip.infolist():
            total += info.file_size
            if info.file_size > max(SMALL, limits.max_ratio * max(info.compress_size, 1)):
                raise self.file.refuse(
                    f"part {info.filename!r} unpacks to {info.file_size} bytes: beyond Limits.max_ratio"
                )
        if total > limits.max_unpacked:
            raise self.file.refuse(f"unpacks to {total} bytes, more than Limits.max_unpacked = {limits.max_unpacked}")

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def bytes(self, name: str) -> bytes:
        """The content of part ``name``."""
        try:
            info = self._parts[name]
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except KeyError:
            raise self.file.refuse(f"lacks its part {name!r}; fetch it again") from None
        except RuntimeError:
            raise self.file.refuse("encrypted; save it without a password") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.file.refuse(f"its part {name!r} is damaged; fetch the file again") from None
        if len(data) > info.file_size:
            raise self.file.refuse(f"its part {name!r} is larger than declared; fetch the file again")
        return data

    def xml(self, name: str) -> _Element:
        """The root of the XML part ``name``."""
        return parse_xml(self.bytes(name), name, self.file)

    def relations(self, name: str = "") -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part name) of part ``name``, or of the whole file."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.names:
            return {}
        found = {}
        for element in self.xml(rels):
            target = element.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], path)
        return found

    def main_part(self, default: str) -> str:
        """The part that holds the document proper."""
        for kind, path in self.relations().values():
            if kind == OFFICE and path in self.names:
                return path
        return default


def parse_xml(data: bytes, name: str, file: File) -> _Element:
    """The root of XML ``data``; entities stay unresolved, deep or damaged markup is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    check_entities(data, name, file)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise file.refuse(f"its part {name!r} is damaged ({str(error)[:80]}); fetch the file again") from None


def check_entities(data: bytes, name: str, file: File) -> None:
    """Refuse XML that declares entities, before a parser meets them."""
    if b"<!ENTITY" in data[:4096].upper():
        raise file.refuse(f"its part {name!r} declares entities, which office files never do; not opened")


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for anything that is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: _Element | None, name: str, default: str = "") -> str:
    """The attribute ``name`` in whatever namespace."""
    if element is None:
        return default
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((str(value) for key, value in element.attrib.items() if _local(str(key)) == name), default)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along ``path`` of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    """The children of that local name."""
    return (inner for inner in (element if element is not None else ()) if local(inner) == name)


def own_text(element: _Element | None) -> str:
    """The text of an element before its first child; empty where there is none."""
    return (element.text or "") if element is not None else ""


def _slashed(name: str) -> str:
    """The name of a part; some Windows programs write it with backslashes."""
    return name.replace("\\", "/")


def is_zip(file: File) -> bool:
    """Whether the file begins like a zip file."""
    return file.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_whole(file: File) -> bool:
    """Whether a zip file has its list of parts, which stands at its end."""
    return zipfile.is_zipfile(io.BytesIO(file.data))


def holds(file: File, *names: str) -> bool:
    """Whether a zip file names one of these parts; a cut file is searched as bytes, its directory being lost."""
    if not is_zip(file):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as opened:
            present = {_slashed(name) for name in opened.namelist()}
            return any(name in present for name in names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeError):
        return any(name.encode() in file.data for name in names)
