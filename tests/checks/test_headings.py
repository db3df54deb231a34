"""Another organisation, another year, another level of government in headings and leading sentences."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.checks.cases import case, document, said

OTHER = "云山市清河区卫生监测站2024年政府采购预算总额201.30万元。"


def test_a_sentence_of_another_organisation() -> None:
    [message] = said("organisation-other", case(document("云山市清河区档案馆2024年单位预算", OTHER)))
    assert "云山市清河区卫生监测站" in message
    assert "云山市清河区档案馆" in message


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2023年12月31日，兴渠街道办事处及所属单位共有车辆9辆。",
        "兴渠街道办事处按照全面实施预算绩效管理的要求，编制绩效目标。",
        "2024年兴渠街道办事处整体支出绩效目标为：服务对象满意。",
    ],
)
def test_another_office_of_the_same_kind(sentence: str) -> None:
    office = "云山市清河区柳岸街道办事处"
    [message] = said("organisation-other", case(document(f"{office}2024年部门预算", sentence), entity=office))
    assert "兴渠街道办事处" in message


@pytest.mark.parametrize(
    "blocks",
    [
        (OTHER, "1.云山市清河区卫生监测站。"),
        (OTHER, [["单位名称", "性质"], ["云山市清河区卫生监测站", "事业"]]),
        ("清河区档案馆2024年收入预算20万元。",),
        ("制定了清河区档案馆预算绩效管理办法，清河区档案馆2024年部门预算。",),
        ("由云山市清河区财政局批复后公开。",),
    ],
)
def test_offices_that_belong_here(blocks: tuple[str, ...]) -> None:
    """Units that the document lists, short forms of its own name, and offices that only act."""
    assert said("organisation-other", case(document("云山市清河区档案馆2024年单位预算", *blocks))) == []


def test_a_heading_of_last_year() -> None:
    titles = ("2024年单位收入预算总表", "2024年单位支出预算总表", "2023年单位财政拨款收支预算总表")
    [message] = said("heading-year", case(document(*titles)))
    assert "2023年单位财政拨款收支预算总表" in message


@pytest.mark.parametrize(
    "line",
    [
        "2024年预算与2023年预算比较表",
        "2023年预算执行情况",
        "截至2023年8月31日，共有车辆8辆。",
        "《云山市2023年预算管理办法》",
        "2023年度项目预算绩效评价结果",
        "2023年单位决算",
    ],
)
def test_earlier_years_that_are_meant(line: str) -> None:
    titles = ("2024年单位收入预算总表", "2024年单位支出预算总表")
    assert said("heading-year", case(document(*titles, line))) == []


def test_the_city_in_a_districts_definitions() -> None:
    wrong = "（一）财政拨款收入：是市级预算主管部门及所属预算单位本年度取得的财政拨款。"
    [message] = said("government-level", case(document("2024年区级单位预算", wrong)))
    assert "“市级”" in message
    assert "区级" in message


@pytest.mark.parametrize(
    ("entity", "line"),
    [
        ("云山市社会保险中心", "1、财政拨款收入：指市级财政当年拨付的资金。"),
        ("云山市清河区档案馆", "1、财政拨款收入：指区级财政当年拨付的资金。"),
        ("云山市清河区档案馆", "2、上级补助收入：指市级财政部门拨入的补助。"),
        ("云山市清河区档案馆", "市级财政支持总部经济1262.00万元。"),
    ],
)
def test_levels_that_are_right(entity: str, line: str) -> None:
    assert said("government-level", case(document(line), entity=entity)) == []


KEPT = "截至{year}年12月31日，本单位共有车辆3辆。"


@pytest.mark.parametrize(
    ("sentences", "stage", "count"),
    [
        ((KEPT.format(year=2023),), "final", 1),
        ((KEPT.format(year=2024),), "final", 0),
        ((KEPT.format(year=2022),), "final", 1),
        ((KEPT.format(year=2022), KEPT.format(year=2024)), "final", 0),
        ((KEPT.format(year=2023), KEPT.format(year=2024)), "final", 0),
        ((KEPT.format(year=2023),), "budget", 0),
    ],
)
def test_a_date_of_record_of_the_year_before(
    sentences: tuple[str, ...], stage: Literal["budget", "final"], count: int
) -> None:
    made = case(document("云山市清河区档案馆2024年度部门决算", *sentences), year=2024, stage=stage)
    assert len(said("record-date", made)) == count


@pytest.mark.parametrize(("base", "count"), [("2023年末", 1), ("2022年末", 0)])
def test_a_balance_that_is_compared_with_its_own_day(base: str, count: int) -> None:
    text = f"截至2023年12月31日，政府债务余额21862.08万元，比{base}增加3258.27万元。"
    assert len(said("date-of-comparison", case(document("云山县2024年政府债务情况", text)))) == count


CAPTION = "部门：云山市清河区档案馆\t{year}年度\t金额单位：元"


def test_a_line_over_a_table_of_another_year() -> None:
    blocks = [CAPTION.format(year=year) for year in (2024, 2024, 2023)]
    [message] = said("heading-year", case(document("云山市清河区档案馆2024年度部门决算", *blocks), stage="final"))
    assert "2023年度" in message
