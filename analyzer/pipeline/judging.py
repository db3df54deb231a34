"""What a worker does second: the readings of one family are judged together, and their part of the run is written.

A family that cannot be judged keeps its figures, one that cannot be drawn keeps its judgement, and one that cannot even
be written is named. What went wrong is an issue of each of its documents.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from analyzer.checks import Judgement
from analyzer.families.adoption import named
from analyzer.families.grouping import families
from analyzer.model import Corpus, Issue, Reading
from analyzer.panel.schema import plain_words
from analyzer.pipeline.output.parts import DIGEST, STEP, Place, Plan, load_digest, write_part
from analyzer.pipeline.readings.store import Shelf, fingerprint
from analyzer.pipeline.work import Card
from analyzer.pipeline.workers.crew import Lost
from analyzer.report.content.digest import Digest, Line
from analyzer.results.outcome import Results

if TYPE_CHECKING:
    import pandas as pd

log = logging.getLogger(__name__)

Loss = Literal["figures", "judgement", "claims", "all"]
"""What a family does without after its worker was lost."""

CODES: Final[Mapping[Loss, str]] = {
    "figures": "figures-failed", "judgement": "not-judged", "claims": "not-judged", "all": "not-written",
}  # fmt: skip
SAID: Final[Mapping[Loss, str]] = {
    "figures": "not drawn; everything else about it is here",
    "judgement": "not judged; its figures and statements are here, nothing is said about them",
    "claims": "not judged, and its statements are left out; its figures are here",
    "all": "nothing about it could be written; leave it out, or run it alone with a longer --timeout",
}

SECONDS: Final = 25.0
"""Time for a family where none is asked for, and more …"""
SECONDS_A_DOCUMENT: Final = 2.0
SECONDS_A_FIGURE: Final = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A family to judge and write into ``folder``; ``without`` and ``notes`` say what earlier tries lost."""

    cards: tuple[Card, ...]
    places: tuple[tuple[str, Place], ...]
    store: Shelf
    plan: Plan
    folder: Path
    without: frozenset[Loss] = frozenset()
    notes: tuple[Issue, ...] = ()


def grouped(cards: Sequence[Card]) -> list[tuple[Card, ...]]:
    """The cards by family."""
    groups = families([card.profile for card in cards], [card.listed for card in cards])
    return [tuple(cards[n] for n in group) for group in groups]


def name_of(cards: Iterable[Card], places: Iterable[tuple[str, Place]], plan: Plan) -> str:
    """The name of a family's part: the same for the same documents, code and wishes, so that it can be taken up."""
    digest = hashlib.sha256(fingerprint().encode())
    for card in cards:
        digest.update(f"{card.name}\0{card.key}\0{card.sha256}\0".encode())
    for entity, place in places:
        digest.update(f"{entity}\0{place.slug}\0{place.tail}\0".encode())
    digest.update(f"{plan.lang}{plan.png}{plan.figures}{plan.large}{plan.annotate}{plan.chosen.key}".encode())
    for path in plan.earlier:
        digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else str(path).encode())
    return digest.hexdigest()[:32]


def seconds_to_judge(job: Job, timeout: float | None) -> float:
    """The time that one family may take: ``timeout`` seconds a document where it is given, else by its size."""
    cards = job.cards
    if timeout:
        return timeout * len(cards)
    return SECONDS + SECONDS_A_DOCUMENT * len(cards) + SECONDS_A_FIGURE * sum(c.facts + c.claims for c in cards)


# ---- judging ---------------------------------------------------------------------------------------------------------


def judged(job: Job) -> Judgement:
    """The judgement of a family whose readings lie in the store; empty, with issues, where judging fails."""
    return judge(tuple(_load(job)))


def judge(readings: tuple[Reading, ...]) -> Judgement:
    """The judgement of readings; empty, with an issue a document, where judging them raises."""
    from analyzer import checks

    try:
        return checks.judge(Corpus(readings=readings))
    except (Exception, MemoryError) as error:  # our fault; the family's figures stay
        log.exception("judging %s", [reading.name for reading in readings])
        detail = " ".join(f"{type(error).__name__}: {str(error)[:200]}".split())
        return unjudged((reading.name for reading in readings), "judgement", detail)


def unjudged(names: Iterable[str], loss: Loss, detail: str) -> Judgement:
    """The judgement of a family that was not judged: an issue a document."""
    return Judgement(verdicts=(), outcomes=(), findings=(), issues=tuple(noted(names, loss, detail)))


def noted(names: Iterable[str], loss: Loss, detail: str) -> list[Issue]:
    """An issue for each document that a loss concerns."""
    return [Issue(code=CODES[loss], document=name, detail=f"{name}: {SAID[loss]} ({detail})") for name in names]


def together(readings: Sequence[Reading], judgements: Iterable[Judgement]) -> Judgement:
    """The judgements of all families as one, in the order of the documents."""
    found = list(judgements)
    order = {reading.name: n for n, reading in enumerate(readings)}
    verdicts = {verdict.claim: verdict for one in found for verdict in one.verdicts}
    claims = (claim.id for reading in readings for claim in reading.claims)
    return Judgement(
        verdicts=tuple(verdicts[name] for name in claims if name in verdicts),
        outcomes=tuple(outcome for one in found for outcome in one.outcomes),
        findings=tuple(sorted((f for one in found for f in one.findings), key=lambda f: order[f.document])),
        issues=tuple(issue for one in found for issue in one.issues),
    )


def of_family(whole: Judgement, readings: Sequence[Reading]) -> Judgement:
    """What a judgement says of some of its documents."""
    names = {reading.name for reading in readings}
    claims = {claim.id for reading in readings for claim in reading.claims}
    return Judgement(
        verdicts=tuple(verdict for verdict in whole.verdicts if verdict.claim in claims),
        outcomes=tuple(outcome for outcome in whole.outcomes if outcome.relation.document in names),
        findings=tuple(finding for finding in whole.findings if finding.document in names),
        issues=tuple(issue for issue in whole.issues if issue.document in names),
    )


# ---- writing ---------------------------------------------------------------------------------------------------------


def written(job: Job) -> dict[str, int]:
    """Judge a family and write its part, unless it is there; its findings by severity."""
    known = load_digest(job.folder)
    if known is None:
        shutil.rmtree(job.folder, ignore_errors=True)
        job.folder.mkdir(parents=True)
        with plain_words():
            known = _named(job) if "all" in job.without else _written(job)
    return dict(known.severities)


def retried(job: Job, lost: Lost) -> Job | None:
    """What is left to try after a worker was lost, by what it was doing when it was."""
    if "all" in job.without:
        return None
    try:
        step = (job.folder / STEP).read_text()
    except OSError:
        step = ""
    loss: Loss = "all"
    if step == "judging" and "judgement" not in job.without:
        loss = "judgement"
    elif step == "drawing" and "figures" not in job.without:
        loss = "figures"
    elif step == "writing" and "claims" not in job.without:
        loss = "claims"
    notes = noted((card.name for card in job.cards), loss, lost.detail)
    return replace(job, without=job.without | {loss}, notes=(*job.notes, *notes))


def _written(job: Job) -> Digest:
    def step(name: str) -> None:
        (job.folder / STEP).write_text(name)

    step("reading")
    readings = tuple(_load(job))
    if "claims" in job.without:
        readings = tuple(replace(reading, claims=(), not_claims=()) for reading in readings)
    judgement = Judgement(verdicts=(), outcomes=(), findings=(), issues=())
    if not job.without & {"judgement", "claims"}:
        step("judging")
        judgement = judge(readings)
    told, left = job.plan.chosen.parted(judgement.findings)
    judgement = replace(judgement, issues=(*job.notes, *judgement.issues), findings=told)
    results = Results(
        corpus=Corpus(readings=readings),
        judgement=judgement,
        earlier=earlier_of(job.plan.earlier, readings),
        left_out=left,
    )
    return write_part(
        results, dict(job.places), job.plan, job.folder, figures=not job.without & {"figures", "claims"}, step=step
    )


def _named(job: Job) -> Digest:
    """The part of a family of which nothing could be written: its documents and the issues that say why."""
    from analyzer.export import json_lines
    from analyzer.pipeline.output.folder import save
    from analyzer.results.records import issue_records

    slugs = {entity: place.slug for entity, place in job.places}
    counts = {"figures": 0, "refuted": 0, "error": 0, "warning": 0, "note": 0}
    made = Digest(
        lines=tuple(
            Line(name=card.name, slug=slugs[card.profile.entity], profile=card.profile, counts=counts)
            for card in job.cards
        ),
        issues=job.notes,
        issue_count=len(job.notes),
    )
    page = "<!doctype html><meta charset=utf-8><p>" + "<p>".join(_escaped(issue.detail) for issue in job.notes)
    save(job.folder, {f"units/{slug}.html": page.encode() for slug in slugs.values()})
    save(job.folder / "data", {"issues.jsonl": json_lines(issue_records(job.notes))})
    save(job.folder, {DIGEST: msgspec.json.encode(made)})
    return made


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def _load(job: Job) -> Iterable[Reading]:
    for card in job.cards:
        reading = job.store.load(card.key)
        if reading is None:
            raise LookupError(f"{card.name}: its reading is no longer in {job.store}")
        yield held(reading, card)


def held(reading: Reading, card: Card) -> Reading:
    """A kept reading under the office of its card, with the place where its file lies now."""
    reading = named(reading, card.profile)
    document = reading.extraction.document
    if not card.path or document.path == card.path:
        return reading
    return replace(reading, extraction=replace(reading.extraction, document=replace(document, path=card.path)))


def earlier_of(paths: Sequence[Path], readings: Sequence[Reading]) -> tuple[pd.DataFrame, ...]:
    """The rows of saved panels that are about the organisations of ``readings``."""
    names = {reading.profile.entity for reading in readings}
    return tuple(table[table["entity"].isin(names)] for table in map(_panel, paths))


@lru_cache(maxsize=4)
def _panel(path: Path) -> pd.DataFrame:
    from analyzer import panel

    return panel.load(path)
