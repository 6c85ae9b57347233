"""Learning the weights of clues from gold: ``python -m benchmarks.learn``."""
