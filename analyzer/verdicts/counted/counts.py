"""Judging counts (units, offices, vehicles, projects) by what the text lists or says again.

A count of organisations is vouched for by the list that follows it, by its kinds adding up, or by being stated twice.
Only names that stand beside it in its sentence refute a count (`namelists`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from analyzer.concepts.outline import style
from analyzer.model import Claim, Paragraph, Reading
from analyzer.text import bare
from analyzer.verdicts.counted.namelists import judge_names
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out

_NUMBERED = re.compile(
    r"^\s*(?:\d+\s*[.．、]|[(（]\s*[\d一二三四五六七八九十]+\s*[)）]|[一二三四五六七八九十]+、)\s*(\S.*)$"
)
HEAD = re.compile(r"本部|本级|机关$|[(（]机关[)）]")
_OFFICES = re.compile(r"(?:预算|下属|所属|直属|基层|二级).{0,6}单位|单位构成|编制范围的单位")
_KINDS = (
    (re.compile(r"参公|参照公务员"), "servants"),
    (re.compile(r"行政(?:单位|机关)|^机关"), "administrations"),
    (re.compile(r"事业单位"), "institutions"),
    (re.compile(r"(?:购置|更新|新增).*(?:车|车辆)|(?:车|车辆).*购置"), "new vehicles"),
    (re.compile(r"^(?:公务)?用车(?:实有)?保有量?$|^(?:公务用)?车辆?(?:保有量?)?$"), "vehicles"),
)
_REACH = 30
"""Paragraphs below a count in which its list is looked for."""


def judge_counts(docket: Docket, reading: Reading) -> None:
    """Confirm the counts of one document that the document itself vouches for."""
    counts = [c for c in reading.claims if c.kind == "count" and c.value is not None]
    _listed(docket, reading, counts)
    _kinds(docket, reading, counts)
    _restated(docket, counts)
    _parts(docket, reading.claims)


def _open(docket: Docket, claim: Claim) -> bool:
    verdict = docket.verdicts.get(claim.id)
    return verdict is None or verdict.kind == "unverifiable"


def _confirm(docket: Docket, claim: Claim, computed: int, evidence: Sequence[str] = ()) -> None:
    if _open(docket, claim):
        docket.rule(claim, "confirmed", str(computed), evidence, "count")


# ---- lists -----------------------------------------------------------------------------------------------------------


def _listed(docket: Docket, reading: Reading, counts: Sequence[Claim]) -> None:
    prose = reading.extraction.prose
    for claim in counts:
        judge_names(docket, claim, prose[claim.paragraph].text)
        if _OFFICES.search(claim.subject + claim.source.text):
            offices = list(_numbered(prose[claim.paragraph + 1 : claim.paragraph + 1 + _REACH]))
            below = [name for name in offices if not HEAD.search(name)]
            for found in (len(offices), len(below)):
                if len(offices) > 1 and claim.value == found:
                    _confirm(docket, claim, found)


def _numbered(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The first run of lines numbered in one style, if it begins within three paragraphs."""
    kind = ""
    for place, paragraph in enumerate(paragraphs):
        found = _NUMBERED.match(paragraph.text)
        if found and len(found[1]) <= 40 and style(paragraph.text) == (kind or style(paragraph.text)):
            kind = style(paragraph.text)
            yield found[1].rstrip("。；;，,（）() ")
        elif kind or place > 2:
            return


# ---- kinds and restatements ------------------------------------------------------------------------------------------


def _kind(claim: Claim) -> str:
    subject = bare(claim.subject)
    return next((name for pattern, name in _KINDS if pattern.search(subject)), "")


def _kinds(docket: Docket, reading: Reading, counts: Sequence[Claim]) -> None:
    """行政单位1家，参公单位1家，事业单位4家 add up to the organisations listed below."""
    paragraphs: dict[int, list[Claim]] = defaultdict(list)
    for claim in counts:
        if _kind(claim) in ("servants", "administrations", "institutions"):
            paragraphs[claim.paragraph].append(claim)
    for place, group in paragraphs.items():
        total = sum((c.value or Decimal(0) for c in group), Decimal(0))
        offices = list(_numbered(reading.extraction.prose[place + 1 : place + 1 + _REACH]))
        if len(group) >= 2 and total == len(offices):
            for claim in group:
                _confirm(docket, claim, int(claim.value or 0), [c.id for c in group if c is not claim])


def _restated(docket: Docket, counts: Sequence[Claim]) -> None:
    """The same kind of thing counted twice, in two sections, with one result."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in counts:
        kind = _kind(claim)
        part = kind == "vehicles" and bool(claim.whole)
        if kind and kind != "institutions" and not part:
            groups[kind].append(claim)
    for group in groups.values():
        sections = {c.section for c in group}
        if len(sections) > 1 and len({(c.value, c.year) for c in group}) == 1:
            bear_out(docket, group, "count", str(int(group[0].value or 0)))


def _parts(docket: Docket, claims: Sequence[Claim]) -> None:
    """The only part that is not nothing is the whole."""
    by_id = {c.id: c for c in claims}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "count" and claim.whole in by_id and not claim.partial and claim.value is not None:
            groups[claim.whole].append(claim)
    for name, group in groups.items():
        whole = by_id[name].value
        some = [c for c in group if c.value]
        if whole is None or len(group) < 2 or sum((c.value or Decimal(0) for c in group), Decimal(0)) != whole:
            continue
        for claim in some if len(some) == 1 else ():
            _confirm(docket, claim, int(claim.value or 0), [name])
