"""Why a panel has no cards is told in words."""

from __future__ import annotations

import pandas as pd

from analyzer import panel
from analyzer.anomalies import silence
from analyzer.changes import changes
from tests.panel.synthetic import simple


def total(when: int, text: str, **more: str) -> pd.DataFrame:
    return panel.build(simple("甲局", when, [("expenditure", "total", "total", text)], **more))


def words(*tables: pd.DataFrame) -> tuple[str, str]:
    table = panel.join(tables)
    return silence(table, changes(table))


def test_no_figures() -> None:
    assert words() == ("没有可用的金额，无从比较。", "There are no amounts to compare.")


def test_one_year() -> None:
    zh, en = words(total(2023, "10.00"))
    assert "只有2023年" in zh
    assert "only 2023" in en


def test_a_gap_and_two_stages_have_nothing_to_compare() -> None:
    for tables in ((total(2020, "10.00"), total(2023, "11.00")),
                   (total(2022, "10.00", stage="final"), total(2023, "11.00"))):  # fmt: skip
        zh, en = words(*tables)
        assert "没有口径相同的相邻年份" in zh
        assert "no two neighbouring years" in en


def test_changes_that_do_not_stand_out() -> None:
    assert words(total(2022, "10.00"), total(2023, "10.10"))[0] == "比较了1项变动，没有特别突出的。"
