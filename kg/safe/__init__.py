"""What comes in made sound, what goes out made harmless: text, names of files, and files written; and pipes waited for."""
