"""Milestones: which steps (signed, started, opened …) a clause says of the names beside its event."""
