"""Web archives (MHTML, “single file web page”): the page and its frames out of the parts of a mail (RFC 2557)."""

from __future__ import annotations

import posixpath
import re
from email import message_from_bytes
from email.message import Message
from urllib.parse import unquote

from analyzer.model import Block, Document, Issue
from analyzer.readers.files.source import File, Format
from analyzer.readers.web import html

HEADERS = re.compile(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{0,40}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){1,40}")
KIND = re.compile(
    rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.IGNORECASE | re.MULTILINE
)
MAX_PARTS = 5_000


def read(file: File) -> Document:
    """The document in a web archive: its first page with the frames that are in it."""
    blocks, issues = page(file)
    return file.document("mhtml", blocks, issues)


def page(file: File) -> tuple[list[Block], list[Issue]]:
    """The blocks of the page in a web archive, and what was not read with it."""
    parts = [part for part in message_from_bytes(file.data.lstrip()).walk() if not part.is_multipart()]
    if len(parts) > MAX_PARTS:
        raise file.refuse(f"a web archive of {len(parts)} parts; save the page as plain .html")
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise file.refuse("a web archive without a page in it; save the page as plain .html")
    known = {_key(name): part for part in parts for name in (_location(part), _identifier(part)) if name}

    def locate(location: str) -> bytes | None:
        held = known.get(_key(location)) or known.get(_key(posixpath.basename(location.replace("\\", "/"))))
        return _content(held) if held is not None else None

    return html.page(file.part(file.name, _content(pages[0])), locate)


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    if charset.startswith("utf-16") and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16-le" if charset != "utf-16be" else "utf-16-be", "replace").encode("utf-8")
    return data


def _location(part: Message) -> str:
    return str(part.get("Content-Location", "")).strip()


def _identifier(part: Message) -> str:
    name = str(part.get("Content-ID", "")).strip().strip("<>")
    return f"cid:{name}" if name else ""


def _key(location: str) -> str:
    """What a part is looked up by: its location without the folders above its own."""
    if location.startswith("cid:"):
        return location
    return "/".join(unquote(location).replace("\\", "/").split("/")[-2:]).lower()


def accepts(file: File) -> bool:
    """The headers of a mail that holds a page, under any name."""
    head = file.data[:8192].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\r\n", b"\n")
    found = HEADERS.match(head)
    return found is not None and b"mime-version:" in found[0].lower() and KIND.search(found[0]) is not None


FORMAT = Format(name="mhtml", suffixes=(".mht", ".mhtml"), accepts=accepts, read=read, rank=32)
