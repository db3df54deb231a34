"""Word processing: docx by its own parts, and what LibreOffice converts."""
