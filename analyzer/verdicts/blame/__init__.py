"""Which of several figures is the wrong one: how far each is relied on, and what percentages bear witness to."""
