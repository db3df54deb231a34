"""Sentence forms that say a familiar thing otherwise: lists, shares and comparisons in another order of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "云山市林业局2024年度部门决算"


def said(tmp_path: Path, *sentences: str) -> list[tuple[str, str]]:
    """The check and the wrong figure of each accusation."""
    return [(f["check"], f["figures"][0]) for f in accused(judged(tmp_path, TITLE, *sentences))]


def test_a_list_is_shared_out_among_names_that_hold_a_joining_word(tmp_path: Path) -> None:
    run = judged(
        tmp_path, TITLE, "社会保障和就业、卫生健康、住房保障三类支出分别为430.15万元、155.78万元和158.22万元。"
    )
    subjects = [record["subject"] for record in run.claim_records]
    assert subjects == ["社会保障和就业", "卫生健康", "住房保障支出"]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("项目支出1742.84万元，按用途分为三块：造林642.18万元、管护386.72万元、补助673.94万元。", "673.94"),
        ("核定事业编制86名，按岗位分为管理岗位12名、专业技术岗位41名、工勤技能岗位35名。", "86"),
        ("采购总额486.20万元，货物、工程、服务分别为112.45万元、203.60万元、152.15万元。", "486.20"),
    ],
)
def test_a_list_told_to_be_complete_sums_to_its_whole(tmp_path: Path, sentence: str, figure: str) -> None:
    told = accused(judged(tmp_path, TITLE, sentence))
    assert [record["check"] for record in told] == ["text-list"]
    assert figure in {f.rstrip("万元名") for f in told[0]["figures"]}


def test_what_a_total_is_made_of_bears_it_out(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "基本支出2016.75万元，由人员经费1853.76万元和公用经费162.99万元构成。")
    assert verdict_of(run, "2016.75万元") == "confirmed"
    assert accused(run) == []


@pytest.mark.parametrize(
    ("share", "told"),
    [("36.04%）2754.06万元和项目支出（占63.96%", []), ("36.04%）2754.06万元和项目支出（占62.10%", ["62.10"])],
)
def test_a_share_in_brackets_is_of_the_amount_behind_it(tmp_path: Path, share: str, told: list[str]) -> None:
    sentence = f"本年支出合计7642.17万元，由基本支出（占{share}）4888.11万元构成。"
    assert [figure for _, figure in said(tmp_path, sentence)] == told


def test_a_share_before_what_it_is_of(tmp_path: Path) -> None:
    sentence = "本年收入合计1717.63万元。其中，占比98.64%的财政拨款收入1694.23万元，占比1.36%的其他收入23.40万元。"
    run = judged(tmp_path, TITLE, sentence)
    assert (verdict_of(run, "98.64%"), verdict_of(run, "1.36%")) == ("confirmed", "confirmed")


@pytest.mark.parametrize(("rate", "told"), [("19.10", []), ("16.04", [("rate-of-change", "16.04")])])
def test_a_rate_in_brackets_behind_its_noun(tmp_path: Path, rate: str, told: list[tuple[str, str]]) -> None:
    sentence = f"财政拨款收入由上年的5894.30万元增加到今年的7020.05万元，增幅（{rate}%），主要是任务增加。"
    assert said(tmp_path, sentence) == told


def test_a_plan_that_is_passed_is_the_base_of_what_follows(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "退耕补助支出214.50万元，大于年初预算的180.00万元，超出34.50万元。")
    assert verdict_of(run, "34.50万元") == "confirmed"
    assert accused(run) == []


def test_a_change_on_the_base_just_stated(tmp_path: Path) -> None:
    sentence = (
        "2024年支出3290.54万元，比2023年执行数3142.79万元增加147.75万元；2023年年初预算为3208.60万元，"
        "同口径增加81.94万元，增长2.55%。"
    )
    run = judged(tmp_path, TITLE, sentence)
    assert [verdict_of(run, value) for value in ("147.75万元", "81.94万元", "2.55%")] == ["confirmed"] * 3


def test_another_base_that_comes_later_is_none_of_the_change_before(tmp_path: Path) -> None:
    sentence = (
        "收支总计8999.52万元，与2023年年初预算相比，收支总计增加638.45万元（增长7.64%）；按2023年调整预算口径，"
        "上年数为9911.88万元，则减少912.36万元，降幅9.20%。"
    )
    assert said(tmp_path, sentence) == []


def test_what_a_figure_leaves_out_is_no_head_of_a_list(tmp_path: Path) -> None:
    sentence = (
        "财政拨款收支总计5339.29万元，未包含单位资金96.00万元。其中一般公共预算财政拨款4495.09万元，"
        "政府性基金预算财政拨款844.20万元。"
    )
    assert said(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("严格落实过紧日子要求，压减接待批次和人次", ["reason-against-direction"]),
        ("新增人员较多、租用办公用房，日常开支大幅上升", []),
        ("上级调研批次增加", []),
    ],
)
def test_what_rose_did_not_rise_by_thrift(tmp_path: Path, reason: str, told: list[str]) -> None:
    sentence = f"公务接待费支出6.48万元，比上年增加2.36万元，主要原因是{reason}。"
    assert [check for check, _ in said(tmp_path, sentence)] == told


def test_a_total_explains_its_sum_and_the_share_of_it(tmp_path: Path) -> None:
    sentence = (
        "政府采购支出总额842.36万元，其中：货物支出215.40万元、工程支出396.80万元、服务支出203.16万元。"
        "授予中小企业合同金额689.20万元，占政府采购支出总额的84.53%。"
    )
    run = judged(tmp_path, TITLE, sentence)
    assert [(f["check"], f["figures"][0]) for f in accused(run)] == [("text-list", "842.36万元")]
    assert verdict_of(run, "84.53%") == "consistent"


def test_a_total_that_its_own_change_bears_out_is_not_blamed(tmp_path: Path) -> None:
    sentence = (
        "收入总额7783.26万元，比上年增加7122.54万元，增长1078%。其中：财政拨款收入751.80万元，占收入总额的9.7%；"
        "其他收入7000.00万元，占收入总额的90.3%。"
    )
    assert verdict_of(judged(tmp_path, TITLE, sentence), "90.3%") == "refuted"


@pytest.mark.parametrize(("word", "told"), [("小于", []), ("大于", ["direction"])])
def test_a_completion_tells_the_order_of_the_plan_it_names(tmp_path: Path, word: str, told: list[str]) -> None:
    sentence = f"公务接待费支出决算为4.12万元，完成全年预算的82.40%，决算数{word}全年预算数的主要原因是压减陪餐人数。"
    assert [check for check, _ in said(tmp_path, sentence)] == told


def test_names_listed_before_respectively(tmp_path: Path) -> None:
    sentence = (
        "本年收入合计4171.58万元，由财政拨款收入、事业收入和其他收入构成，金额分别为3831.23万元、331.92万元和8.43万元，"
        "占比依次为91.84%、7.96%和0.20%。"
    )
    run = judged(tmp_path, TITLE, sentence)
    assert [r["subject"] for r in run.claim_records[1:4]] == ["财政拨款收入", "事业收入", "其他收入"]
    assert [verdict_of(run, share) for share in ("91.84%", "7.96%", "0.20%")] == ["confirmed"] * 3


@pytest.mark.parametrize(("rate", "told"), [("9.17", []), ("9.71", ["9.71"])])
def test_a_rate_between_a_verb_and_its_size(tmp_path: Path, rate: str, told: list[str]) -> None:
    sentence = f"财政拨款“三公”经费支出决算17.83万元，上年为19.63万元，比上年减少（下降{rate}%）1.80万元。"
    assert [figure for _, figure in said(tmp_path, sentence)] == told


def test_a_percentage_before_where_it_goes(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "财政拨款收入3831.23万元，其中88.06%来自一般公共预算，即3373.74万元。")
    assert [r["subject"] for r in run.claim_records[1:]] == ["一般公共预算", "一般公共预算"]
    assert accused(run) == []


def test_what_another_figure_exceeds_is_no_change(tmp_path: Path) -> None:
    sentence = "财政拨款本年支出4331.83万元，比全部资金口径的本年支出少91.10万元。本年支出合计4422.93万元。"
    assert said(tmp_path, sentence) == []


@pytest.mark.parametrize(("staff", "told"), [("70", []), ("68", ["text-list"])])
def test_what_is_made_of_its_parts_has_no_part_of_a_part(tmp_path: Path, staff: str, told: list[str]) -> None:
    sentence = f"部门人员编制{staff}人，由行政编制21人、工勤编制2人和事业编制47人构成。"
    assert [check for check, _ in said(tmp_path, sentence)] == told


@pytest.mark.parametrize(("word", "told"), [("下降", []), ("上升", ["direction"])])
def test_a_direction_alone_after_two_levels(tmp_path: Path, word: str, told: list[str]) -> None:
    sentence = f"公务接待费由2023年的4.30万元到2024年的3.85万元，有所{word}。"
    assert [check for check, _ in said(tmp_path, sentence)] == told


def test_shares_in_brackets_behind_their_amounts_part_no_list(tmp_path: Path) -> None:
    sentence = "2024年支出总计8697.89万元，基本支出、项目支出分别为3815.73万元（43.87%）和4882.16万元（56.13%）。"
    run = judged(tmp_path, TITLE, sentence)
    assert [r["subject"] for r in run.claim_records[1:]] == ["基本支出", "基本支出", "项目支出", "项目支出"]
    assert [verdict_of(run, share) for share in ("43.87%", "56.13%")] == ["confirmed"] * 2


def test_a_name_before_its_share_and_its_amount(tmp_path: Path) -> None:
    sentence = (
        "本年收入8603.53万元，包括：财政拨款收入，占本年收入的96.48%，金额8300.53万元；"
        "事业收入，占本年收入的3.52%，金额303.00万元。"
    )
    run = judged(tmp_path, TITLE, sentence)
    assert [r["subject"] for r in run.claim_records if r["kind"] == "level"] == ["本年收入", "财政拨款收入", "事业收入"]
    assert accused(run) == []


def test_what_another_year_is_passed_by_is_of_that_year(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "“三公”经费支出决算16.84万元，完成全年预算的68.46%，低于上年的19.46万元。")
    [level] = [r for r in run.claim_records if r["value"] == "19.46"]
    assert (level["year"], level["stage"]) == (2023, "final")
