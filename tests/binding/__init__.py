"""Which cells a sentence speaks of."""
