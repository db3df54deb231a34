"""Evidence that comes with the clone: invented disclosures with their truth, real figures, and what they measure."""
