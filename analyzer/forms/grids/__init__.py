"""From grids to tables: captions and headers, columns and row keys, what one cell holds."""
