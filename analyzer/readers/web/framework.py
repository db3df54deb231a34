"""What a web page shows or links without holding it: frames, viewers, attachments, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element

ATTACHMENT = re.compile(
    r"\.(?:pdf|ofd|docx?|docm|xlsx?|xlsm|xlsb|csv|rtf|wps|et|ods|odt|mht|mhtml|zip|rar|7z)$", re.IGNORECASE
)
SHOWS = {"frame": "src", "iframe": "src", "embed": "src", "object": "data"}
"""Elements that show another file, and the attribute that names it."""
EXCEL_SHEET = "shLink"
"""How the frame page of an Excel web export marks the links to its sheets, which a script shows."""
DECORATION = re.compile(
    r"(?:tabstrip|filelist|stylesheet|blank)\.\w+$|^(?:about|javascript|data|blob):|^$", re.IGNORECASE
)
PAGE = re.compile(r"\.(?:[sx]?html?|aspx?|jsp|php|do)$", re.IGNORECASE)
ANNOUNCED = re.compile(r"表[）)]?\s*$|单位[：:]\s*(?:人民币)?(?:元|万元|千元|亿元)")
"""A line that announces a table: its title, or the unit of its figures."""
LARGE, SMALL = (400, 200), (120, 60)
"""Pixels (width, height) of a picture that may be a table, and below which it is none."""


def frames(root: _Element) -> list[str]:
    """The locations of what the page shows in frames, viewers and objects, each once, without decoration."""
    shown = [(each.get(name) or "").strip() for tag, name in SHOWS.items() for each in root.iter(tag)]
    linked = [(each.get("href") or "").strip() for each in root.iter("link") if each.get("id") == EXCEL_SHEET]
    locations = [_viewed(location) or location for location in [*linked, *shown]]
    return [location for location in dict.fromkeys(locations) if not DECORATION.search(location)]


def is_frameset(root: _Element) -> bool:
    """Whether the page is only a frame round others."""
    return next(root.iter("frameset"), None) is not None or any(
        link.get("id") == EXCEL_SHEET for link in root.iter("link")
    )


def is_decoration(location: str) -> bool:
    """Whether a file in a frame that is no page may be passed over: a film, a sound, a picture of the page."""
    return not ATTACHMENT.search(_path(location))


def attachments(root: _Element, locate: Callable[[str], bytes | None]) -> Iterator[str]:
    """The names of documents that the page links and that do not lie beside it."""
    for link in root.iter("a"):
        location = (link.get("href") or "").strip()
        target = _viewed(location) or location
        if ATTACHMENT.search(_path(target)) and locate(target) is None:
            yield shown_name(target)


def shown_name(location: str) -> str:
    """The name of a file as a reader would look for it: the last two parts of a page's, the last of a document's."""
    path = unquote(_path(location)).replace("\\", "/")
    if location.startswith("data:"):
        return ""
    parts = [part for part in path.split("/") if part]
    kept = parts[-1:] if ATTACHMENT.search(path) or location.startswith(("http:", "https:", "//", "/")) else parts[-2:]
    return "/".join(kept)[:120]


def is_small(image: _Element) -> bool:
    """Whether a picture is declared too small for a table, or is an icon by its kind."""
    return any(0 < _pixels(image, name) < least for name, least in zip(("width", "height"), SMALL, strict=True))


def is_large(image: _Element) -> bool:
    """Whether a picture is declared as large as a table."""
    return all(_pixels(image, name) >= least for name, least in zip(("width", "height"), LARGE, strict=True))


def _pixels(image: _Element, name: str) -> int:
    style = re.search(rf"(?<![-\w]){name}\s*:\s*(\d{{1,5}})(?:\.\d+)?px", image.get("style", ""))
    plain = re.match(r"\s*(\d{1,5})\s*(?:px)?\s*$", image.get(name, ""))
    found = style or plain
    return int(found[1]) if found else 0


def _viewed(location: str) -> str:
    """The document that a viewer is asked to show: “viewer.html?file=a.pdf”."""
    values = (value for _, value in parse_qsl(_split(location).query)) if location else iter(())
    return next((value for value in values if ATTACHMENT.search(_path(value))), "")


def _path(location: str) -> str:
    return _split(location).path


def _split(location: str) -> SplitResult:
    try:
        return urlsplit(location)
    except ValueError:
        return urlsplit("")
