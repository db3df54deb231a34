"""What the text states against what tables, targets and other documents print."""
