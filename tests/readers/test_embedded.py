"""Files and pictures within office files: read in their place, or told."""

from __future__ import annotations

import io
import zipfile

import pytest

from analyzer.errors import UnreadableDocument
from tests.readers.conftest import Reads
from tests.readers.samples import NOTE, TITLE, docx, grids, html, mhtml, packed, prose, texts, xls, xlsx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word(body: str, parts: dict[str, tuple[str, bytes]] | None = None, links: dict[str, str] | None = None) -> bytes:
    """A Word document; ``parts`` are relationship id → (kind, content) with the id as file name, ``links`` external."""
    relations = "".join(
        f'<Relationship Id="{name.split(".")[0]}" Type="{KIND}{kind}" Target="embeddings/{name}"/>'
        for name, (kind, _) in (parts or {}).items()
    ) + "".join(
        f'<Relationship Id="{name}" Type="{KIND}oleObject" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    held = {f"word/embeddings/{name}": data for name, (_, data) in (parts or {}).items()}
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="r" Type="{KIND}officeDocument" '
            'Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode(),
            **held,
        }
    )


def paragraph(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t>{more}</w:r></w:p>"


@pytest.mark.parametrize(("name", "data"), [("c.html", html()), ("c.mht", mhtml()), ("c.docx", docx())])
def test_alternative_chunks_are_read_in_their_place(name: str, data: bytes, reads: Reads) -> None:
    body = paragraph("前文。") + '<w:altChunk r:id="c"/>' + paragraph("后文。")
    document = reads(word(body, {name: ("aFChunk", data)}), "a.docx")
    assert [each.text for each in prose(document)] == ["前文。", TITLE, "单位：万元", NOTE, "后文。"]
    assert texts(grids(document)[0])[-1][1] == "411.70"
    assert not document.issues


def test_a_chunk_that_cannot_be_read_is_told(reads: Reads) -> None:
    body = paragraph("前文。") + '<w:altChunk r:id="c"/><w:altChunk r:id="none"/>'
    document = reads(word(body, {"c.bin": ("aFChunk", bytes(range(256)) * 9)}), "a.docx")
    assert [issue.code for issue in document.issues] == ["unread-part", "unread-part"]
    assert "c.bin" in document.issues[0].detail
    with pytest.raises(UnreadableDocument, match=r"c\.bin"):
        reads(word('<w:altChunk r:id="c"/>', {"c.bin": ("aFChunk", bytes(range(256)) * 9)}), "b.docx")


@pytest.mark.parametrize(("name", "data"), [("e.xlsx", xlsx()), ("e.bin", xls())])
def test_embedded_workbooks_are_read(name: str, data: bytes, reads: Reads) -> None:
    shape = '<v:shape style="width:400pt;height:200pt"><v:imagedata r:id="i"/></v:shape>'
    item = f'<w:object>{shape}<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="e"/></w:object>'
    body = paragraph("收支总表") + paragraph("单位：万元", item)
    document = reads(word(body, {name: ("package", data)}), "a.docx")
    assert "411.70" in {cell.text for row in grids(document)[0].rows for cell in row if cell}
    assert not {"unread-part", "picture"} & {issue.code for issue in document.issues}


def test_linked_objects_are_told(reads: Reads) -> None:
    item = '<w:object><o:OLEObject Type="Link" ProgID="Excel.Sheet.12" r:id="e"/></w:object>'
    (issue,) = reads(word(paragraph("见附表。", item), links={"e": "file:///D:/预算.xlsx"}), "a.docx").issues
    assert issue.code == "unread-part"
    assert "linked" in issue.detail


def picture(wide: float, high: float) -> str:
    extent = f'<wp:extent cx="{round(wide * 360_000)}" cy="{round(high * 360_000)}"/>'
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic>'
    shown = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    return f"<w:drawing><wp:inline>{extent}{shown}</wp:inline></w:drawing>"


def test_pictures_where_a_table_may_be_are_told(reads: Reads) -> None:
    """Large ones, smaller ones under a title, old drawings; no seal and no photograph of ordinary size."""
    title = paragraph("部门支出总表") + paragraph("单位：万元")
    old = '<w:pict><v:shape style="width:300pt;height:150pt"><v:imagedata r:id="i"/></v:shape></w:pict>'
    for body, told in (
        (title + paragraph("", picture(6, 3)), True),
        (paragraph("正文一段。", picture(14, 8)), True),
        (title + paragraph("", old), True),
        (paragraph("正文一段。", picture(6, 6)), False),
        (title + paragraph("", picture(1, 1)), False),
    ):  # fmt: skip
        document = reads(word(body), "a.docx")
        assert [issue.code for issue in document.issues] == ["picture"] * told


def test_columns_in_cells_of_word_tables_are_divided(reads: Reads) -> None:
    def cell(*lines: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, lines))}</w:tc>"

    figures = cell("合计", "", "甲") + cell("3.00", "2.00", "1.00")
    rows = f"<w:tr>{cell('名称')}{cell('预算数')}</w:tr><w:tr>{figures}</w:tr>"
    (grid,) = grids(reads(word(f"<w:tbl>{rows}</w:tbl>"), "a.docx"))
    assert texts(grid) == [["名称", "预算数"], ["合计", "3.00"], ["", "2.00"], ["甲", "1.00"]]


def test_objects_in_a_sheet_are_told(reads: Reads) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    document = reads(packed({**parts, "xl/embeddings/Word.docx": b"x"}), "a.xlsx")
    assert [issue.code for issue in document.issues] == ["unread-part"]
    assert "Word.docx" in document.issues[0].detail


def test_files_within_files_end(reads: Reads) -> None:
    """A document that holds a document that holds … is read to a depth, and the rest is told."""
    data = docx()
    for _ in range(5):
        data = word(paragraph("一层。") + '<w:altChunk r:id="c"/>', {"c.docx": ("aFChunk", data)})
    document = reads(data, "a.docx")
    assert [issue.code for issue in document.issues] == ["unread-part"]
    assert not grids(document)
