"""Kinds of file under names that are not theirs, and what web pages show without holding it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import UnreadableDocument
from analyzer.readers import Limits, read
from tests.readers.conftest import Reads
from tests.readers.samples import NOTE, ROWS, TITLE, csv, grids, html, mhtml, prose, spreadsheetml, texts

TABLE = "<table><tr><td>项目</td><td>预算数</td></tr><tr><td>合计</td><td>{}</td></tr></table>"


def page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


# ---- separated values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.txt"])
def test_csv_is_read_in_every_encoding_under_any_name(encoding: str, name: str, reads: Reads) -> None:
    data = csv().decode("gbk").encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    document = reads(data, name)
    assert document.format == "csv"
    assert texts(grids(document)[0])[1:] == [list(row) for row in ROWS[1:]]
    assert [each.text for each in prose(document)] == [TITLE, "单位：万元", NOTE]


def test_quotes_and_breaks_within_fields(reads: Reads) -> None:
    """A field may hold the separator, quotes and line breaks; a place is the line on which its row begins."""
    data = '项目,预算数\n"甲, 乙\n二行","1,234.50"\n"称""丙""",2.00\n'
    (grid,) = grids(reads(data, "a.csv"))
    assert texts(grid) == [["项目", "预算数"], ["甲, 乙\n二行", "1,234.50"], ['称"丙"', "2.00"]]
    assert [row[0].line for row in grid.rows if row[0]] == [1, 2, 4]


def test_other_separators(reads: Reads) -> None:
    assert texts(grids(reads("项目;预算数\n甲;1,5\n乙;2,5\n", "a.csv"))[0]) == [
        ["项目", "预算数"],
        ["甲", "1,5"],
        ["乙", "2,5"],
    ]
    quoted = '项目\t预算数\n甲\t"1,234.50"\n"乙\t丙"\t2.00\n'
    assert texts(grids(reads(quoted, "a.xls"))[0]) == [["项目", "预算数"], ["甲", "1,234.50"], ["乙\t丙", "2.00"]]


def test_thousands_without_quotes_are_joined_or_told(reads: Reads) -> None:
    """A program that writes 1,234.50 without quotes makes two fields of it; never a figure of 1."""
    head = "项目,合计,基本支出,项目支出\n甲,100.00,60.00,40.00\n乙,200.00,150.00,50.00\n"
    (grid,) = grids(reads(head + "丙,1,234.50,1,000.50,234.00\n", "a.csv"))
    assert texts(grid)[-1] == ["丙", "1,234.50", "1,000.50", "234.00"]
    document = reads(head + "丙,1,234.50,600.00,x,y\n", "b.csv")
    assert [issue.code for issue in document.issues] == ["uneven-fields"]
    assert document.issues[0].line == 4
    assert len(grids(document)[0].rows) == 3


def test_a_csv_of_too_many_cells_is_refused(reads: Reads) -> None:
    with pytest.raises(UnreadableDocument, match=r"Limits\.max_cells"):
        reads("1,2,3,4\n" * 30, "a.csv", limits=Limits(max_cells=100))


def test_prose_with_commas_is_no_csv(reads: Reads) -> None:
    words = (
        "支出1,234.50万元,比上年增加12.30万元,增长1%。\n其中基本支出846.80万元。\n项目支出400.00万元,主要用于普查。\n"
    )
    assert reads(words, "a.txt").format == "text"


# ---- XML and mail ----------------------------------------------------------------------------------------------------


def test_spreadsheets_of_2003_show_their_formats(reads: Reads) -> None:
    (grid,) = grids(reads(spreadsheetml(), "a.xls"))
    assert grid.rows[2][1] is not None
    assert grid.rows[2][1].text == "411.70"
    assert grid.sheet == "收支总表"


def test_spreadsheets_of_2003_in_gb2312_hidden_rows_and_formulas(reads: Reads) -> None:
    text = spreadsheetml().decode()
    text = text.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="gb2312"?>')
    text = text.replace(
        '<Row><Cell><Data ss:Type="String">二、', '<Row ss:Hidden="1"><Cell><Data ss:Type="String">二、'
    )
    text = text.replace("</Row></Table>", '<Cell ss:Formula="=R1C1"/></Row></Table>')
    document = reads(text.encode("gbk"), "a.xml")
    assert "二、事业收入" not in {cell.text for row in grids(document)[0].rows for cell in row if cell}
    assert sorted(issue.code for issue in document.issues) == ["formula-without-value", "hidden-cells"]


def test_xhtml_is_a_page_under_any_name(reads: Reads) -> None:
    start = b'<?xml version="1.0" encoding="gb2312"?>\r\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\r\n'
    for name in ("a.xls", "a.html", "a.doc"):
        assert reads(start + html(), name).format == "html"


def test_a_web_archive_holds_its_frames(reads: Reads) -> None:
    """What Excel saves as a single file web page: a frame page, and a part for each sheet."""
    frame = page("").replace(b"<body></body>", b'<frameset><frame src="a.files/sheet001.htm"></frameset>')
    others = {"file:///C:/a.files/sheet001.htm": page(TABLE.format("12.30"))}
    document = reads(mhtml(frame, others), "a.xls")
    assert document.format == "mhtml"
    assert texts(grids(document)[0])[1] == ["合计", "12.30"]
    assert not document.issues
    with pytest.raises(UnreadableDocument, match="sheet001"):
        reads(mhtml(frame), "b.mht")


# ---- what a page shows without holding it ----------------------------------------------------------------------------

FRAMES = (
    b'<html><head><link id="shLink" href="a.files/sheet001.htm"><link id="shLink" href="a.files/sheet002.htm"></head>'
    b'<frameset><frame src="a.files/sheet001.htm"><frame src="a.files/tabstrip.htm"><noframes><body><p>x</p></body>'
    b"</noframes></frameset></html>"
)


def test_sheets_of_an_excel_frame_page_are_read_where_they_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_bytes(FRAMES)
    with pytest.raises(UnreadableDocument, match=r"a\.files/sheet001\.htm"):
        read(tmp_path / "a.htm")
    (tmp_path / "a.files").mkdir()
    (tmp_path / "a.files" / "sheet001.htm").write_bytes(page(TABLE.format("12.30")))
    document = read(tmp_path / "a.htm")
    assert texts(grids(document)[0])[1] == ["合计", "12.30"]
    (issue,) = document.issues
    assert issue.code == "unread-part"
    assert "sheet002" in issue.detail
    assert "sheet001" not in issue.detail


def test_frames_that_lead_out_of_the_folder_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.htm").write_bytes(page(TABLE.format("12.30")))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.htm").symlink_to(tmp_path / "secret.htm")
    for location in (
        "../secret.htm",
        str(tmp_path / "secret.htm"),
        "file:///etc/passwd",
        "link.htm",
        "%2e%2e/secret.htm",
    ):
        (tmp_path / "in" / "a.htm").write_bytes(page(f"<p>正文一段。</p><iframe src='{location}'></iframe>"))
        assert not grids(read(tmp_path / "in" / "a.htm"))


def test_viewers_name_the_files_they_show(reads: Reads) -> None:
    shown = (
        "<iframe src='/v/viewer.html?file=/f/甲.pdf'></iframe><object data='/u/乙.ofd'></object><embed src='丙.pdf'>"
    )
    (issue,) = reads(page("<p>公开说明。</p>" + shown + "<video src='x.mp4'></video>"), "a.html").issues
    assert issue.code == "linked-files"
    assert all(name in issue.detail for name in ("甲.pdf", "乙.ofd", "丙.pdf"))


def test_a_picture_where_a_table_is_announced_is_told(reads: Reads) -> None:
    announced = "<p>部门收支总表</p><p>单位：万元</p><p><img src='a/表1.png'></p><p>说明一段。</p>"
    (issue,) = reads(page(announced), "a.html").issues
    assert issue.code == "picture"
    assert "表1.png" in issue.detail
    assert not reads(page("<p>局机关大楼照片</p><img src='b.jpg'>"), "b.html").issues
    assert not reads(page("<p>收支总表</p><img src='dot.gif' width=8 height=8>" + TABLE.format(1)), "c.html").issues


# ---- several values in one cell --------------------------------------------------------------------------------------


def test_columns_in_cells_are_divided_into_rows(reads: Reads) -> None:
    """By line breaks or by paragraphs, blank lines holding their row."""
    breaks = "<tr><td> <br>201<br>208</td><td>合计<br>一般<br>社保</td><td>9.00<br>&nbsp;<br>9.00</td></tr>"
    parts = "<tr><td><p>甲</p><p>乙</p></td><td></td><td><p>1.00</p><p>2.00</p></td></tr>"
    document = reads(page(f"<table><tr><td>码</td><td>名</td><td>数</td></tr>{breaks}{parts}</table>"), "a.html")
    assert texts(grids(document)[0]) == [
        ["码", "名", "数"], ["", "合计", "9.00"], ["201", "一般", ""], ["208", "社保", "9.00"],
        ["甲", "", "1.00"], ["乙", "", "2.00"],
    ]  # fmt: skip
    assert not document.issues


def test_cells_whose_lines_do_not_agree_are_told(reads: Reads) -> None:
    document = reads(
        page("<table><tr><td>名</td><td>数</td></tr><tr><td>甲<br>乙</td><td>1.00<br>2.00<br>3.00</td></tr></table>"),
        "a.html",
    )
    (issue,) = document.issues
    assert issue.code == "several-values"
    assert "1.00 | 2.00" in issue.detail


def test_a_label_of_two_lines_is_one_row(reads: Reads) -> None:
    (grid,) = grids(
        reads(
            page("<table><tr><td>名<br>称</td><td>数</td></tr><tr><td>甲<br>（乙）</td><td>1.00</td></tr></table>"),
            "a.html",
        )
    )
    assert len(grid.rows) == 2
