"""The gate: the text decides what of a reading stands, kind by kind, with the project's own readers of quantities, times, moods and areas."""
