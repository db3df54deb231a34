"""All that a run knows, as values and as frames. Frames are made when they are asked for, and once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analyzer.model import Claim, Corpus, Fact, Finding, Issue, Reading, Verdict
from analyzer.results import records
from analyzer.results.records import Record
from analyzer.results.selection import LeftOut

if TYPE_CHECKING:
    import pandas as pd

    from analyzer.checks import Judgement


@dataclass(frozen=True, kw_only=True, repr=False)
class Results:
    """The readings of a set of documents, what was judged of them, and what the run was made of.

    ``earlier`` are saved panels that this run continues. ``unread`` are the issues of documents that could not be read;
    ``left_out`` are findings that the run was asked not to tell, which are in none of the others.
    ``manifest`` holds versions, options and the digests of the inputs. The attributes ``facts``, ``claims``,
    ``findings``, ``issues``, ``panel`` and ``changes`` are frames; the same as values come from the ``all_…`` ones.
    """

    corpus: Corpus
    judgement: Judgement
    earlier: tuple[pd.DataFrame, ...] = ()
    unread: tuple[Issue, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        counts = (len(self.readings), len(self.judgement.verdicts), len(self.judgement.findings))
        return "<{} of {} documents, {} verdicts, {} findings>".format(type(self).__name__, *counts)

    # ---- values ------------------------------------------------------------------------------------------------------

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What was read of each document."""
        return self.corpus.readings

    @property
    def all_facts(self) -> list[Fact]:
        """The figures of all tables."""
        return list(self.corpus.facts())

    @property
    def all_claims(self) -> list[Claim]:
        """The statements of all texts."""
        return list(self.corpus.claims())

    @property
    def all_findings(self) -> Sequence[Finding]:
        """What is wrong in the documents."""
        return self.judgement.findings

    @cached_property
    def all_issues(self) -> list[Issue]:
        """Trouble of ours with every document: unread files first, then what reading, placing and checking met."""
        met = [*self.unread]
        for reading in self.readings:
            met += [*reading.extraction.document.issues, *reading.extraction.issues]
        return list(dict.fromkeys([*met, *self.judgement.issues]))

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of every judged claim, by the claim's id."""
        return {verdict.claim: verdict for verdict in self.judgement.verdicts}

    # ---- records: the lines of data/*.jsonl --------------------------------------------------------------------------

    @cached_property
    def fact_records(self) -> list[Record]:
        """The figures as records."""
        return records.fact_records(self.all_facts)

    @cached_property
    def claim_records(self) -> list[Record]:
        """The statements as records, with their verdicts."""
        entities = {reading.name: reading.profile.entity for reading in self.readings}
        return records.claim_records(self.all_claims, self.verdicts, entities)

    @cached_property
    def finding_records(self) -> list[Record]:
        """The findings as records."""
        return records.finding_records(self.all_findings)

    @cached_property
    def left_out_records(self) -> list[Record]:
        """The findings that the choice of checks or the baseline leaves out, as records with the reason."""
        return records.left_out_records(self.left_out)

    @cached_property
    def issue_records(self) -> list[Record]:
        """The issues as records."""
        return records.issue_records(self.all_issues)

    @cached_property
    def relation_records(self) -> list[Record]:
        """The judged relations as records."""
        return records.relation_records(self.judgement.outcomes)

    # ---- frames ------------------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> pd.DataFrame:
        """One row a printed figure; ``value`` is an exact Decimal in ``unit``, ``fen`` an integer in 分."""
        return frame(self.fact_records, records.FACT_COLUMNS, decimals=("value",), integers=("fen", "quantum"))

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row a numeric statement of the narrative, with its verdict and what was computed.

        ``value`` is the printed magnitude in ``unit``, ``computed_value`` what was computed, with its sign, in
        ``computed_unit``: exact Decimals, None where there is none. ``computed`` shows how it came about.
        """
        return frame(self.claim_records, records.CLAIM_COLUMNS, decimals=("value", "computed_value"))

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row a fault of the publication; ``message`` is Chinese, ``message_en`` English."""
        return _findings(self.finding_records, records.FINDING_COLUMNS)

    @cached_property
    def silent(self) -> pd.DataFrame:
        """One row a finding that is not told, with ``why`` (``ignored``, ``accepted``) and the ``reason`` given."""
        return _findings(self.left_out_records, records.LEFT_OUT_COLUMNS)

    @cached_property
    def issues(self) -> pd.DataFrame:
        """One row a trouble of ours; never a fault of the publication."""
        return frame(self.issue_records, records.ISSUE_COLUMNS)

    @cached_property
    def panel(self) -> pd.DataFrame:
        """The tidy panel: one row a figure, printed or implied (see `analyzer.panel`)."""
        from analyzer import panel

        built = panel.build(self.corpus, self.judgement)
        return panel.join([*self.earlier, built]) if self.earlier else built

    @cached_property
    def series(self) -> pd.DataFrame:
        """The headline series: one row a series, entity, year and stage, with its origin (see `analyzer.series`)."""
        from analyzer import series

        return series.build(self.panel)

    def series_of(
        self,
        names: str | Iterable[str] | None = None,
        *,
        entity: str | None = None,
        years: int | Iterable[int] | None = None,
        stage: str | None = None,
    ) -> pd.DataFrame:
        """The rows of ``series`` chosen by name, entity (a part of its name is enough), years and stage.

        Raises UsageError for what the run does not have, naming near ones.
        """
        from analyzer import series

        return series.select(self.series, names, entity=entity, years=years, stage=stage)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Year over year, one row a subject with what the text says of it (see `analyzer.changes.fold`)."""
        from analyzer import changes

        return changes.fold(self.every_change, self.panel)

    @cached_property
    def anomalies(self) -> pd.DataFrame:
        """What deserves a question, most deserving first (see `analyzer.anomalies`)."""
        from analyzer import anomalies

        return anomalies.find(self.panel, self.every_change, self.series)

    @cached_property
    def silence(self) -> dict[str, str]:
        """Why there are no anomalies, by language."""
        from analyzer import anomalies

        return dict(zip(("zh", "en"), anomalies.silence(self.panel, self.every_change), strict=True))

    @cached_property
    def every_change(self) -> pd.DataFrame:
        """Year over year, joined on year − 1, a row for each statement that prints the figure."""
        from analyzer import changes

        return changes.changes(self.panel)


def _findings(rows: Iterable[Record], columns: Sequence[str]) -> pd.DataFrame:
    told = (row | {"message": row["message"]["zh"], "message_en": row["message"]["en"]} for row in rows)
    return frame(list(told), columns)


def frame(
    rows: Sequence[Record], columns: Sequence[str], *, decimals: Sequence[str] = (), integers: Sequence[str] = ()
) -> pd.DataFrame:
    """Records as a frame with these columns, also when there are none; ``decimals`` become exact Decimals."""
    from decimal import Decimal

    import pandas as pd

    made = pd.DataFrame(list(rows), columns=list(columns))
    for name in decimals:
        made[name] = pd.Series([None if x is None else Decimal(x) for x in made[name]], dtype=object)
    for name in (*integers, "year", "base_year", "page", "line"):
        if name in made:
            made[name] = made[name].astype("Int64")
    return made
