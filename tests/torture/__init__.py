"""What must hold whatever happens, tried hard. ``python -m tests.torture --seed 7`` prints the table; ``test_short.py`` is the quick form."""
