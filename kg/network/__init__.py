"""The knowledge as a network: every fact one edge, and its nodes found by any name."""
