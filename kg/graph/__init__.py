"""The graph as an analyst holds it: opened, its things, what is found, shown and compared in it, and its networkx form."""
