"""From pdfium's objects to characters and rules of an upright page."""
