"""The documentation site: the pages and notebooks of ``notebooks/``, built by `make site` into ``build/site``."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_known: dict[str, str] = {}
exec((ROOT / "analyzer" / "version.py").read_text("utf-8"), _known)

project = "analyzer"
author = "the analyzer authors"
release = version = _known["__version__"]
html_title = f"analyzer {release}"
description = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["description"]

extensions = ["myst_nb"]
root_doc = "index"
exclude_patterns = ["**/.ipynb_checkpoints"]
html_theme = "furo"
html_copy_source = False
# The notebooks carry their output; `make notebooks` runs them.
nb_execution_mode = "off"
# Anchors as code hosts make them, so that one link serves both.
myst_heading_anchors = 3
