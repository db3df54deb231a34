"""Web pages: their tables and text, their frames, and pages saved as a mail."""
