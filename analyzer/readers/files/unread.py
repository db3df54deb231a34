"""Kinds of files that are recognised and not read: each gets a message that says what to do instead."""

from __future__ import annotations

from analyzer.model import Document, Issue
from analyzer.readers.files.container import holds, is_whole, is_zip
from analyzer.readers.files.source import File, Format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = {
    b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}  # fmt: skip
ARCHIVE = "an archive ({}), which is not opened; unpack it and give the files inside"
ENCRYPTED = "an encrypted office document; save it without a password"
OFFICE_XML = "an Office XML file of 2003; open it and save it as .xlsx or .docx"
SLIDES = "a presentation; save it as .pdf"


def pictured(document: str, name: str, *, page: int | None = None, line: int | None = None) -> Issue:
    """What to tell of a picture inside a document that may be a table."""
    detail = f"a picture ({name}) stands where a table may be; its figures were not read: get the table as text"
    return Issue(code="picture", document=document, page=page, line=line, detail=detail)


def reason(file: File) -> str:
    """Why ``file`` is not read, with the remedy; empty where it may well be text."""
    data, head = file.data, file.data[:4096]
    if is_zip(file):
        return _zipped(file)
    if data.startswith(OLE):
        return _compound(data)
    for sign, kind in ARCHIVES.items():
        if data.startswith(sign):
            return ARCHIVE.format(kind)
    if data[257:262] == b"ustar":
        return ARCHIVE.format("tar")
    if b"<?mso-application" in head:
        return OFFICE_XML
    return ""


def _zipped(file: File) -> str:
    if holds(file, "ppt/presentation.xml"):
        return SLIDES
    if file.suffix in (".docx", ".docm", ".xlsx", ".xlsm", ".ods"):
        return "no complete office file; fetch it again"
    if not is_whole(file):
        return "a cut or damaged zip file; fetch it again"
    return ARCHIVE.format("zip")


def _compound(data: bytes) -> str:
    if named(data, "EncryptedPackage"):
        return ENCRYPTED
    if named(data, "PowerPoint Document"):
        return SLIDES
    return "an old office file without a workbook in it; open it and save it as .docx, .xlsx or .pdf"


def named(data: bytes, stream: str) -> bool:
    """Whether an OLE file has a stream of that name; its directory may stand anywhere in the file."""
    return stream.encode("utf-16-le") in data


def accepts(file: File) -> bool:
    """Whether the content is of a kind that is known and not read."""
    return bool(reason(file))


def read(file: File) -> Document:
    """Refuse the file with the reason and the remedy."""
    raise file.refuse(reason(file))


FORMAT = Format(name="unread", suffixes=(), accepts=accepts, read=read, rank=40)
