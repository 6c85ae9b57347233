"""When: the times that a text says, and which year a passage speaks of."""
