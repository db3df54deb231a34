"""Figures that must agree: the system that judges them, the makers of relations, and what locates a wrong figure."""
