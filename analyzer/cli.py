"""The command line. stdout is data, stderr is progress and messages; no logic lives here.

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage (also an output folder that cannot be written),
3 some documents, or parts of them, could not be read, 130 interrupted. Findings come before parts that were not read,
documents that were not read before both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer import __version__
from analyzer.errors import AnalyzerError

if TYPE_CHECKING:
    from analyzer.model import Corpus, Issue
    from analyzer.pipeline import Options, Run
    from analyzer.records import Record

RANK = {"error": 0, "warning": 1, "note": 2}
CLEAN, FOUND, USAGE, UNREAD, INTERRUPTED = 0, 1, 2, 3, 130

TIMEOUT = "Seconds for one document."

Command = Callable[..., None]


class Failure(click.ClickException):
    """A one-line message on stderr and the exit code for usage."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        click.echo(f"analyzer: {self.message}", err=True)


def reading_options(command: Command) -> Command:
    """What every command that reads documents takes."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--jobs", type=click.IntRange(min=0), help="Documents read at a time [default: one a processor]."),
        click.option("--timeout", type=click.FloatRange(min=1), default=300.0, show_default=True, help=TIMEOUT),
        click.option("--ocr", is_flag=True, help="Recognise pages without text (needs the ocr extra)."),
        click.option(
            "--cache", type=click.Path(file_okay=False, path_type=Path), help="Keep readings here by content."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


format_option = click.option(
    "--format", "style", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True,
    help="How the data is printed.",
)  # fmt: skip
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of messages and pages."
)


def fail_on(default: str) -> Callable[[Command], Command]:
    return click.option(
        "--fail-on", "threshold", type=click.Choice(["error", "warning", "never"]), default=default, show_default=True,
        help="Exit with 1 when there are findings of this severity or a higher one.",
    )  # fmt: skip


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
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Run folder.")
@lang_option
@fail_on("never")
def run(paths: Sequence[str], out: Path, lang: Any, threshold: str, **reading: Any) -> None:
    """Read the documents at PATH..., judge them, and write the run folder: pages, workbook, figures, data."""
    from analyzer.pipeline.folder import writable

    with told():
        writable(out)
        done = analyzed(paths, **reading)
        done.write(out, lang)
        tell(done.unread)
        click.echo(done.summary(lang), err=True)
        click.echo(str(out / "index.html"))
        leave(done, threshold)


@main.command()
@reading_options
@format_option
def facts(paths: Sequence[str], style: str, **reading: Any) -> None:
    """Print every figure of the tables, with its place."""
    from analyzer import records

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
@format_option
@lang_option
@fail_on("error")
def check(paths: Sequence[str], style: str, lang: str, threshold: str, **reading: Any) -> None:
    """Print the faults found, one a line: document:place: severity check: message."""
    with told():
        done = analyzed(paths, **reading)
        if style == "table":
            for row in done.finding_records:
                click.echo(one_line(row, lang))
        else:
            show(done.finding_records, style, ())
        tell(done.unread)
        leave(done, threshold)


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
    from analyzer.pipeline.folder import save, writable

    with told():
        writable(out)
        done = analyzed(paths, **reading)
        files = done.drawn(kinds=(kind,))
        save(out, files)
        for name in files:
            click.echo(str(out / name))
        tell(done.unread)
        leave_unread(done.all_issues)


@main.command()
@click.argument("name", metavar="CHECK", required=False)
@lang_option
def explain(name: str | None, lang: str) -> None:
    """Tell what CHECK claims, why it matters, and an example; without CHECK, list them all."""
    from analyzer.checks.registry import checks
    from analyzer.doctor import explanation

    known = checks()
    if name is None:
        for item in known.values():
            click.echo(f"{item.id:32} {item.severity:8} {explanation(item).splitlines()[0]}")
    elif name in known:
        item = known[name]
        click.echo(f"{item.id} ({item.severity})\n\n{explanation(item)}\n\n{item.zh if lang == 'zh' else item.en}")
    else:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        raise Failure(
            f"no check is called {name!r}; {f'did you mean {near[0]}? ' if near else ''}`analyzer explain` lists them"
        )


@main.command()
def doctor() -> None:
    """Tell whether everything that may be needed is here, and what to install where it is not."""
    from analyzer.doctor import examine

    rows = examine()
    for row in rows:
        click.echo(f"{'ok     ' if row.found else 'missing'}  {row.name:16} {row.note}")
    sys.exit(CLEAN if all(row.found or row.optional for row in rows) else USAGE)


# ---- what the commands share -----------------------------------------------------------------------------------------


@contextmanager
def told() -> Iterator[None]:
    """Errors made on purpose become one line on stderr; an interrupt becomes exit code 130."""
    try:
        yield
    except AnalyzerError as error:
        raise Failure(str(error)) from error
    except KeyboardInterrupt:
        click.echo("analyzer: interrupted; nothing was written", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody left to tell
        sys.exit(CLEAN)


def analyzed(paths: Sequence[str], *, jobs: int | None, timeout: float, ocr: bool, cache: Path | None) -> Run:
    from analyzer.pipeline import analyze, inputs

    with counting(len(inputs(paths))) as progress:
        return analyze(paths, jobs=jobs, timeout=timeout, options=options(ocr, cache), progress=progress)


def read(
    paths: Sequence[str], *, jobs: int | None, timeout: float, ocr: bool, cache: Path | None
) -> tuple[Corpus, tuple[Issue, ...]]:
    from analyzer.pipeline import inputs, read_all

    items = inputs(paths)
    with counting(len(items)) as progress:
        return read_all(items, jobs=jobs, timeout=timeout, options=options(ocr, cache), progress=progress)


def options(ocr: bool, cache: Path | None) -> Options:
    from analyzer.pipeline import Options

    return Options(ocr=ocr, cache=cache)


@contextmanager
def counting(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr, silent where stderr is no terminal."""
    from tqdm.std import tqdm

    with tqdm(total=total, unit="doc", disable=None, file=sys.stderr, leave=False) as bar:

        def advance(name: str) -> None:
            bar.set_postfix_str(name, refresh=False)
            bar.update()

        yield advance


def keep_stdout_for_data() -> None:
    """What compiled libraries print to file descriptor 1 (a solver's remarks) goes to stderr; ours stays on stdout."""
    try:
        if sys.stdout.fileno() != 1:
            return
    except (OSError, ValueError):
        return
    sys.stdout.flush()
    ours = os.fdopen(os.dup(1), "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, newline="\n")
    os.dup2(2, 1)
    sys.stdout = ours


def show(rows: Sequence[Record], style: str, columns: Sequence[str]) -> None:
    from analyzer.export import printed

    sys.stdout.write(printed(rows, style, columns))


def one_line(row: Record, lang: str) -> str:
    place = (
        f"第{row['page']}页"
        if row["page"] and lang == "zh"
        else f"p{row['page']}"
        if row["page"]
        else row["line"] or ""
    )
    return f"{row['document']}:{place}: {row['severity']} {row['check']}: {row['message'][lang]}"


def asked(row: Record, lang: str) -> str:
    """An anomaly in one line: its rank, whose it is, the question, and where the figure stands."""
    question = row["question" if lang == "zh" else "question_en"]
    place = f" p{row['page']}" if row["page"] else ""
    return f"{row['rank']}. {row['entity']}: {question} [{row['document']}{place}]"


def tell(issues: Sequence[Issue]) -> None:
    for issue in issues:
        click.echo(f"analyzer: {issue.detail}", err=True)


def leave_unread(issues: Sequence[Issue]) -> None:
    from analyzer.pipeline import PARTLY
    from analyzer.pipeline import UNREAD as codes

    if any(issue.code in codes or issue.code in PARTLY for issue in issues):
        sys.exit(UNREAD)


def leave(done: Run, threshold: str) -> None:
    leave_unread(done.unread)
    if threshold != "never" and any(RANK[f.severity] <= RANK[threshold] for f in done.all_findings):
        sys.exit(FOUND)
    leave_unread(done.all_issues)


if __name__ == "__main__":
    main()
