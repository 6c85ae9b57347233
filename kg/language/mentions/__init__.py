"""Mentions: which stretches of a text are names, where they begin and end, and of what type the named things are."""
