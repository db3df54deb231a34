"""Text: tables of tabs, pipes and gaps, sentences over line breaks, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model import Paragraph
from analyzer.readers import read
from tests.readers.conftest import Reads
from tests.readers.samples import grids, prose, texts

SAMPLE = "支出总表\n\n科目\t合计\n教育支出\t11.70\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, newline: str, reads: Reads) -> None:
    document = reads(SAMPLE.replace("\n", newline).encode(encoding))
    assert texts(grids(document)[0]) == [["科目", "合计"], ["教育支出", "11.70"]]
    assert prose(document)[0].text == "支出总表"
    assert grids(document)[0].line == 3


def test_a_file_cut_inside_a_character_stays_utf8(reads: Reads) -> None:
    document = reads(SAMPLE.encode()[:-12])
    assert prose(document)[0].text == "支出总表"
    document = reads("支出总表\n教育支出".encode()[:-1])
    assert prose(document)[0].text == "支出总表"
    assert [issue.code for issue in document.issues] == ["damaged-encoding"]


def test_ragged_rows_keep_their_field_positions(reads: Reads) -> None:
    grid = grids(reads("a\tb\tc\n1\t\t3\n4\t5\n"))[0]
    assert texts(grid) == [["a", "b", "c"], ["1", "", "3"], ["4", "5", ""]]
    assert grid.rows[2][2] is None
    assert grid.rows[1][1] is not None
    assert grid.rows[2][1] is not None
    assert grid.rows[2][1].line == 3


def test_pipe_tables(reads: Reads) -> None:
    grid = grids(reads("| 项目 | **金额** |\n|:--|--:|\n| 一\\|二 | 3.50 |\n"))[0]
    assert texts(grid) == [["项目", "金额"], ["一|二", "3.50"]]


def test_columns_of_gaps_are_a_guess(reads: Reads) -> None:
    page = "编码      名称            合计     基本\n"
    page += "201       一般公共       1066.46   599.24\n20108     审计事务       66.46\n"
    grid = grids(reads(page))[0]
    assert texts(grid)[2] == ["20108", "审计事务", "66.46", ""]
    assert not grid.ruled


def test_html_tables_inside_markdown(reads: Reads) -> None:
    document = reads("# 总表\n\n<table><tr><td rowspan=2>a</td><td>1</td></tr>\n<tr><td>2</td></tr></table>\n", "a.md")
    assert texts(grids(document)[0]) == [["a", "1"], ["a", "2"]]
    assert (grids(document)[0].line, prose(document)[0].level) == (3, 1)


def test_a_sentence_goes_on_after_a_blank_line(reads: Reads) -> None:
    first = "本中心上年末资产金额为 15.5 万元（详见下表）。本年度拟购置资产总额为 8.7 万"
    paragraph = prose(reads(f"{first}\n\n元，已按要求列入采购预算。\n\n八、名词解释\n"))[0]
    assert paragraph.text == first + "元，已按要求列入采购预算。"
    assert paragraph.place(0) == (None, 1)
    assert paragraph.place(len(first)) == (None, 3)


def test_titles_and_numbered_items_stay_apart(reads: Reads) -> None:
    page = "12、某某纺织集团有限责任公司统筹外代发项目取暖费补助专项\n\n绩效目标表\n\n"
    page += "- 1、**基本支出**：指保障运转的支出\n- 2、项目支出\n"
    found = [each.text for each in prose(reads(page))]
    assert found[1:] == ["绩效目标表", "1、基本支出：指保障运转的支出", "2、项目支出"]


def test_contents_with_leaders_are_prose(reads: Reads) -> None:
    document = reads("收支总表.....\t1\n收入总表.....\t3\n")
    assert [each.text for each in prose(document)] == ["收支总表..... 1", "收入总表..... 3"]
    assert not grids(document)


def test_the_real_disclosure(own_disclosure: Path) -> None:
    document = read(own_disclosure)
    lines = own_disclosure.read_text(encoding="utf-8").split("\n")
    assert len(grids(document)) == 40
    for grid in grids(document):
        for row in grid.rows:
            line = next(cell.line for cell in row if cell)
            assert line is not None
            printed = [cell.text for cell in row if cell]
            assert printed == [field.strip() for field in lines[line - 1].split("\t")]
    joined = [each for each in prose(document) if len(each.breaks) > 1]
    assert [[line for _, _, line, _ in each.breaks] for each in joined] == [[681, 683]]


def test_prose_in_narrow_marks_cut_into_lines_is_no_table_of_commas(reads: Reads) -> None:
    lines = (
        "(一)教育支出类科目 5,806,105.16 元,占支出总预算",
        "82.27%,同比增加 3,520,772.45 元,增长 154.06%。",
        "(二)卫生健康支出类科目 275,373.54 元,占支出总预",
        "算3.9%,同比增加 190,249.14 元,增长 223.5%。",
        "(三)住房保障支出类科目 418,288.92 元,占支出总预",
        "算5.93%,同比增加 288,986.04 元,增长 223.5%。",
    )
    document = reads("\n".join(lines).encode(), "a.txt")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph"] * len(document.blocks)
    assert "占支出总预算82.27%" in "".join(block.text for block in document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    "lines",
    [
        ["县级收入１８１０８万元，占年初预算３３２００万元的５４.５４％，同比增收１０４４", "万元，增长６.１２％。"],
        [
            "县级收入１８１０８万元，占年初预算３３２００万元的５４.５４％，同比增收１０４４万元，",
            "全县支出218463万元，占年初预算386150万元的56.57%，增支10548万元，",
            "增长5.07%。",
        ],
    ],
    ids=["at a unit", "narrow digits below wide ones"],
)
def test_a_line_that_ends_at_a_comma_or_is_as_long_as_others_goes_on(lines: list[str], reads: Reads) -> None:
    assert [p.text for p in prose(reads("\n".join(lines)))] == ["".join(lines)]
