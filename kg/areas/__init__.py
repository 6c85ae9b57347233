"""The administrative areas of China, from the tables of names: shared by reading, language and identity."""
