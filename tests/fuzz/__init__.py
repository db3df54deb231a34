"""Mutated files of every format through reading, judging and writing: none may crash, hang or lose a figure's proof."""
