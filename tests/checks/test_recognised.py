"""Recognition may misread a digit; nobody is accused of that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analyzer import checks, claims, forms, readers
from analyzer.model import Corpus, Issue, Reading

TEXT = (
    "甲局2024年部门预算\n\n部门支出总表\n单位：万元\n项目\t合计\t基本支出\t项目支出\n"
    "合计\t300.00\t100.00\t200.00\n一般公共服务支出\t300.00\t100.00\t100.00\n"
)


def severities(path: Path, *issues: Issue) -> set[str]:
    """How severe the findings are on a page with a row that does not add up."""
    document = readers.read(path)
    extraction = forms.extract(replace(document, issues=issues))
    stated, others = claims.extract(extraction)
    judged = checks.judge(Corpus(readings=(Reading(extraction=extraction, claims=stated, not_claims=others),)))
    return {finding.severity for finding in judged.findings}


def test_what_rests_on_a_recognised_figure_is_at_most_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    mark = Issue(code="recognised", document="a.txt", detail="recognised from a picture")
    assert "error" in severities(path)
    assert severities(path, mark) == {"note"}
    assert "error" in severities(path, replace(mark, code="other"))
