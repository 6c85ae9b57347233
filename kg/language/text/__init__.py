"""Text as written: sentences and clauses, words, a block as a line of words."""
