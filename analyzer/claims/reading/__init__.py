"""A paragraph as the grammar sees it: squeezed, in clauses, its numerals found, its section known."""
