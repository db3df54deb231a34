"""From drawn rules, or gaps where none are drawn, to the grids of a page and their titles."""
