"""The same small invented statement in every format, and helpers to look at what a reader made of it."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from analyzer.model import Document, Grid, Paragraph
from tests.readers import binary

TITLE = "2024年单位收支总表"
ROWS: tuple[tuple[str, ...], ...] = (
    ("收入", "", "支出", ""),
    ("项目", "预算数", "项目", "预算数"),
    ("一、财政拨款收入", "411.70", "一、教育支出", "11.70"),
    ("二、事业收入", "0.00", "二、农林水支出", "400.25"),
    ("收入总计", "411.70", "支出总计", "411.95"),
)
NOTE = "注：本表金额四舍五入。"
XLS = Path(__file__).parent / "samples" / "statement.xls"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{styles}<office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def text() -> bytes:
    lines = [TITLE, "", "单位：万元", "", *("\t".join(row) for row in ROWS), "", NOTE]
    return "\n".join(lines).encode()


def html() -> bytes:
    head = '<tr><td colspan="2">收入</td><td colspan="2">支出</td></tr>'
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS[1:])
    page = f"<html><head><meta charset='gb2312'></head><body><h1>{TITLE}</h1><p>单位：万元</p>"
    return f"{page}<table>{head}{body}</table><p>{NOTE}</p></body></html>".encode("gbk")


def docx() -> bytes:
    import docx as library

    document = library.Document()
    document.add_heading(TITLE, level=2)
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=len(ROWS), cols=4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, content in zip(row.cells, texts, strict=True):
            cell.text = content
    for left in (0, 2):
        table.cell(0, left).merge(table.cell(0, left + 1)).text = ROWS[0][left]
    document.add_paragraph(NOTE)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet, money = book.add_worksheet("收支总表"), book.add_format({"num_format": "#,##0.00"})
        sheet.merge_range(0, 0, 0, 3, TITLE)
        sheet.write(1, 3, "单位：万元")
        for left in (0, 2):
            sheet.merge_range(2, left, 2, left + 1, ROWS[0][left])
        for row, texts in enumerate(ROWS[1:], 3):
            for column, content in enumerate(texts):
                if content.replace(".", "").isdigit():
                    sheet.write_number(row, column, float(content), money)
                else:
                    sheet.write_string(row, column, content)
        sheet.write(3 + len(ROWS), 0, NOTE)
    return stream.getvalue()


def ods(tables: str = "", styles: str = "") -> bytes:
    def cell(content: str) -> str:
        if content.replace(".", "").isdigit():
            inside = f'office:value-type="float" office:value="{float(content)}"'
            return f"<table:table-cell {inside}><text:p>{content}</text:p></table:table-cell>"
        return f"<table:table-cell><text:p>{content}</text:p></table:table-cell>"

    wide = '<table:table-cell table:number-columns-spanned="{}"><text:p>{}</text:p></table:table-cell>{}'
    covered = '<table:covered-table-cell table:number-columns-repeated="{}"/>'
    rows = [wide.format(4, TITLE, covered.format(3))]
    rows.append('<table:table-cell table:number-columns-repeated="3"/>' + cell("单位：万元"))
    rows.append("".join(wide.format(2, content, covered.format(1)) for content in ROWS[0] if content))
    rows.extend("".join(cell(content) for content in row) for row in ROWS[1:])
    rows.append(cell(NOTE))
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    sheet = tables or f'<table:table table:name="收支总表">{body}</table:table>'
    content = ODS_HEAD.format(styles=styles) + sheet + ODS_TAIL
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind.encode(), "content.xml": content.encode()})


def xls() -> bytes:
    return XLS.read_bytes()


def csv() -> bytes:
    rows = [(TITLE, "", "", ""), ("", "", "", "单位：万元"), *ROWS, (NOTE, "", "", "")]
    return "\r\n".join(",".join(row) for row in rows).encode("gbk")


def spreadsheetml() -> bytes:
    def cell(content: str, more: str = "") -> str:
        kind = "Number" if content.replace(".", "").isdigit() else "String"
        style = ' ss:StyleID="m"' if kind == "Number" else ""
        return f'<Cell{style}{more}><Data ss:Type="{kind}">{content}</Data></Cell>'

    head = "".join(cell(content, ' ss:MergeAcross="1"') for content in ROWS[0] if content)
    body = [head, *("".join(map(cell, row)) for row in ROWS[1:])]
    rows = [cell(TITLE, ' ss:MergeAcross="3"'), cell("单位：万元", ' ss:Index="4"'), *body, cell(NOTE)]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    style = '<Styles><Style ss:ID="m"><NumberFormat ss:Format="Fixed"/></Style></Styles>'
    table = "".join(f"<Row>{row}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}">{style}'
        f'<Worksheet ss:Name="收支总表"><Table>{table}</Table></Worksheet></Workbook>'
    ).encode()


def mhtml(page: bytes = b"", others: dict[str, bytes] | None = None) -> bytes:
    """A web archive of a page and of other files by their location."""
    parts = {"file:///C:/a.htm": page or html(), **(others or {})}
    made = []
    for location, data in parts.items():
        encoded = base64.encodebytes(data).decode().replace("\n", "\r\n")
        head = f"Content-Location: {location}\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html"
        made.append(f"------=_B\r\n{head}\r\n\r\n{encoded}\r\n")
    start = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_B"\r\n\r\n'
    return (start + "".join(made) + "------=_B--\r\n").encode()


def xlsb() -> bytes:
    rows = [(TITLE, "", "", ""), ("", "", "", "单位：万元"), *ROWS, (NOTE, "", "", "")]
    values = [[float(cell) if cell.replace(".", "").isdigit() else cell for cell in row] for row in rows]
    return packed(binary.parts(values, merged=[(0, 0, 0, 3), (2, 2, 0, 1), (2, 2, 2, 3)]))


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip file of ``parts``; the first one stored, as OpenDocument wants its type."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, data) in enumerate(parts.items()):
            archive.writestr(name, data, zipfile.ZIP_STORED if index == 0 else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """An office file with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({name: changes.get(name, bytes)(content) for name, content in parts.items()})


SAMPLES: dict[str, Callable[[], bytes]] = {
    ".txt": text, ".html": html, ".docx": docx, ".xlsx": xlsx, ".ods": ods, ".xls": xls,
    ".csv": csv, ".xml": spreadsheetml, ".mhtml": mhtml, ".xlsb": xlsb,
}  # fmt: skip


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def prose(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def plain(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace(",", "") for cell in row] for row in rows]
