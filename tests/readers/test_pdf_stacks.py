"""Tables of a PDF that have rules across alone, or none: what the columns are, which names span them, notes between."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analyzer.documents import Grid
from analyzer.readers.pdf.document import read_pdf
from tests.readers.pdfs import HEIGHT, Draw, both, lines, pdf

SIZE = 9


def _small(*texts: tuple[float, float, str], across: tuple[tuple[float, float, float], ...] = ()) -> Draw:
    """Texts of one size, and rules (left, right, distance from the top)."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", SIZE)
        lines(*texts)(canvas)
        for left, right, top in across:
            canvas.line(left, HEIGHT - top, right, HEIGHT - top)

    return draw


def _only_grid(tmp_path: Path, draw: Draw) -> list[tuple[str, ...]]:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(both(draw, lines((200, 60, "收入决算表")))))
    [grid] = [block for block in read_pdf(path).blocks if isinstance(block, Grid)]
    assert not grid.ruled
    return [tuple("" if cell is None else cell.text for cell in row) for row in grid.rows]


def _body(rows: Sequence[tuple[str, ...]], places: Sequence[float], top: float, step: float) -> list[Any]:
    return [
        (x, top + step * r, text) for r, row in enumerate(rows) for x, text in zip(places, row, strict=True) if text
    ]


def test_numbers_below_the_names_tell_columns_without_a_figure(tmp_path: Path) -> None:
    names = [(60, 110, "科目编码"), (130, 110, "科目名称"), (230, 110, "本年收入合计"), (300, 110, "财政拨款收入"),
             (370, 110, "上级补助收入"), (440, 110, "其他收入")]  # fmt: skip
    numbers = [(72, 124, "栏次"), (255, 124, "1"), (325, 124, "2"), (395, 124, "3"), (455, 124, "4")]
    rows = [
        ("", "合计", "65.13", "61.82", "", "3.31"),
        ("208", "社会保障支出", "62.40", "59.09", "", "3.31"),
        ("221", "住房保障支出", "2.73", "2.73", "", ""),
    ]
    places = (60, 130, 250, 320, 395, 455)
    rules = tuple((55.0, 500.0, top) for top in (96.0, 130.0, 148.0, 166.0, 184.0))
    read = _only_grid(tmp_path, _small(*names, *numbers, *_body(rows, places, 143, 18), across=rules))
    assert read[0] == ("科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "其他收入")
    assert [row[5] for row in read[2:]] == ["3.31", "3.31", ""]
    assert [row[4] for row in read[2:]] == ["", "", ""]


def test_names_above_one_rule_stand_in_the_middle_of_what_they_span(tmp_path: Path) -> None:
    upper = [(125, 108, "收入"), (360, 108, "支出")]
    names = [(70, 126, "项目"), (170, 126, "决算数"), (250, 126, "项目"), (340, 126, "合计"), (400, 126, "公共预算"),
             (470, 126, "政府性基金")]  # fmt: skip
    rows = [
        ("一、财政拨款", "161.93", "五、教育支出", "18.64", "18.64", "0.00"),
        ("二、基金拨款", "62.26", "八、社会保障", "174.36", "112.10", "62.26"),
        ("本年收入合计", "224.19", "本年支出合计", "193.00", "130.74", "62.26"),
    ]
    places = (60, 175, 240, 345, 410, 480)
    rules = tuple((55.0, 540.0, top) for top in (96.0, 112.0, 130.0, 148.0, 166.0, 184.0))
    read = _only_grid(tmp_path, _small(*upper, *names, *_body(rows, places, 143, 18), across=rules))
    assert read[0][0] == "收入"
    assert read[0][2] == "支出"
    assert read[1] == ("项目", "决算数", "项目", "合计", "公共预算", "政府性基金")


def test_a_note_between_two_rows_ends_no_table(tmp_path: Path) -> None:
    rows = [
        ("科目编码", "科目名称", "合计", "基本支出"),
        ("2040604", "基层业务", "63.84", "63.84"),
        ("2040605", "普法宣传", "21.56", "21.56"),
        ("2040607", "法律服务", "86.42", "86.42"),
    ]
    after = [("2040610", "社区矫正", "42.79", "42.79"), ("2040699", "其他支出", "19.27", "19.27")]
    places = (60, 130, 260, 340)
    note = [(60, 182, "说明：法律服务支出含上级转拨的补助。")]
    draw = _small(*_body(rows, places, 110, 18), *note, *_body(after, places, 200, 18))
    read = _only_grid(tmp_path, draw)
    assert [row[0] for row in read if row[0].isdigit()] == ["2040604", "2040605", "2040607", "2040610", "2040699"]
    assert any(row[0].startswith("说明") for row in read)


def test_a_code_close_behind_an_amount_is_a_column_of_its_own(tmp_path: Path) -> None:
    rows = [
        ("301", "工资福利支出", "5,477,790.61", "302", "商品和服务支出", "840,885.20"),
        ("30101", "基本工资", "1,602,164.45", "30201", "办公费", "110,562.19"),
        ("30102", "津贴补贴", "1,331,557.45", "30202", "印刷费", "632,349.87"),
    ]
    heads = [(x, 110, "科目编码" if n in (0, 3) else "科目名称" if n in (1, 4) else "决算数")
             for n, x in enumerate((60, 120, 230, 278, 330, 440))]  # fmt: skip
    width = 4.5  # of a digit
    body = []
    for number, row in enumerate(rows):
        top = 128 + 18 * number
        right = 275 - width * (len(row[2]) - 3) - 3 * 2.25
        body += [(60, top, row[0]), (120, top, row[1]), (right, top, row[2]), (279, top, row[3])]
        body += [(330, top, row[4]), (440, top, row[5])]
    read = _only_grid(tmp_path, _small(*heads, *body))
    assert [row[3] for row in read[1:]] == ["302", "30201", "30202"]
    assert [row[2] for row in read[1:]] == [row[2] for row in rows]
