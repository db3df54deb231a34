"""The machine's side of things: temporary folders, and what libraries print by themselves."""
