"""The published benchmark: invented disclosures that are exactly right, and labelled faults put into them."""
