"""What the figures of a text add up to: lists, totals, partitions, sets."""
