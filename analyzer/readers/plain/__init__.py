"""Text without markup: prose with tables of tabs, pipes, commas or blanks."""
