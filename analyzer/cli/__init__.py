"""The command line. stdout is data, stderr is progress and messages; no logic lives here.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage (also an output folder that cannot be written),
3 some documents, or parts of them, could not be read, 130 interrupted. Findings come before parts that were not read,
documents that were not read before both.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from analyzer import __version__
from analyzer.cli.about import doctor, explain, schema
from analyzer.cli.cache import cache
from analyzer.cli.console import (
    CLEAN,
    FOUND,
    analyzed,
    asked,
    fail_on,
    format_option,
    formats,
    keep_stdout_for_data,
    lang_option,
    leave,
    leave_unread,
    one_line,
    read,
    reading_options,
    sarif_text,
    selecting_options,
    show,
    tell,
    told,
    wished,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="analyzer")
@click.option("-v", "--verbose", is_flag=True, help="Log to stderr.")
def main(verbose: bool) -> None:
    """Reads Chinese public-budget disclosures, checks every figure they state, and draws the trends."""
    keep_stdout_for_data()
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")


@main.command()
@reading_options
@selecting_options
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Run folder.")
@click.option(
    "--figures/--no-figures", default=True, show_default=True, help="Draw figures: about half of the time of a run."
)
@click.option("--png", is_flag=True, help="Draw each figure as a picture of dots too.")
@click.option("--annotate", is_flag=True, help="Write a copy of each PDF with the findings as notes.")
@lang_option
@fail_on("never")
def run(
    paths: Sequence[str],
    out: Path,
    figures: bool,
    png: bool,
    annotate: bool,
    lang: Any,
    threshold: str,
    **reading: Any,
) -> None:
    """Read the documents at PATH..., judge them, and write the run folder: pages, workbook, figures, data."""
    from analyzer.pipeline import publish
    from analyzer.pipeline.output.folder import writable
    from analyzer.pipeline.run import summed_up

    with told(), wished(paths, **reading) as wishes:
        writable(out)
        done = publish(out=out, lang=lang, figures=figures, png=png, annotate=annotate, **wishes)
        tell([*done.unread, *done.notes])
        whole = done.digest
        counts = {"documents": whole.rows["documents"], "figures": whole.facts}
        counts |= {"issues": whole.issue_count + len(done.unread), "left_out": done.left_out}
        click.echo(summed_up(counts, whole.verdicts, whole.severities, lang), err=True)
        click.echo(str(out / "index.html"))
        leave_unread(done.unread)
        leave(whole.severities, threshold)
        leave_unread(whole.issues)


@main.command()
@reading_options
@format_option
def facts(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print every figure of the tables, with its place."""
    from analyzer.results import records

    with told():
        corpus, unread = read(paths, **reading)
        show(
            records.fact_records(corpus.facts()),
            style,
            ("document", "page", "line", "table", "row_code", "row", "column", "text", "unit"),
        )
        tell(unread)
        leave_unread((*unread, *(issue for each in corpus.readings for issue in each.extraction.document.issues)))


@main.command()
@reading_options
@format_option
def claims(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print every numeric statement of the narrative, with its verdict."""
    with told():
        done = analyzed(paths, **reading)
        show(
            done.claim_records,
            style,
            (
                "document",
                "page",
                "line",
                "verdict",
                "kind",
                "subject",
                "value",
                "unit",
                "direction",
                "computed",
                "text",
            ),
        )
        tell(done.unread)
        leave_unread(done.all_issues)


@main.command()
@reading_options
@selecting_options
@formats("sarif")
@lang_option
@fail_on("error")
def check(paths: Sequence[str], style: str, lang: str, threshold: str, **reading: Any) -> None:
    """Print the faults found, one a line: document:place: severity check: message."""
    with told():
        done = analyzed(paths, **reading)
        if style == "table":
            for row in done.finding_records:
                click.echo(one_line(row, lang))
        elif style == "sarif":
            click.echo(sarif_text(done, lang, paths, reading["follow"]), nl=False)
        else:
            show(done.finding_records, style, ())
        tell(done.unread)
        leave_unread(done.unread)
        leave(Counter(finding.severity for finding in done.all_findings), threshold)
        leave_unread(done.all_issues)


@main.command()
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@lang_option
def baseline(folder: Path, lang: str) -> None:
    """Print the findings of the run folder RUN as a list of accepted ones, to edit and to give to --baseline."""
    from analyzer.results import baseline

    with told():
        for entry in baseline.listing(baseline.accepted(folder), lang):
            click.echo(entry, nl=False)


@main.command()
@click.argument("old", metavar="OLD_RUN", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW_RUN", type=click.Path(path_type=Path))
@format_option
@lang_option
def diff(old: Path, new: Path, style: str, lang: str) -> None:
    """Tell what is new, gone and changed between two run folders: documents, findings, verdicts, printed figures.

    Exit code 1 where there are differences.
    """
    from analyzer.results.differences import COLUMNS, differences

    with told():
        rows = differences(old, new, lang)
        if rows or style != "table":
            show(rows, style, COLUMNS[:-1])
        counts = Counter(row["change"] for row in rows)
        parts = [f"{counts[change]} {change}" for change in ("new", "gone", "changed") if counts[change]]
        click.echo(f"analyzer: {', '.join(parts) or 'no difference'}", err=True)
        sys.exit(FOUND if rows else CLEAN)


@main.command()
@reading_options
@format_option
def changes(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print the changes from year to year, with what each contributes to the whole."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        columns = ("entity", "year", "statement", "row", "amount_wan", "base_year", "absolute_wan", "percent", "status")
        show(frame_records(done.changes), style, columns)
        tell(done.unread)
        leave_unread(done.all_issues)


@main.command()
@reading_options
@format_option
@lang_option
def anomalies(paths: Sequence[str], style: str, lang: str, **reading: Any) -> None:
    """Print what deserves a question, most deserving first: at most ten for a hundred units."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        rows = frame_records(done.anomalies)
        if style != "table":
            show(rows, style, ())
        for row in rows if style == "table" else ():
            click.echo(asked(row, lang))
        if not rows:
            click.echo(f"analyzer: {done.silence[lang]}", err=True)
        tell(done.unread)
        leave_unread(done.unread)


@main.command()
@reading_options
@format_option
def series(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print the headline series: totals, personnel, the three public expenses …, one line a figure."""
    from analyzer.export import frame_records

    with told():
        done = analyzed(paths, **reading)
        show(
            frame_records(done.series), style, ("entity", "year", "stage", "series", "amount_wan", "origin", "document")
        )
        tell(done.unread)
        leave_unread(done.unread)


@main.command()
@reading_options
@click.option("--out", type=click.Path(path_type=Path), default=Path("figures"), show_default=True, help="Folder.")
@click.option("--kind", type=click.Choice(["svg", "png"]), default="png", show_default=True)
def plot(paths: Sequence[str], out: Path, kind: str, **reading: Any) -> None:
    """Draw the trends and print the names of the files drawn."""
    from analyzer.pipeline.output.folder import save, writable

    with told():
        writable(out)
        done = analyzed(paths, **reading)
        files = done.drawn(kinds=(kind,))
        save(out, files)
        for name in files:
            click.echo(str(out / name))
        tell(done.unread)
        leave_unread(done.all_issues)


for command in (cache, explain, schema, doctor):
    main.add_command(command)
