"""Where: the administrative areas that a text names, and the one that an article is about."""
