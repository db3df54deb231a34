"""Word: true spans, headings, revisions, text boxes, automatic numbers."""

from __future__ import annotations

from analyzer.readers.word.numbering import chinese, roman, spelled
from tests.readers.conftest import Reads
from tests.readers.samples import docx, grids, packed, prose, texts

HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word(body: str) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": HEAD.format(body).encode()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_spans_across_and_down(reads: Reads) -> None:
    rows = (
        cell("a", '<w:vMerge w:val="restart"/>') + cell("b", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("1") + cell("2"),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    grid = grids(reads(word(body), "a.docx"))[0]
    assert texts(grid) == [["a", "b", "b"], ["a", "1", "2"]]
    assert grid.rows[0][0] is grid.rows[1][0]


def test_revisions_are_read_as_accepted(reads: Reads) -> None:
    changed = "<w:del><w:r><w:delText>11</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
    body = f"<w:p><w:r><w:t>预算</w:t></w:r>{changed}</w:p>"
    document = reads(word(body), "a.docx")
    assert prose(document)[0].text == "预算12"
    assert [issue.code for issue in document.issues] == ["tracked-changes"]


def test_text_boxes_and_content_controls(reads: Reads) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p><w:r><w:t>外</w:t></w:r>{box}</w:p><w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
    assert [each.text for each in prose(reads(word(body), "a.docx"))] == ["外", "框内", "控件"]


def test_headings_have_levels(reads: Reads) -> None:
    assert prose(reads(docx(), "a.docx"))[0].level == 2


def test_automatic_numbers() -> None:
    assert [chinese(number) for number in (1, 10, 12, 20, 105, 110)] == [
        "一",
        "十",
        "十二",
        "二十",
        "一百零五",
        "一百一十",
    ]
    assert roman(1994) == "MCMXCIV"
    assert [spelled(3, form) for form in ("decimal", "lowerLetter", "decimalEnclosedCircle", "unheard")] == [
        "3",
        "c",
        "③",
        "3",
    ]
