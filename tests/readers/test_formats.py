"""One statement saved in every format is read as the same grid; content decides what a file is."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import UnreadableDocument
from analyzer.readers import read, suffixes
from analyzer.readers.files.unread import OLE
from tests.readers.conftest import Reads
from tests.readers.samples import NOTE, ROWS, SAMPLES, TITLE, docx, grids, html, packed, plain, prose, texts, xls


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Spanned places of the first header row filled up, as formats with true spans have them."""
    first = [cell or rows[0][at - 1] for at, cell in enumerate(rows[0])]
    return [first, *rows[1:]]


@pytest.mark.parametrize("suffix", [suffix for suffix in SAMPLES if suffix != ".xls"])
def test_every_format_gives_the_same_grid(suffix: str, reads: Reads) -> None:
    document = reads(SAMPLES[suffix](), f"a{suffix}")
    (grid,) = grids(document)
    assert filled(plain(texts(grid))) == filled(plain(ROWS))
    assert [each.text for each in prose(document)] == [TITLE, "单位：万元", NOTE]
    assert all(cell is None or cell.line for row in grid.rows for cell in row)
    assert document.format == {".txt": "text", ".xml": "spreadsheetml"}.get(suffix, suffix[1:])
    assert len(document.sha256) == 64


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".ods", ".xls", ".xml", ".mhtml", ".xlsb"])
def test_a_spanned_cell_is_one_object(suffix: str, reads: Reads) -> None:
    head = grids(reads(SAMPLES[suffix](), f"a{suffix}"))[0].rows[0]
    assert head[0] is head[1]
    assert head[1] is not head[2]


def test_content_decides_before_the_suffix(reads: Reads) -> None:
    assert reads(html(), "a.xls").format == "html"
    assert reads(docx(), "a.wps").format == "docx"
    assert reads(xls(), "a.et").format == "xls"
    assert reads(html(), "a.txt").format == "html"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "empty"),
        (bytes(range(256)) * 20, "a.txt", "UTF-8, GB18030 or UTF-16"),
        (bytes(range(256)) * 20, "a.bin", "no known kind"),
        (b"Rar!\x1a\x07\x00" + b"x" * 99, "a.rar", "unpack"),
        (packed({"a.txt": b"x"}), "a.zip", "unpack"),
        (b"\x1f\x8b\x08" + b"x" * 99, "a.gz", "unpack"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.png", "ocr"),
        (b"PK\x03\x04", "a.docx", "fetch it again"),
        (b"<html><body><script>x</script></body></html>", "a.html", "holds no text"),
    ],
)  # fmt: skip
def test_what_is_not_read_gets_a_line_with_a_remedy(data: bytes, name: str, words: str, reads: Reads) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        reads(data, name)
    assert name in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="a folder"):
        read(tmp_path)


def test_suffixes_are_those_of_all_formats() -> None:
    assert {".pdf", ".txt", ".html", ".docx", ".xlsx", ".xls", ".ods", ".md"} <= suffixes()
