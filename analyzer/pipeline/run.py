"""A finished run as a researcher meets it: frames, figures, a short card in a notebook, and its folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.pipeline.folder import replacing, save
from analyzer.pipeline.work import UNREAD
from analyzer.report import Language, words
from analyzer.results import Results

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

    def write(self, out: str | Path = "reports", lang: Language = "zh") -> Path:
        """Write the run folder (see `write`) and return its path."""
        return write(self, Path(out), lang)

    def __repr__(self) -> str:
        return f"<Run {self.summary('en')}>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<li>{escape(line)}</li>" for line in self._lines())
        return f"<div><strong>analyzer</strong>: {escape(self.summary('zh'))}<ul>{rows}</ul></div>"

    def summary(self, lang: Language = "zh") -> str:
        """The run in one line: documents, figures, claims by verdict, relations, findings by severity, issues."""
        say = words(lang)
        verdicts = Counter(row["verdict"] for row in self.claim_records)
        severities = Counter(str(finding.severity) for finding in self.all_findings)
        parts = [
            f"{len(self.readings)} {say['documents']}",
            f"{len(self.fact_records)} {say['figures']}",
            f"{len(self.claim_records)} {say['claims']}{_counted(verdicts, say)}",
            f"{len(self.all_findings)} {say['findings']}{_counted(severities, say)}",
            f"{len(self.all_issues)} {say['issues']}",
        ]
        return say["comma"].join(parts)

    def _lines(self, most: int = 8) -> list[str]:
        """A line a document, not more than ``most``."""
        lines = [f"{r.name}: {r.profile.entity} {r.profile.year or ''} {r.profile.stage}" for r in self.readings]
        return lines if len(lines) <= most else [*lines[:most], f"… {len(lines) - most} more"]


def _counted(counts: Mapping[str, int], say: Mapping[str, str]) -> str:
    """“ (40 confirmed, 2 refuted)”, or nothing where there is nothing to count."""
    parts = say["comma"].join(f"{say[kind]} {count}" for kind, count in sorted(counts.items()))
    return f"{say['open']}{parts}{say['close']}" if parts else ""


def write(run: Run, out: Path, lang: Language = "zh") -> Path:
    """Write the run folder into ``out``: data, workbook, figures, pages and manifest, all of them or nothing.

    Entries of an earlier run in ``out`` are replaced, other files there stay. Raises OutputError.
    """
    from analyzer.export import json_text, save_data, workbook
    from analyzer.report import pages

    with replacing(out) as fresh:
        drawn = run.drawn(lang)
        shown = {name.removesuffix(".svg"): content for name, content in drawn.items() if name.endswith(".svg")}
        save_data(run, fresh / "data")
        save(fresh / "figures", drawn)
        save(fresh, pages(run, shown, _owners(run, shown), lang))
        save(fresh, {"findings.xlsx": workbook(run, words(lang), lang)})
        save(fresh, {"manifest.json": json_text({**run.manifest, "language": lang})})
    return out


def _owners(run: Run, names: Iterable[str]) -> dict[str, str]:
    """The organisation of each figure: plots number them in the order of the panel's organisations."""
    from analyzer.plots.series import entities

    known = entities(run.panel)
    owners = {}
    for name in names:
        tail = name.rpartition("-")[2]
        if tail.isdigit() and int(tail) <= len(known):
            owners[name] = known[int(tail) - 1]
        elif len(known) == 1:
            owners[name] = known[0]
    return owners
