"""Counts that text and table both state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TABLE = """“三公”经费相关统计数表
项目|统计数
因公出国（境）团组数（个）|0
公务用车购置数（辆）|1
公务用车保有量（辆）|5
国内公务接待批次（个）|49
国内公务接待人次（人）|386"""


@pytest.mark.parametrize(("receptions", "verdict", "checks"), [(49, "confirmed", []), (46, "refuted", ["count"])])
def test_receptions(receptions: int, verdict: str, checks: list[str], tmp_path: Path) -> None:
    text = f"全年国内公务接待{receptions}批次，接待386人次。年末公务用车保有量5辆。"
    run = judged(tmp_path, "某局2023年度部门决算", text, TABLE.replace("|", "\t"))
    assert verdict_of(run, f"{receptions}批次") == verdict
    assert verdict_of(run, "386人次") == verdict_of(run, "5辆") == "confirmed"
    assert [f["check"] for f in accused(run)] == checks


def test_vehicles_of_another_kind_are_not_those_kept(tmp_path: Path) -> None:
    run = judged(tmp_path, "某局2023年度部门决算", "本部门共有车辆9辆，其中执法执勤用车4辆。", TABLE.replace("|", "\t"))
    assert accused(run) == []
    assert verdict_of(run, "9辆") == "unverifiable"
