"""One specification of a disclosure, rendered to every format that disclosures come in."""
