"""What the text says of itself: lists, sums, rates and repetitions that its own figures bear out or break."""
