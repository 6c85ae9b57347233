"""Figures: the quantities of a sentence, what each measures, of whom, when, and whether it was reached."""
