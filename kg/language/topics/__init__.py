"""Topics: whom a clause speaks of where it does not say the name."""
