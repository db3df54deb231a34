"""The user's own document: its 40 statements, each with its links, read from the committed file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import forms, readers
from analyzer.claims import extract
from analyzer.model import Claim
from tests.claims.narrate import brief

EXPECTED = """
level 预算收入 16356.02万元
level 一般公共预算收入 16110.02万元
level 基金预算收入 0万元
level 财政专户核拨收入 0万元
level 其他来源收入 246万元
level 上年结转结余 0万元
level 支出预算 16356.02万元
level 基本支出 2914.02万元
level 人员经费 2617.97万元
level 日常公用经费 296.05万元
level 项目支出 13442万元
level “343”被征地人员保障资金 10428万元
level 享受事业单位待遇退休人员物业补贴等补助资金 1093万元
level 社保社会化管理服务资金 231万元
level 市级特困企业离休人员及建国前老工人一次性生活补贴资金 321万元
level 养老保险扩面征缴工作经费 215万元
level “五险一金”合署办公和物业综合保障经费 363万元
level 其他支出 0万元
level 预算收支 16356.02万元
change 预算收支 10877.36万元 greater
change 基本支出 138.26万元 greater
change 人员经费支出 145.46万元 greater
change 日常公用经费 7.2万元 less
change 项目支出 10739.1万元 greater
change “343”被征地人员保障资金 10428万元 greater
change 市级特困企业离休人员及建国前老工人一次性生活补贴资金 321万元 greater
change 石家庄常山纺织集团纺织科技有限责任公司（原石家庄纺织研究所）统筹外代发项目 58万元 greater
change 其他支出 0万元 equal
level 运行经费 296.05万元
level 财政拨款“三公”经费 11.77万元
level 因公出国（境）费 0万元
level 公务用车购置及运维费 9万元
level 公务用车购置费 0万元
level 公务用车运维费 9万元
level 公务接待费 2.77万元
change 财政拨款“三公”经费 0.71万元 less
change 公务接待费 0.71万元 less
level 政府采购 70.70万元
level 固定资产金额 1493.5万元
level 拟购置固定资产总额 8.7万元
"""


@pytest.fixture(scope="module")
def found(own_disclosure: Path) -> tuple[Claim, ...]:
    return extract(forms.extract(readers.read(own_disclosure)))[0]


def test_every_statement_is_found_and_no_other(found: tuple[Claim, ...]) -> None:
    assert [brief(claim) for claim in found] == EXPECTED.strip().splitlines()


def test_the_decomposition_is_linked(found: tuple[Claim, ...]) -> None:
    by_id = {claim.id: claim for claim in found}
    wholes = [(brief(c), brief(by_id[c.whole]), c.partial) for c in found if c.whole and c.kind == "change"]
    total, basic, project = found[19], found[20], found[23]
    assert wholes == [
        (brief(basic), brief(total), False),
        (brief(found[21]), brief(basic), True),
        (brief(found[22]), brief(basic), True),
        (brief(project), brief(total), False),
        (brief(found[24]), brief(project), True),
        (brief(found[25]), brief(project), True),
        (brief(found[26]), brief(project), True),
        (brief(found[27]), brief(total), False),
        (brief(found[36]), brief(found[35]), True),
    ]


def test_all_comparisons_are_with_the_budget_of_the_year_before(found: tuple[Claim, ...]) -> None:
    assert {(c.base_year, c.base_stage) for c in found if c.kind == "change"} == {(2022, "budget")}


def test_changes_know_the_level_they_are_about(found: tuple[Claim, ...]) -> None:
    by_id = {claim.id: claim for claim in found}
    current = {brief(c): by_id[c.current].value for c in found if c.kind == "change" and c.current}
    assert str(current["change 预算收支 10877.36万元 greater"]) == "16356.02"
    assert str(current["change 基本支出 138.26万元 greater"]) == "2914.02"
    assert str(current["change 项目支出 10739.1万元 greater"]) == "13442"


def test_fixed_assets_are_of_the_end_of_the_year_before(found: tuple[Claim, ...]) -> None:
    assert [(c.year, c.source.line) for c in found[-2:]] == [(2022, 681), (2023, 681)]


def test_offsets_lead_to_the_printed_figure(own_disclosure: Path, found: tuple[Claim, ...]) -> None:
    prose = forms.extract(readers.read(own_disclosure)).prose
    for claim in found:
        printed = prose[claim.paragraph].text[claim.start : claim.end].replace(" ", "")
        assert printed.startswith(str(claim.value))
