"""How the performance tables are filled in: no field left blank, and projects called as the text calls them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.checks.targets.values import printed
from analyzer.model import Repair, Source, Target
from analyzer.text import bare, squeeze


@check(
    "target-blank-basis",
    severity="note",
    zh="绩效目标表{projects}的指标值确定依据空白，其他指标均已填写：{quotes}。",
    en="The basis of the target is left blank where others have one, in {projects}: {quotes}.",
)
def blank_basis(case: Case) -> Iterator[Hit]:
    """Where the form has a column for the basis of a target (指标值确定依据), every row fills it.

    A target without a basis can't be audited. Example: 满意度 ≥95% with an empty last column.
    """
    targets = case.reading.extraction.targets
    filled = [target for target in targets if squeeze(target.basis)]
    blank = [target for target in targets if not squeeze(target.basis) and target.level3]
    if not blank or len(filled) < 4 * len(blank):
        return
    sources = [_row(target) for target in blank]
    projects = "、".join(dict.fromkeys(f"“{target.project}”" for target in blank))
    yield wording.grouped(sources, projects=projects)


def _row(target: Target) -> Source:
    source, text = target.source, f"{target.level2} {target.level3} {printed(target)}"
    return Source(document=source.document, page=source.page, line=source.line, table=source.table, text=text)


@check(
    "project-name-differs",
    severity="warning",
    zh="项目名称前后不一致：正文写“{variant}”，绩效目标表（或采购表）写“{project}”，相差“{odd}”。",
    en="The project is called “{variant}” in the text and “{project}” in its table; they differ in “{odd}”.",
)
def project_name_differs(case: Case) -> Iterator[Hit]:
    """A project has one name, in the text, its performance table and the procurement table.

    Names that differ by one or two characters may mean other beneficiaries. Short forms (without 专项, 经费,
    项目 …) are no difference. Example: 特困企业离休人员…补贴资金 in the text, 特困企业离退休人员…补贴资金 in the table.
    """
    projects = _projects(case)
    found: dict[tuple[str, str, str], list[Source]] = {}
    for line in wording.lines(case):
        for match in re.finditer(r"[^，。；、：！？\d\s]{8,60}", "" if _is_title(line) else squeeze(line.text)):
            for name in projects:
                if differs := _difference(match[0], name, set(projects)):
                    start = max(line.text.find(differs[0][:6]), 0)
                    place = wording.at(case, line, start, start + 1, differs[0])
                    found.setdefault((name, *differs), []).append(place)
    for (name, variant, odd), places in found.items():
        repair = Repair(printed=variant, proposed=name, edit="name", source=places[0])
        values = {"variant": variant, "project": name, "odd": odd}
        yield Hit(sources=(*places, projects[name]), values=values, repair=(repair,))


def _is_title(line: wording.Line) -> bool:
    return "绩效目标表" in squeeze(line.text)[-8:]


def _projects(case: Case) -> dict[str, Source]:
    """The projects that have a performance table, with the place of its title (else of its first row)."""
    projects: dict[str, Source] = {}
    for target in case.reading.extraction.targets:
        name = squeeze(target.project)
        if len(bare(name)) >= 8 and name not in projects:
            projects[name] = _title(case, name) or target.source
    return projects


def _title(case: Case, name: str) -> Source | None:
    for line in wording.lines(case):
        if name in squeeze(line.text) and len(squeeze(line.text)) < len(name) + 16:
            return wording.at(case, line, 0, 1, line.text)
    return None


LOOSE = re.compile(
    r"^(?:专项|经费|资金|项目|费用?|工作|年度?|的|及|和|与|等|市级|省级|区级|县级|本级|补助|支出|[\d\W]+)*$"
)


def _difference(chunk: str, name: str, names: set[str]) -> tuple[str, str] | None:
    """The part of ``chunk`` that nearly is ``name``, and the characters that differ; None where it is no misnaming."""
    if name in chunk or bare(chunk) in {bare(other) for other in names}:
        return None
    matcher = SequenceMatcher(None, chunk, name, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= 2]
    if len(blocks) < 2 or blocks[0].b != 0 or blocks[-1].b + blocks[-1].size != len(name):
        return None
    variant = chunk[blocks[0].a : blocks[-1].a + blocks[-1].size]
    matched = sum(block.size for block in blocks)
    if matched < max(8, len(name) - 2) or len(variant) - matched > 2:
        return None
    odd = [variant[b.a + b.size - blocks[0].a : n.a - blocks[0].a] + "/" + name[b.b + b.size : n.b]
           for b, n in itertools.pairwise(blocks)]  # fmt: skip
    telling = [pair for pair in odd if not all(LOOSE.match(side) for side in pair.split("/"))]
    return (variant, "、".join(pair.strip("/") for pair in telling)) if telling else None
