"""Tables told in lines, and lists whose lines begin with a dash and end with what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.binding.subjects import clean
from analyzer.model import Claim, Relation
from analyzer.relations.edits import part_slipped
from analyzer.relations.summaries import relation
from analyzer.relations.system import judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.divisions import TOTAL


def judge_lined(docket: Docket, claims: Sequence[Claim]) -> None:
    """Add the relations of one document's lists in lines."""
    for told in (_lines, _dashes):
        docket.relations.extend(told(docket, claims))


def _lines(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """A table told in lines (“教育支出：4621877.00元”), the last of them the total: it holds, or a slip in one line
    explains that it does not."""
    amounts = docket.figures.amounts
    run: list[Claim] = []
    for claim in claims:
        line = claim.kind == "level" and claim.id in amounts and _LINE.fullmatch(docket.text(claim))
        if not line or (run and claim.paragraph != run[-1].paragraph + 1):
            run = []
        if not line:
            continue
        run.append(claim)
        if len(run) > _FEW and TOTAL.search(clean(claim.subject)):
            parts, run = [c.id for c in run[:-1]], []
            total = relation("text-list", "lines", claim.id, parts, claim.document)
            outcome = judge([total], amounts)[0]
            if outcome.kind != "fails" or part_slipped([amounts[name].fen for name in parts], outcome.residual):
                yield total


_LINE: Final = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*)?(?!其中|含)[^，。；:：、\d]{2,30}[:：]\s*\d[\d,.]*\s*(?:亿元|万元|千元|元)[。；;]?\s*"
)


def _dashes(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """“支出1374.71亿元…按功能科目：”, then “——教育支出…；” a paragraph each, the last of them “——其余科目支出…”.

    They make up the one level of the paragraph above that is nearest to their sum, for 其余 leaves nothing out."""
    amounts = docket.figures.amounts
    own = [c for c in claims if c.kind == "level" and c.id in amounts]
    firsts = {c.paragraph: c for c in reversed(own)}
    for last in firsts.values():
        if not _REST.match(docket.text(last)):
            continue
        parts = [last]
        while (above := firsts.get(parts[-1].paragraph - 1)) is not None and _DASH.match(docket.text(above)):
            parts.append(above)
        years = {c.year for c in parts}
        over = [c for c in own if c.paragraph == parts[-1].paragraph - 1 and c.year in years]
        if len(parts) > _FEW and len(years) == 1 and over and docket.text(over[0]).rstrip().endswith(("：", ":")):
            fen = sum(amounts[c.id].fen for c in parts)
            whole = min(over, key=lambda c: abs(amounts[c.id].fen - fen))
            yield relation("text-list", "lines", whole.id, [c.id for c in reversed(parts)], whole.document)


_DASH: Final = re.compile(r"\s*(?:[—–―-]{1,2}|[●•·▪])\s*[^，。；\d]{2,24}\d")
_REST: Final = re.compile(r"\s*(?:[—–―-]{1,2}|[●•·▪])\s*(?:其余|其他各?[项类]|其它各?[项类])[^，。；\d]{0,16}\d")
_FEW: Final = 3
"""Lines of the shortest table, its total among them, that is one."""
