"""A small writer of OFD for the tests: pages of characters and rules, as the PDF reader takes them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise

from analyzer.readers.pdf.geometry import Char, Sheet
from tests.readers.samples import packed

MM = 25.4 / 72
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ENTRY = (
    f"<ofd:OFD {SPACE} DocType='OFD' Version='1.0'><ofd:DocBody><ofd:DocInfo/>"
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def repeated(values: Sequence[float]) -> str:
    """Distances in the notation of the standard: “g 3 2.5” for the same one three times."""
    parts = []
    for text, run in groupby(map(number, values)):
        count = len(list(run))
        parts.append(f"g {count} {text}" if count > 1 else text)
    return " ".join(parts)


def text_object(chars: Sequence[Char], ctm: str = "") -> str:
    """One printed line or piece of it; its characters lie on one baseline."""
    # Some PDFs give the size in their text matrix and tell 1 point: a character tells what it must be.
    points = max(chars[0].size, *((char.x1 - char.x0) * (1.6 if char.text.isascii() else 1) for char in chars))
    size, left, top = points * MM, chars[0].x0 * MM, (chars[0].base - points) * MM
    steps = [(after.x0 - before.x0) * MM for before, after in pairwise(chars)]
    wide = (chars[-1].x1 - chars[0].x0) * MM
    box = " ".join(map(number, (left, top, wide, 1.2 * size)))
    delta = f' DeltaX="{repeated(steps)}"' if steps else ""
    text = escape("".join(char.text for char in chars))
    return (
        f'<ofd:TextObject ID="1" Boundary="{box}" Font="1" Size="{number(size)}"{ctm}>'
        f'<ofd:TextCode X="0" Y="{number(size)}"{delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked rule, in points of the upright page."""
    left, top = min(x0, x1) * MM, min(y0, y1) * MM
    ends = (
        " ".join(map(number, (x0 * MM - left, y0 * MM - top))),
        " ".join(map(number, (x1 * MM - left, y1 * MM - top))),
    )
    box = " ".join(map(number, (left, top, abs(x1 - x0) * MM, abs(y1 - y0) * MM)))
    data = f"M {ends[0]} L {ends[1]}"
    return (
        f'<ofd:PathObject ID="2" Boundary="{box}" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def pieces(chars: Iterable[Char]) -> Iterable[list[Char]]:
    """Characters that one text object can hold: of one baseline and size, from left to right."""

    def line(char: Char) -> tuple[float, float]:
        return round(char.base, 2), round(char.size, 2)

    ordered = sorted(chars, key=lambda char: (*line(char), char.x0))
    for _, run in groupby(ordered, key=line):
        yield list(run)


def content(objects: Iterable[str], area: str = "", template: str = "") -> bytes:
    """The content part of a page or template; the objects lie in a block within a layer."""
    body = f"<ofd:PageBlock ID='3'>{''.join(objects)}</ofd:PageBlock>"
    held = f"<ofd:Content><ofd:Layer ID='4'>{body}</ofd:Layer></ofd:Content>"
    return f"<?xml version='1.0' encoding='UTF-8'?><ofd:Page {SPACE}>{template}{area}{held}</ofd:Page>".encode()


def area(width: float, height: float) -> str:
    box = f"0 0 {number(width * MM)} {number(height * MM)}"
    return f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"


def package(pages: Sequence[bytes], templates: Sequence[bytes] = (), resources: bytes = b"") -> bytes:
    """An OFD file of the content parts of its pages and templates."""
    parts = {"OFD.xml": ENTRY.encode()}
    parts |= {f"Doc_0/Pages/Page_{at}/Content.xml": page for at, page in enumerate(pages)}
    parts |= {f"Doc_0/Tpls/Tpl_{at}/Content.xml": page for at, page in enumerate(templates)}
    if resources:
        parts["Doc_0/PublicRes.xml"] = resources
    named = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    backs = "".join(
        f'<ofd:TemplatePage ID="{100 + at}" BaseLoc="Tpls/Tpl_{at}/Content.xml"/>' for at in range(len(templates))
    )
    public = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>" if resources else ""
    common = f"<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{public}{backs}"
    parts["Doc_0/Document.xml"] = (
        f"<ofd:Document {SPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{named}</ofd:Pages></ofd:Document>"
    ).encode()
    return packed(parts)


def ofd(sheets: Iterable[Sheet]) -> bytes:
    """The pages of a PDF as an OFD."""
    pages = []
    for sheet in sheets:
        objects = [text_object(run) for run in pieces(sheet.chars)]
        objects += [path_object(rule.start, rule.at, rule.end, rule.at) for rule in sheet.rules.across]
        objects += [path_object(rule.at, rule.start, rule.at, rule.end) for rule in sheet.rules.down]
        pages.append(content(objects, area(sheet.width, sheet.height)))
    return package(pages)


def sheets_of(data: bytes) -> list[Sheet]:
    """The pages of a PDF taken apart."""
    import pypdfium2

    from analyzer.readers.pdf.pages.page import sheet

    pdf = pypdfium2.PdfDocument(data)
    return [sheet(pdf[at], at + 1, 300_000)[0] for at in range(len(pdf))]
