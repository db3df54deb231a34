"""Commands that tell of the package itself: what it checks, what its records mean, and what this machine lacks."""

from __future__ import annotations

import sys

import click

from analyzer.cli.console import CLEAN, USAGE, Failure, check_names, lang_option, told


@click.command()
@click.argument("name", metavar="CHECK", required=False, shell_complete=check_names)
@lang_option
def explain(name: str | None, lang: str) -> None:
    """Tell what CHECK claims, why it matters, and an example, or what the code of an issue means; without, list all."""
    from analyzer.checks.explained import explanation
    from analyzer.checks.registry import checks
    from analyzer.report.language import issues

    known = checks()
    if name is None:
        for item in known.values():
            click.echo(f"{item.id:32} {item.severity:8} {explanation(item, lang)[0]}")
        for code, meaning in issues("zh" if lang == "zh" else "en").items():
            click.echo(f"{code:32} {'issue':8} {meaning}")
    elif name in known:
        item = known[name]
        told = "\n\n".join((*explanation(item, lang), item.zh if lang == "zh" else item.en))
        click.echo(f"{item.id} ({item.severity})\n\n{told}")
    elif name in issues("en"):
        click.echo(f"{name}\n\n{issues('zh' if lang == 'zh' else 'en')[name]}")
    else:
        from analyzer.results.selection import unknown

        raise Failure(unknown(name))


def schema_names(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """What completes a typed beginning of a schema's name."""
    from analyzer.results.schemas import NAMES

    return [name for name in NAMES if name.startswith(typed)]


@click.command()
@click.argument("name", required=False, shell_complete=schema_names)
def schema(name: str | None) -> None:
    """Print the JSON schema of the records NAME (facts, claims …) as they stand in data/; without NAME, list them."""
    import json

    from analyzer.results import schemas

    with told():
        for one in schemas.NAMES if name is None else ():
            click.echo(f"{one:10} {schemas.schema(one)['title']}")
        if name is not None:
            click.echo(json.dumps(schemas.schema(name), ensure_ascii=False, indent=2))


@click.command()
def doctor() -> None:
    """Tell whether everything that may be needed is here, and what to install where it is not."""
    from analyzer.cli.examination import examine

    rows = examine()
    for row in rows:
        click.echo(f"{'ok     ' if row.found else 'missing'}  {row.name:16} {row.note}")
    sys.exit(CLEAN if all(row.found or row.optional for row in rows) else USAGE)
