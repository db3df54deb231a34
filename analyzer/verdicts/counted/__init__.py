"""Numbers of things: offices, vehicles, projects, staff, against tables, lists and names."""
