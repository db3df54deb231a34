"""Lists: what belongs to which whole, completely or in part, in one sentence, in brackets and over paragraphs."""

from __future__ import annotations

from analyzer.model import Claim
from tests.claims.narrate import brief, claims


def parts(found: tuple[Claim, ...]) -> dict[str, tuple[str, bool]]:
    """Subject of each part: the subject of its whole, and whether the list is open."""
    by_id = {claim.id: claim for claim in found}
    return {c.subject: (by_id[c.whole].subject, c.partial) for c in found if c.whole and c.kind in ("level", "count")}


def test_nested_lists_close_at_the_semicolon() -> None:
    found = claims(
        "2024年支出预算100万元，其中基本支出60万元，包括人员经费50万元和日常公用经费10万元；"
        "项目支出40万元，主要为会议项目25万元、培训项目10万元等；其他支出0万元。"
    )
    assert parts(found) == {
        "基本支出": ("支出预算", False),
        "人员经费": ("基本支出", False),
        "日常公用经费": ("基本支出", False),
        "项目支出": ("支出预算", False),
        "会议项目": ("项目支出", True),
        "培训项目": ("项目支出", True),
        "其他支出": ("支出预算", False),
    }


def test_a_verb_governs_the_parts_that_follow_it() -> None:
    found = claims(
        "2024年预算收支安排100万元，较2023年预算增加50万元，其中：基本支出增加10万元，主要为增加人员经费支出17.2万元，"
        "减少日常公用经费7.2万元；项目支出增加40万元，主要为增加甲项目30万元、乙项目5万元等，其他支出增加（减少）0万元。"
    )
    assert [brief(c) for c in found[1:]] == [
        "change 预算收支 50万元 greater",
        "change 基本支出 10万元 greater",
        "change 人员经费支出 17.2万元 greater",
        "change 日常公用经费 7.2万元 less",
        "change 项目支出 40万元 greater",
        "change 甲项目 30万元 greater",
        "change 乙项目 5万元 greater",
        "change 其他支出 0万元 equal",
    ]
    assert {c.base_year for c in found[1:]} == {2023}
    wholes = {c.subject: c.whole for c in found}
    assert wholes["基本支出"] == wholes["项目支出"] == wholes["其他支出"] == found[1].id
    assert wholes["甲项目"] == wholes["乙项目"] == found[5].id


def test_brackets_are_left_behind_with_their_subject() -> None:
    found = claims(
        "2024年公务用车购置和运行维护费预算4.60万元（其中：公务用车购置费0万元，公务用车运行维护费4.60万元，含加油2.10万元、维修等），"
        "与2023年年初预算数相比无变化。"
    )
    assert brief(found[-1]) == "flat 公务用车购置和运行维护费 equal"
    assert parts(found)["加油"] == ("公务用车运行维护费", True)


def test_after_a_list_the_subject_is_the_whole_again() -> None:
    found = claims(
        "“三公”经费预算11.77万元，其中因公出国（境）费0万元；公务用车费9万元；公务接待费2.77万元。与上年相比减少0.71万元，主要是公务接待费减少0.71万元。"
    )
    assert [brief(c) for c in found[-2:]] == ["change “三公”经费 0.71万元 less", "change 公务接待费 0.71万元 less"]
    assert found[-1].whole == found[-2].id
    assert found[-1].partial


def test_parts_joined_by_a_list_comma_leave_the_comparison_to_the_whole() -> None:
    found = claims("2024年收入预算13万元，其中一般公共预算拨款收入12万元、政府性基金拨款收入1万元，较上年增加4万元。")
    assert brief(found[-1]) == "change 收入预算 4万元 greater"


def test_each_part_keeps_its_own_comparison() -> None:
    found = claims("收入预算13万元，其中：财政拨款收入13万元，比2023年预算减少8万元；事业收入0.00万元。")
    assert brief(found[2]) == "change 财政拨款收入 8万元 less"


def test_a_list_goes_on_in_the_paragraphs_below() -> None:
    found = claims(
        "2024年“三公”经费预算数为47.91万元，比2023年预算增加25万元。其中：",
        "（一）因公出国（境）费0万元，比2023年预算持平。主要原因是因公出国（境）费保持不变。",
        "（二）公务用车购置及运行费46.56万元，比2023年预算增加25万元，主要原因是购置公务用车。其中：公务用车购置费25万元；公务用车运行费21.56万元。",
        "（三）公务接待费1.35万元。比2023年预算持平。",
    )
    assert parts(found) == {
        "因公出国（境）费": ("“三公”经费", False),
        "公务用车购置及运行费": ("“三公”经费", False),
        "公务用车购置费": ("公务用车购置及运行费", False),
        "公务用车运行费": ("公务用车购置及运行费", False),
        "公务接待费": ("“三公”经费", False),
    }
    assert brief(found[-1]) == "flat 公务接待费 equal"


def test_deeper_enumerators_belong_to_the_item_above_them() -> None:
    found = claims(
        "收入预算总计9万元。包括：", "1．本年收入合计8万元。", "（1）一般公共预算拨款收入7万元。", "2．上年结转1万元。"
    )
    assert parts(found) == {
        "本年收入合计": ("收入总计", False),
        "一般公共预算拨款收入": ("本年收入合计", True),
        "上年结转": ("收入总计", False),
    }


def test_each_subject_takes_its_own_figure() -> None:
    found = claims("财政拨款收入和事业收入分别为1742.08、36.82万元，分别占收入预算的97.93%和2.07%。")
    assert [brief(c) for c in found] == [
        "level 财政拨款收入 1742.08万元",
        "level 事业收入 36.82万元",
        "share 财政拨款收入 97.93%",
        "share 事业收入 2.07%",
    ]
    assert {c.of for c in found[2:]} == {"收入预算"}
    assert [c.current for c in found[2:]] == [found[0].id, found[1].id]


def test_changes_shared_out() -> None:
    found = claims("会议费、培训费分别为2万元、3万元，较上年分别减少0.5万元、1万元，分别下降20%和25%。")
    assert [brief(c) for c in found[2:]] == [
        "change 会议费 0.5万元 less",
        "change 培训费 1万元 less",
        "rate 会议费 20% less",
        "rate 培训费 25% less",
    ]
    assert [c.change for c in found[4:]] == [found[2].id, found[3].id]


def test_all_subjects_take_the_same_figure() -> None:
    found = claims("公务用车购置费和公务用车运行费均为0万元，与上年一致。")
    assert [brief(c) for c in found] == [
        "level 公务用车购置费 0万元",
        "level 公务用车运行费 0万元",
        "flat 公务用车购置费 equal",
        "flat 公务用车运行费 equal",
    ]


def test_a_sum_said_again_is_that_of_the_whole() -> None:
    found = claims("2024年度项目总预算30万，其中支持外贸发展10万，支持商销稳增长20万，合计30万。")
    assert [brief(c) for c in found] == [
        "level 项目总预算 30万",
        "level 支持外贸发展 10万",
        "level 支持商销稳增长 20万",
        "level 项目总预算 30万",
    ]


def test_both_sides_are_no_parts_of_their_sum() -> None:
    found = claims(
        "2024年度收入、支出预算总计10万元。其中：", "（一）收入预算总计10万元。", "（二）支出预算总计10万元。"
    )
    assert not any(c.whole for c in found)


def test_among_names_the_whole() -> None:
    found = claims(
        "财政拨款支出预算9万元。财政拨款支出预算中，一般公共预算拨款支出预算8万元，比上年减少1万元；政府性基金拨款支出预算1万元。"
    )
    assert parts(found) == {
        "一般公共预算拨款支出": ("财政拨款支出", False),
        "政府性基金拨款支出": ("财政拨款支出", False),
    }
    assert brief(found[2]) == "change 一般公共预算拨款支出 1万元 less"


def test_an_item_of_a_list_may_end_with_a_full_stop() -> None:
    found = claims(
        "公务用车费9.87万元。其中：（1）公务用车购置费0万元，与上年预算数相同。（2）公务用车运行费9.87万元，与上年相比减少0.25万元。"
    )
    assert parts(found) == {"公务用车购置费": ("公务用车费", False), "公务用车运行费": ("公务用车费", False)}


def test_the_part_that_completes_a_sum_belongs_to_it() -> None:
    found = claims(
        "“三公”经费预算10万元，其中：公务接待费5万元；公务用车费5万元，其中：公务用车购置费1万元；公务用车运行费4万元。"
    )
    assert parts(found)["公务用车运行费"] == ("公务用车费", False)


def test_a_single_part_is_no_complete_list() -> None:
    found = claims("支出预算10万元，其中：财政拨款支出预算8万元。")
    assert parts(found) == {"财政拨款支出": ("支出预算", True)}


def test_counts_are_parts_of_the_count_before_them() -> None:
    found = claims(
        "绩效自评的项目4个，平均得分99.43分（其中，评级为“优”的项目3个；评级为“良”的项目1个。共发现问题2个，已经完成整改的1个，正在整改的1个）。"
    )
    by_id = {claim.id: claim for claim in found}
    wholes = {c.subject: by_id[c.whole].subject for c in found if c.whole}
    assert wholes == {
        "评级为“优”的项目": "绩效自评的项目",
        "评级为“良”的项目": "绩效自评的项目",
        "已经完成整改": "发现问题",
        "正在整改": "发现问题",
    }


def test_none_is_said_in_the_unit_of_the_document() -> None:
    found = claims("本年支出合计5万元。", "本单位2024年度无政府性基金预算财政拨款收入和支出。", stage="final")
    assert [brief(claim) for claim in found[-2:]] == [
        "level 政府性基金预算财政拨款收入 0万元",
        "level 政府性基金预算财政拨款支出 0万元",
    ]


def test_parts_of_the_sum_before_a_count_of_them() -> None:
    found = claims("2024年项目支出预算366.87万元，安排2个项目，分别为：示范基地建设228.87万元、农技推广138.00万元。")
    assert parts(found) == {"示范基地建设": ("项目支出", False), "农技推广": ("项目支出", False)}


def test_two_names_that_share_figures_out_open_no_list() -> None:
    found = claims("基本支出、项目支出分别为：228.87万元、138.00万元。")
    assert parts(found) == {}
    assert [c.subject for c in found] == ["基本支出", "项目支出"]
