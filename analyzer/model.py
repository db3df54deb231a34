"""The values that flow through the package: frozen, slotted, keyword-only, without I/O and without pandas.

A reader makes a `Document` of blocks (paragraphs and grids). The forms make of it an `Extraction` (tables, facts,
targets, prose). The claims add `Claim`s. The checks join all of that in a `Corpus` and give verdicts and findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from analyzer.documents import Amount as Amount
from analyzer.documents import Block as Block
from analyzer.documents import Box as Box
from analyzer.documents import Cell as Cell
from analyzer.documents import Document as Document
from analyzer.documents import Grid as Grid
from analyzer.documents import Issue as Issue
from analyzer.documents import Paragraph as Paragraph
from analyzer.documents import Source as Source

Stage: TypeAlias = Literal["budget", "final", "execution", "initial_budget", "full_year_budget"]
"""What a figure is: 预算 / 决算 / 执行数 / 年初预算 / 全年预算. 年初预算 of its own year in final accounts is
``initial_budget``; last year's 年初预算 in a budget is simply that year's ``budget``."""
DATED_PLANS: Final = ("initial_budget", "full_year_budget")
"""Plans that are told apart by when they stood, as the year began and as moved: neither stands in for the other."""
Severity: TypeAlias = Literal["error", "warning", "note"]
Absence: TypeAlias = Literal["", "blank", "dash", "zero-note", "unreadable"]
ClaimKind: TypeAlias = Literal["level", "change", "rate", "share", "completion", "flat", "direction", "count"]
VerdictKind: TypeAlias = Literal["confirmed", "rounding", "consistent", "refuted", "doubtful", "unverifiable"]
"""``consistent`` agrees with its own parts or with other statements, but no independent figure vouches for it;
``doubtful``: a cell was found and disagrees, but not every word was understood, so it is no proof."""
Why: TypeAlias = Literal[
    "",
    "nothing-to-compare",
    "base-not-published",
    "base-ambiguous",
    "whole-uncertain",
    "no-amount",
    "table-in-doubt",
    "words-not-understood",
    "several-cells",
    "form-not-understood",
]
"""Why a statement could not be judged, or only doubtfully: codes, rendered in words at the edge."""


# ---- what forms make -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who, what, when: ``scope`` is ``unit`` (单位), ``department`` (部门) or empty; ``stage`` is budget or final.

    ``entity`` is the organisation's one name, ``printed`` the one the document uses (party organs have several).
    ``conflicts`` keeps headings and titles that name another year or another office: they are findings later.
    """

    entity: str
    entity_code: str = ""
    scope: Literal["unit", "department", ""] = ""
    region: str = ""
    year: int | None = None
    stage: Literal["budget", "final"] = "budget"
    conflicts: tuple[Source, ...] = ()
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One printed figure of a table (or a stated absence of one).

    ``statement`` and ``measure`` are identifiers of the vocabulary; ``item`` is a concept identifier or the printed
    label where none is known; ``item_code`` a classification code or empty. ``amount`` is None for figures that are no
    money (``value`` and ``unit`` still hold them) and for absences. ``value`` is in ``unit`` as printed.
    ``year`` and ``stage`` are the figure's own: a budget column inside final accounts is a budget fact.
    """

    id: str
    document: str
    entity: str
    entity_code: str
    year: int | None
    stage: Stage
    statement: str
    table: int
    row: int
    column: int
    side: Literal["income", "expenditure", ""] = ""
    item: str
    item_code: str = ""
    measure: str
    value: Decimal | None = None
    unit: str = ""
    amount: Amount | None = None
    absence: Absence = ""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of an assembled table: its key, its label and the printed texts under ``Table.columns``."""

    label: str
    code: str = ""
    texts: tuple[str, ...] = ()
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A statement put together from its chunks. ``statement`` is ``other`` where the title is unknown.

    ``notes`` are the lines printed under it (“注：…空表列示”); ``empty`` when no row holds a figure. ``unplaced``
    are the columns that hold figures and that nobody knows: what parts add up to is not known where one has a figure.
    """

    index: int
    document: str
    statement: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    page: int | None = None
    line: int | None = None
    empty: bool = False
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A row of a performance-target table (绩效目标表): three indicator levels, description, target, basis."""

    project: str
    table: int
    level1: str
    level2: str
    level3: str
    description: str
    operator: str
    number: Decimal | None
    unit: str
    text: str
    basis: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What the forms found in one document. ``prose`` are the paragraphs that are no titles or notes of tables."""

    document: Document
    profile: Profile
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    targets: tuple[Target, ...]
    prose: tuple[Paragraph, ...]
    issues: tuple[Issue, ...] = ()


# ---- what claims make ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A numeric statement of the narrative.

    ``value`` is the printed magnitude in ``unit``, ``decimals`` the digits after the point; the sign of a change is
    in ``direction`` (greater | less | equal). ``path`` holds the names of a 类/款/项 path, ``code`` a printed code.
    ``base_text`` is the comparison as worded, ``of`` the denominator of a share. Links are ids of other claims of the
    same document: ``current`` (the level a change, rate, completion or flat is about), ``base`` (the stated level it
    is compared with), ``change`` (the change that a rate accompanies), ``whole`` (the level of which this is a listed
    part; ``partial`` when the list is open: 主要为 … 等). ``reason`` is the stated reason of a change, ``context`` the
    account path that was spoken of before it in its section.
    """

    id: str
    document: str
    kind: ClaimKind
    subject: str
    path: tuple[str, ...] = ()
    code: str = ""
    year: int | None = None
    stage: Stage | Literal[""] = ""
    base_year: int | None = None
    base_stage: Stage | Literal[""] = ""
    base_text: str = ""
    value: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    direction: Literal["greater", "less", "equal", ""] = ""
    of: str = ""
    current: str = ""
    base: str = ""
    change: str = ""
    whole: str = ""
    partial: bool = False
    reason: str = ""
    purpose: str = ""
    paragraph: int = 0
    start: int = 0
    end: int = 0
    section: str = ""
    context: str = ""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NotClaim:
    """A numeral of the narrative that states no amount, with the reason (date, document-number, area, threshold …)."""

    text: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of a claim: what was computed from which sources, and on which other base it would hold.

    ``rule`` is the id of what judged it; ``why`` the code of what kept it from being judged; ``alternative`` the figure
    that came nearest where none could be chosen.
    """

    claim: str
    kind: VerdictKind
    computed: str = ""
    evidence: tuple[Source, ...] = ()
    rule: str = ""
    why: Why = ""
    alternative: str = ""


# ---- what judging makes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Figures that must agree: the sum of coefficient × figure is zero (``=``) or not negative (``>=``).

    ``terms`` name facts or money claims by id. ``rule`` tells in a word which identity it is.
    """

    check: str
    rule: str
    terms: tuple[tuple[int, str], ...]
    sense: Literal["=", ">="] = "="
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The smallest edit that would make things agree; a proposal, never applied."""

    printed: str
    proposed: str
    edit: str
    source: Source | None = None
    resolves: int = 0
    breaks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault of the publication: codes and named values; the prose is made from the check's templates."""

    id: str
    check: str
    severity: Severity
    document: str
    entity: str
    year: int | None
    sources: tuple[Source, ...]
    figures: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    repair: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that is known of one document before it is judged."""

    extraction: Extraction
    claims: tuple[Claim, ...] = ()
    not_claims: tuple[NotClaim, ...] = ()

    @property
    def name(self) -> str:
        """The file name of the document."""
        return self.extraction.document.name

    @property
    def profile(self) -> Profile:
        """Who published it, for what year and stage."""
        return self.extraction.profile

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures of the tables."""
        return self.extraction.facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The readings judged together, in the order of their file names."""

    readings: tuple[Reading, ...] = field(default_factory=tuple)

    def facts(self) -> Iterator[Fact]:
        """The figures of the tables."""
        for reading in self.readings:
            yield from reading.extraction.facts

    def claims(self) -> Iterator[Claim]:
        """The statements of the texts."""
        for reading in self.readings:
            yield from reading.claims
