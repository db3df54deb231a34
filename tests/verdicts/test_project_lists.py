"""Lists of projects that bear the codes of the accounts which pay for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged

ROWS = """项目支出决算表
单位：元
项目名称|科目编码|本年支出合计|一般公共预算财政拨款|其他资金
合计||2,031,500.40|1,713,250.00|318,250.40
资源建设经费|2050201|486,200.00|486,200.00|
设备购置|2050201|312,450.00|312,450.00|
校舍维修改造|2050201|387,800.00|387,800.00|
安保服务经费|2050201|{}|{}|
生均公用经费|2050999|426,800.00|426,800.00|
伙食及材料支出|2050201|318,250.40||318,250.40"""


@pytest.mark.parametrize(("guards", "checks"), [("100,000.00", []), ("-100,000.00", ["grand-total"])])
def test_a_sign_that_should_not_be_there(guards: str, checks: list[str], tmp_path: Path) -> None:
    table = ROWS.format(guards, guards).replace("|", "\t")
    run = judged(tmp_path, "某幼儿园2022年度单位决算", table)
    assert sorted({f["check"] for f in accused(run)}) == checks
