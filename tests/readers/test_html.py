"""Web pages: spans, layout tables, headings, what is not shown, places."""

from __future__ import annotations

from pathlib import Path

from analyzer.readers import read
from tests.readers.conftest import Reads
from tests.readers.samples import grids, prose, texts


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>t</title></head><body>\n{body}</body></html>"


def test_spans_are_expanded_and_phantom_columns_dropped(reads: Reads) -> None:
    head = "<tr><td colspan=30>题</td></tr><tr><th rowspan=2>a</th><th colspan=2>b</th></tr>"
    body = f"<table>{head}<tr><td>1<td>2</tr></table>"
    grid = grids(reads(page(body), "a.html"))[0]
    assert texts(grid) == [["题"] * 3, ["a", "b", "b"], ["a", "1", "2"]]
    assert grid.rows[1][0] is grid.rows[2][0]


def test_layout_tables_are_looked_into(reads: Reads) -> None:
    inner = "<table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>"
    document = reads(page(f"<table><tr><td>导语一句。</td><td>{inner}</td></tr></table>"), "a.html")
    assert [each.text for each in prose(document)] == ["导语一句。"]
    assert texts(grids(document)[0]) == [["x", "1"], ["y", "2"]]


def test_headings_breaks_and_what_is_not_shown(reads: Reads) -> None:
    body = (
        "<nav>菜单</nav><h2>一、收入</h2>\n<p>第一句。<br>第二句。<span style='display: none'>藏</span></p>"
        "<script>var x</script><!-- 注 --><p>2024年预算<b>12.5</b>万元。</p><footer>页脚</footer>"
    )
    found = prose(reads(page(body), "a.html"))
    assert [each.text for each in found] == ["一、收入", "第一句。", "第二句。", "2024年预算12.5万元。"]
    assert [each.level for each in found] == [2, 0, 0, 0]
    assert [each.line for each in found][:2] == [2, 3]


def test_declared_gb2312_is_read_as_gb18030(reads: Reads) -> None:
    data = page("<meta charset=gb2312><p>喆㐂镕</p>").encode("gb18030")
    assert prose(reads(data, "a.htm"))[0].text == "喆㐂镕"


def test_linked_files_are_an_issue(reads: Reads) -> None:
    document = reads(page("<p>附件</p><a href='/f/预算.xlsx'>下载</a>"), "a.html")
    assert [issue.code for issue in document.issues] == ["linked-files"]
    assert "预算.xlsx" in document.issues[0].detail


def test_real_pages(shared: Path) -> None:
    for name, tables in (("bj-health-2024-budget.html", 8), ("bj-health-2025-budget.html", 7)):
        path = shared / "provinces" / "docs" / name
        if path.exists():
            assert len(grids(read(path))) >= tables
