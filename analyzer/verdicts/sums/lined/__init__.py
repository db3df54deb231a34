"""Lists in lines: a table told in lines, dashes under a heading, items that a line without a figure introduces."""
