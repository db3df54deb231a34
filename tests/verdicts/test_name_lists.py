"""Counts beside the names that they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdicts

TITLE = "某局2023年部门预算"


@pytest.mark.parametrize(
    "text",
    [
        "本局下设办公室、人事科、财务科、法规科4个科室。",
        "内设机构4个，分别为：办公室、人事科、财务科、法规科。",
        "市文联下辖作家、美术、书法、音乐、舞蹈、摄影、戏剧共7个文艺家协会。",
        "全镇辖双桥、柳林、石门、青龙和白马5个行政村。",
        "内设办公室、财务和资产科、党建和人事科共3个科室。",
        "内设办公室、人事科、财务科等3个科室。",
    ],
)
def test_a_count_is_borne_out_by_the_names_beside_it(text: str, tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, text)
    assert [verdict for *_, verdict in verdicts(run)] == ["consistent"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("内设机构5个，分别为：办公室、人事科、财务科、法规科。", "4"),
        ("市文联下辖作家、美术、书法、音乐、舞蹈、摄影、戏剧共8个文艺家协会。", "7"),
        ("全镇辖双桥、柳林、石门、青龙、白马6个行政村。", "5"),
        ("内设办公室、人事科、财务科、法规科等3个科室。", "4"),
    ],
)
def test_one_name_too_many_or_too_few_is_told(text: str, meant: str, tmp_path: Path) -> None:
    [found] = accused(judged(tmp_path, TITLE, text))
    assert (found["check"], found["repair"][0]["proposed"]) == ("count", meant)


@pytest.mark.parametrize(
    "text",
    [
        "项目涉及教育、卫生、社保共4个项目。",  # fields, not projects
        "下属单位有甲中心、乙站、丙所等5家单位。",  # some of them
        "内设办公室、人事科、财务科等4个科室。",
        "本局下设办公室、党建和人事科、财务科和资产科共5个科室。",  # 和 joins names or is part of one
        "内设机构5个，包括：办公室、人事科、财务科、法规科。",
        "培训对象包括教师、医生、护士共4个批次。",
    ],
)
def test_names_that_need_not_be_all_that_is_counted_prove_nothing(text: str, tmp_path: Path) -> None:
    assert accused(judged(tmp_path, TITLE, text)) == []


def test_words_that_join_are_read_once(tmp_path: Path) -> None:
    """A pattern that may part “和甲和甲…” in many ways would take an hour for this line."""
    run = judged(tmp_path, TITLE, "内设" + "和甲" * 60 + "3次。全镇辖双桥、柳林、石门3个行政村。")
    assert accused(run) == []
    assert verdicts(run)[-1][-1] == "consistent"
