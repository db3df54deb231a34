"""Which documents belong together: one organisation's years and stages, its texts and tables."""
