"""A disclosure as a web page: spans, headings, titles above the table or inside its grid, any declared encoding."""

from __future__ import annotations

from html import escape

from tests.specimens.document import above
from tests.specimens.specification import Disclosure, Place, Prose, Sheet


def page(disclosure: Disclosure, *, encoding: str = "utf-8", declared: str = "", inside: bool = False) -> bytes:
    """The page in ``encoding``; ``declared`` is what its meta element says (gb2312 over GBK bytes, as pages do)."""
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared or encoding}">'
    body = "\n".join(_prose(b) if isinstance(b, Prose) else _sheet(b, inside=inside) for b in disclosure.blocks)
    title = f"<title>{escape(disclosure.organisation)}</title>"
    text = f"<!DOCTYPE html>\n<html><head>{head}{title}</head>\n<body>\n{body}\n</body></html>\n"
    return text.encode(encoding)


def _prose(prose: Prose) -> str:
    name = f"h{prose.level}" if prose.level else "p"
    return f"<{name}>{escape(prose.text)}</{name}>"


def _sheet(sheet: Sheet, *, inside: bool) -> str:
    lines = above(sheet)
    rows = []
    if inside:
        rows = [f'<tr><td colspan="{sheet.width}" align="center">{escape(line)}</td></tr>' for line in lines]
        lines = []
    for row in sheet.head + sheet.body:
        rows.append("<tr>" + "".join(_cell(place) for place in row) + "</tr>")
    note = sheet.note if isinstance(sheet.note, str) else sheet.note.text
    parts = [*(f"<p>{escape(line)}</p>" for line in lines), '<table border="1">', *rows, "</table>"]
    return "\n".join([*parts, f"<p>{escape(note)}</p>"] if note else parts)


def _cell(place: Place) -> str:
    spans = (f' rowspan="{place.rows}"' if place.rows > 1 else "") + (
        f' colspan="{place.columns}"' if place.columns > 1 else ""
    )
    return f"<td{spans}>{escape(place.text)}</td>"
