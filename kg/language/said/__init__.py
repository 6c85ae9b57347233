"""Said: what one sentence says of what it names, as values with the words that say so."""
