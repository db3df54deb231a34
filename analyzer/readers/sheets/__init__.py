"""Spreadsheets: every format gives the cells as they are shown, and one module makes blocks of them."""
