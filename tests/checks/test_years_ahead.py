"""A figure of the year after the document's own, in an account of what was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("2024年度机关运行经费支出76.92万元。", ["year-ahead"]),
        ("2023年度机关运行经费支出76.92万元。", []),
        ("2024年度机关运行经费预算76.92万元。", []),
        ("年末结转76.92万元，2024年将用于设备购置10.00万元。", []),
    ],
)
def test_a_final_account_states_no_figure_of_the_next_year(tmp_path: Path, sentence: str, checks: list[str]) -> None:
    run = judged(tmp_path, "云山市林业局2023年度部门决算", "十、机关运行经费支出情况", sentence)
    assert [found["check"] for found in accused(run)] == checks
