"""What readers of several formats do alike: lines to paragraphs, spans to rectangles, blanks and lines to columns."""
