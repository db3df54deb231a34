"""Commands about the readings that are kept from run to run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.console import CLEAN, FOUND

if TYPE_CHECKING:
    from analyzer.pipeline.readings.store import Store


@click.group()
def cache() -> None:
    """Readings that are kept from run to run: how many, whether they are sound, and removing those without use."""


cache_option = click.option(
    "--cache", "folder", type=click.Path(file_okay=False, path_type=Path), help="The folder [default: the user's own]."
)


@cache.command("show")
@cache_option
def cache_show(folder: Path | None) -> None:
    """Tell where the readings lie, how many there are and how large, and how many are of use to this version."""
    store = kept_in(folder)
    entries = list(store.entries())
    click.echo(f"{store.folder}: {len(entries)} readings, {sum(e.size for e in entries) / 1e6:.1f} MB")
    click.echo(
        f"{sum(e.current and not e.fault for e in entries)} of use, {sum(bool(e.fault) for e in entries)} unsound"
    )


@cache.command("verify")
@cache_option
def cache_verify(folder: Path | None) -> None:
    """Check every reading, and name those that would not be used; exit code 1 where there are any."""
    faults = [entry for entry in kept_in(folder).entries() if entry.fault]
    for entry in faults:
        click.echo(f"{entry.path}: {entry.fault}")
    sys.exit(FOUND if faults else CLEAN)


@cache.command("prune")
@cache_option
@click.option("--days", type=click.FloatRange(min=0), help="Also remove readings older than this.")
def cache_prune(folder: Path | None, days: float | None) -> None:
    """Remove readings that are unsound or that another version made."""
    count, size = kept_in(folder).prune(days)
    click.echo(f"{count} readings removed, {size / 1e6:.1f} MB")


def kept_in(folder: Path | None) -> Store:
    """The readings in a folder, by default the user’s own."""
    from analyzer.pipeline.readings.store import Store, home

    return Store(folder or home())
