"""``python -m tests.documentation``: write the pages that are made from the code anew."""

from __future__ import annotations

from tests.documentation.pages import pages

if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
