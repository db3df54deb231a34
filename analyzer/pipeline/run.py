"""A finished run as a researcher meets it: frames, figures, a short card in a notebook, and its folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.pipeline.work import UNREAD
from analyzer.report import Language, words
from analyzer.results.outcome import Results

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Run(Results):
    """What `analyzer.analyze` returns. ``panel``, ``changes``, ``facts``, ``claims``, ``findings`` and ``issues`` are
    frames made on first use; ``figures()`` draws; ``write()`` makes the run folder."""

    @property
    def complete(self) -> bool:
        """Whether every document could be read."""
        return not any(issue.code in UNREAD for issue in self.unread)

    def figures(self, lang: Language = "zh") -> dict[str, Figure]:
        """The plots of this run by name; returned, never shown."""
        from analyzer import plots

        return plots.figures(self.panel, self.every_change, lang=lang)

    def drawn(self, lang: Language = "zh", kinds: Iterable[str] = ("svg", "png")) -> dict[str, bytes]:
        """The plots as files by name, without dates, so that the same run gives the same bytes."""
        from analyzer import plots

        wanted = tuple(kinds)
        figures = self.figures(lang).items()
        return {f"{name}.{kind}": plots.render(figure, kind) for name, figure in figures for kind in wanted}

    def write(
        self,
        out: str | Path = "reports",
        lang: Language = "zh",
        *,
        png: bool = False,
        figures: bool = True,
        annotate: bool = False,
    ) -> Path:
        """Write the run folder (see `write`) and return its path."""
        return write(self, Path(out), lang, png=png, figures=figures, annotate=annotate)

    def __repr__(self) -> str:
        return f"<Run {self.summary('en')}>"

    def _repr_html_(self) -> str:
        """A short card, in English as the names of the frames and their columns are."""
        from html import escape

        told = "".join(f"<li>{escape(part)}</li>" for part in self._parts("en"))
        rows = "".join(f"<li>{escape(line)}</li>" for line in self._lines())
        return f"<div><strong>analyzer run</strong><ul>{told}</ul><ul>{rows}</ul></div>"

    def summary(self, lang: Language = "zh") -> str:
        """The run in one line: documents, figures, claims by verdict, relations, findings by severity, issues."""
        return words(lang)["comma"].join(self._parts(lang))

    def _parts(self, lang: Language) -> list[str]:
        counts = {
            "documents": len(self.readings),
            "figures": len(self.fact_records),
            "issues": len(self.all_issues),
            "left_out": len(self.left_out),
        }
        verdicts = Counter(row["verdict"] for row in self.claim_records)
        return summary_parts(counts, verdicts, Counter(str(finding.severity) for finding in self.all_findings), lang)

    def _lines(self, most: int = 8) -> list[str]:
        """A line a document, not more than ``most``."""
        known = ((r.name, r.profile) for r in self.readings)
        lines = [f"{name}: {told.entity} {told.year or ''} {words('en')[told.stage]}" for name, told in known]
        return lines if len(lines) <= most else [*lines[:most], f"… {len(lines) - most} more"]


def summed_up(
    counts: Mapping[str, int], verdicts: Mapping[str, int], severities: Mapping[str, int], lang: Language
) -> str:
    """A run in one line."""
    return words(lang)["comma"].join(summary_parts(counts, verdicts, severities, lang))


def summary_parts(
    counts: Mapping[str, int], verdicts: Mapping[str, int], severities: Mapping[str, int], lang: Language
) -> list[str]:
    """Documents, figures, statements by verdict, findings by severity and how many are not told, issues."""
    say = words(lang)
    return [
        f"{counts['documents']} {say['documents']}",
        f"{counts['figures']} {say['figures']}",
        f"{sum(verdicts.values())} {say['claims']}{_counted(verdicts, say)}",
        f"{sum(severities.values())} {say['findings']}{_counted(severities, say)}",
        *([f"{counts['left_out']} {say['left_out']}"] if counts.get("left_out") else ()),
        f"{counts['issues']} {say['issues']}",
    ]


def _counted(counts: Mapping[str, int], say: Mapping[str, str]) -> str:
    """“ (40 confirmed, 2 refuted)”, or nothing where there is nothing to count."""
    parts = say["comma"].join(f"{say[kind]} {count}" for kind, count in sorted(counts.items()) if count)
    return f"{say['open']}{parts}{say['close']}" if parts else ""


def write(
    run: Run,
    out: Path,
    lang: Language = "zh",
    *,
    png: bool = False,
    figures: bool = True,
    annotate: bool = False,
) -> Path:
    """Write the run folder into ``out``: data, workbook, figures, pages and manifest, all of them or nothing.

    Entries of an earlier run in ``out`` are replaced, other files there stay. ``png`` draws each figure as a picture
    of dots too, without ``figures`` none is drawn; ``annotate`` adds copies of the PDFs with the findings as notes.
    Raises OutputError.
    """
    from analyzer.pipeline.output.parts import LISTED, Plan
    from analyzer.pipeline.publishing import write_results

    write_results(
        run, out, Plan(lang=lang, png=png, figures=figures, annotate=annotate, large=len(run.readings) > LISTED)
    )
    return out
