"""Reading language: one document to its entities and facts."""
