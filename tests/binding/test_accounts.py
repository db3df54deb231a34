"""Names of accounts in every syntax of a path lead to the row they name, and say what they did not explain."""

from __future__ import annotations

import pytest

from analyzer.binding.accounts import Accounts
from analyzer.model import Document, Extraction, Profile, Reading, Table, TableRow

ROWS = {
    "201": "一般公共服务支出",
    "20126": "档案事务",
    "2012601": "行政运行",
    "2012602": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "204": "公共安全支出",
    "20406": "司法",
    "2040601": "行政运行",
}


def accounts() -> Accounts:
    rows = tuple(TableRow(label=label, code=code, texts=("1.00",)) for code, label in ROWS.items())
    table = Table(
        index=0, document="d", statement="general_public_budget", title="一般公共预算支出表", unit="万元",
        columns=("合计",), rows=rows,
    )  # fmt: skip
    document = Document(name="d", path="d", format="text", sha256="", blocks=())
    extraction = Extraction(
        document=document, profile=Profile(entity="云山市档案馆"), tables=(table,), facts=(), targets=(), prose=()
    )
    return Accounts([Reading(extraction=extraction)])


@pytest.mark.parametrize(
    "words",
    [
        "一般公共服务支出（类）档案事务（款）行政运行（项）",
        "一般公共服务（类）档案事务（款）行政运行（项）支出",
        "一般公共服务支出（201类）档案事务（26款）行政运行（01项）",
        "一般公共服务支出/档案事务/行政运行",
        "一般公共服务支出→档案事务→行政运行",
        "一般公共服务支出·档案事务·行政运行",
        "“一般公共服务支出-档案事务-行政运行”科目",
        "“一般公共服务支出：档案事务：行政运行”",
        "一般公共服务支出档案事务行政运行",
        "一般公共服务支出类档案事务款行政运行项",
    ],
)
def test_any_syntax_of_a_path_names_the_row(words: str) -> None:
    found = accounts().resolve(words)
    assert found.codes == ("2012601",)
    assert found.sure
    assert found.explicit


def test_a_level_that_stands_in_the_heading_before() -> None:
    """“档案事务（款）” alone decides; a bare 行政运行（项） needs what was spoken of before it."""
    known = accounts()
    assert known.resolve("档案事务（款）行政运行（项）").codes == ("2012601",)
    assert known.resolve("行政运行（项）", "公共安全支出（类）司法（款）").codes == ("2040601",)
    assert len(known.resolve("行政运行（项）").codes) == 2


def test_the_name_of_an_earlier_year_names_the_code() -> None:
    found = accounts().resolve("医疗卫生与计划生育支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）")
    assert found.codes == ("2101101",)
    assert found.sure


def test_what_nothing_explains_is_the_residue() -> None:
    """The cell of 行政运行 is not that of a part of it that no table prints."""
    found = accounts().resolve("档案事务（款）行政运行（项）中央补助行政运行（项）")
    assert found.residue
    assert not found.sure


def test_words_that_end_in_no_account() -> None:
    assert accounts().resolve("机关运行经费").codes == ()
