"""Staff of the text against the columns of a table of offices (编制人数, 在职人数, 离退休人数).

“现有总编制132人…在职人员135人，离退休人员64人”: what a row of totals prints, or what the rows of all offices come to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from analyzer.amounts import PEOPLE
from analyzer.model import Claim, Fact, Reading
from analyzer.relations.rosters import sums
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

_WHOSE: Final = r"(?:本|全|我)?(?:部门|单位|系统|局)?(?:现有|共有|年末|核定|实有|单位管理的|管理的)*"
_KINDS: Final = (
    (re.compile(rf"{_WHOSE}(?:总|人员)?编制(?:总数|人数|数)?"), re.compile(r"^(?:人员|核定|总)?编制(?:总?人?数)?$")),
    (re.compile(rf"{_WHOSE}在职(?:人员|职工|人数|教职工)*(?:总数)?"), re.compile(r"^在职(?:人员|职工)?(?:总?人?数)?$")),
    (re.compile(rf"{_WHOSE}离退休(?:人员|人数)*(?:总数)?"), re.compile(r"^离退休(?:人员)?(?:总?人?数)?$")),
)
"""A count's whole subject, and the last line of the head of the column that it restates."""


def judge_staff(docket: Docket, reading: Reading) -> None:
    """Confirm or refute the staff that the text of one document states, where one table only tells it."""
    counts = [c for c in reading.claims if c.kind == "count" and c.unit in PEOPLE and c.value is not None]
    columns = _columns(reading) if counts else {}
    year = reading.profile.year
    for claim in counts:
        kind = next((n for n, (said, _) in enumerate(_KINDS) if said.fullmatch(squeeze(claim.subject))), None)
        recent = claim.year in (year, (year or 0) - 1)  # a budget counts last year's end
        told = columns.get(kind, []) if kind is not None and recent else []
        if len(told) == 1 and undecided(docket, claim) and not _of_some(docket, claim):
            _judge(docket, claim, told[0])


def _of_some(docket: Docket, claim: Claim) -> bool:
    """Whether a count is that of some of the offices: “其中局机关编制62名、在职57人，所属事业单位在职285人”."""
    text = docket.text(claim)
    lead = re.split("[。；;]", text[: claim.start])[-1] + text[claim.start : claim.end]
    return bool(_SOME.search(lead) or docket.binder.unit_rows[claim.document].of(text, claim.start))


_SOME: Final = re.compile("其中|机关本?级?(?=[^，。；]{0,4}(?:编制|在职|离|退))|本级|所属|下属|最[多少]")


def _columns(reading: Reading) -> Mapping[int | None, list[list[Fact]]]:
    """For each kind of staff the columns of tables that list offices, without money."""
    rows: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if fact.amount is None and fact.value is not None:
            rows[fact.table, fact.column].append(fact)
    found: dict[int | None, list[list[Fact]]] = defaultdict(list)
    for facts in rows.values():
        head = squeeze(facts[0].source.column.split("/")[-1])
        kind = next((n for n, (_, column) in enumerate(_KINDS) if column.search(head)), None)
        if kind is not None and len(facts) > 1:
            found[kind].append(facts)
    return found


def _judge(docket: Docket, claim: Claim, facts: Sequence[Fact]) -> None:
    parts = [f for f in facts if not sums(f)]
    totals = [f for f in facts if sums(f)]
    made = sum(int(f.value or 0) for f in parts)
    if len(totals) > 1 or (totals and totals[0].value != made):
        return  # the table contradicts itself, and says so
    evidence = [f.id for f in totals or parts]
    if claim.value == made:
        docket.rule(claim, "confirmed", str(made), evidence, "count")
    elif totals and totals[0].id in docket.figures.amounts:
        docket.rule(claim, "refuted", str(made), evidence, "text-table")
        docket.equal("text-table", "restates", claim.id, totals[0].id, claim.document)
    else:
        docket.refute(claim, "count", f"{made}{claim.unit}", evidence, [(str(made), "")])
