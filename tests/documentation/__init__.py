"""The documentation is held to the code: pages made from it, links, rooms, and the values that are quoted."""
