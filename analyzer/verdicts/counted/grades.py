"""Counts by grade or kind, and in all.

“纳入自评的项目14个，…等次为“优”的10个，“良”的3个，“中”的1个”; “一般公共预算项目2个，政府性基金预算项目1个，共3个项目”.
A project has one grade, so that those of all grades are no more than were evaluated. Where the best two are told, the
rest may be left unsaid; who goes on to 中 tells all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.binding.subjects import clean
from analyzer.concepts.meaning import fund_of
from analyzer.model import Claim
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out
from analyzer.verdicts.sums.groups import sum_relation

_GRADE: Final = re.compile(
    r"(?:^|[为是“\"]|自评|评价|等[次级]|结果)(?P<grade>优|良|中|合格|差)[秀好]?[”\"]?(?:等?[次级]|档)?的?(?:项目|单位)?$"
)
_ALL: Final = 3
_EVALUATED: Final = re.compile(r"自评|评价|参评|评估|考核")


def judge_grades(docket: Docket, claims: Sequence[Claim]) -> None:
    """Hold the counts of all grades of one document against how many were evaluated, told before in the paragraph."""
    counts = [c for c in claims if c.kind == "count" and c.value is not None and c.id in docket.figures.amounts]
    _summed_up(docket, counts)
    for total, group in _graded(docket, counts):
        between = docket.text(total)[: group[-1].end]
        made, evaluated = sum(int(c.value or 0) for c in group), int(total.value or 0)
        if not _EVALUATED.search(between):
            continue
        if made == evaluated:
            bear_out(docket, (total, *group), "text")
        elif made > evaluated or len(group) >= _ALL:
            docket.relations.append(sum_relation(total, group, ">=" if len(group) < _ALL else "="))


def _summed_up(docket: Docket, counts: Sequence[Claim]) -> None:
    """“一般公共预算项目2个，政府性基金预算项目1个，共3个项目”: what is counted by its kinds, and then all of it."""
    for place, total in enumerate(counts):
        noun = squeeze(total.subject)
        if not _IN_ALL.match(total.source.text) or len(noun) < _NOUN:
            continue
        parts = _kinds_before(counts[:place], total, noun)
        between = docket.text(total)[parts[0].end : total.start] if parts else "。"
        if len(parts) < 2 or "。" in between or any(c.whole for c in parts):
            continue
        if sum(int(c.value or 0) for c in parts) == int(total.value or 0):
            bear_out(docket, (total, *parts), "text")
        else:
            docket.relations.append(sum_relation(total, parts, "="))


def _kinds_before(before: Sequence[Claim], total: Claim, noun: str) -> list[Claim]:
    """The counts right before one, in its paragraph, that are called like it with a word before."""
    kinds = itertools.takewhile(
        lambda c: c.paragraph == total.paragraph and squeeze(c.subject).endswith(noun) and c.subject != total.subject,
        reversed(before),
    )
    return [*kinds][::-1]


_BESIDES: Final = re.compile(r"[，；]?(?:另有|另外|此外)")
"""“项目5个…；另有政府性基金预算项目1个”: what is counted besides is not what was graded, or both are."""
_NOUN: Final = 2
_IN_ALL: Final = re.compile(r"(?:共计?|合计|总计|一共)[^，。；]{0,6}\d")


def are_grades(group: Sequence[Claim]) -> bool:
    """Whether the parts are grades of what was evaluated, as many as leave none untold."""
    return len(group) >= _ALL and all(_GRADE.search(squeeze(claim.subject)) for claim in group)


def _of_one_fund(count: Claim, lead: str) -> bool:
    """Whether the words before the grades do not name another fund than that of a count."""
    funds = [fund_of(clean(words)) for words in (count.source.text, lead)]
    return not all(funds) or funds[0] == funds[1]


def _graded(docket: Docket, counts: Sequence[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each run of counts of different grades, the first of them the best, with the whole counted before it."""
    place = 0
    while place < len(counts):
        run: dict[str, Claim] = {}
        for claim in counts[place:]:
            found = _GRADE.search(squeeze(claim.subject))
            if found is None or found["grade"] in run or claim.paragraph != counts[place].paragraph:
                break
            run[found["grade"]] = claim
        before = [c for c in counts[:place] if c.paragraph == counts[place].paragraph and not c.whole]
        lead = docket.text(counts[place])[: counts[place].start].rpartition("。")[2]
        main = [c for c in before if not _BESIDES.match(c.source.text)]
        made = sum(int(c.value or 0) for c in run.values())
        told = before[before.index(main[-1]) :] if main else []
        besides = sum(int(c.value or 0) for c in told if _of_one_fund(c, lead))
        if len(run) > 1 and "优" in run and main and (made != besides or main[-1] is before[-1]):
            yield main[-1], list(run.values())
        place += max(len(run), 1)
