"""What the words of this field name: statements, columns, items, codes, headline figures, and what is left over."""
