"""The reading room: the graph as pages, as a SPARQL 1.1 endpoint, as JSON, and for assistants (MCP)."""
