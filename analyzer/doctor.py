"""What the machine has and lacks for this package, and what a check says of itself."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files

from analyzer.checks.registry import Check
from analyzer.readers.office import program
from analyzer.version import DISTRIBUTION, install

AGAIN = f"pip install --force-reinstall {DISTRIBUTION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part the package may use: whether it is here, and what to do where it is not."""

    name: str
    found: bool
    optional: bool
    note: str


def explanation(check: Check) -> str:
    """The docstring of a check, unindented."""
    return inspect.getdoc(check.function) or ""


def examine() -> list[Part]:
    """The interpreter, every required library, the package's own assets, then every optional library by extra."""
    here = ".".join(str(x) for x in sys.version_info[:3])
    parts = [Part(name="python", found=sys.version_info >= (3, 11), optional=False, note=f"{here}; 3.11 or newer")]
    parts += [_library(requirement) for requirement in requires(DISTRIBUTION) or ()]
    assets = files("analyzer") / "assets"
    for name in ("vocabulary", "report"):
        found = (assets / name).is_dir()
        parts.append(Part(name=f"assets/{name}", found=found, optional=False, note="" if found else AGAIN))
    parts.append(_converter())
    return sorted(parts, key=lambda part: (part.optional, part.name != "python"))


def _converter() -> Part:
    """LibreOffice, a part of the system: it converts what nothing here reads."""
    found = program()
    note = found or "Debian: apt-get install libreoffice-writer-nogui; without it .doc, .wps, .rtf, .odt are not read"
    return Part(name="LibreOffice", found=found is not None, optional=True, note=note)


def _library(requirement: str) -> Part:
    import re

    name = re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]
    extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
    try:
        return Part(name=name, found=True, optional=bool(extra), note=version(name))
    except PackageNotFoundError:
        note = install(extra[1]) if extra else f"pip install '{name}'"
        return Part(name=name, found=False, optional=bool(extra), note=note)
