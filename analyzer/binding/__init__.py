"""From a sentence to the cells it restates: candidates, their certainty, and documents that belong together."""
