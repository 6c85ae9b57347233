"""The head of the network that proposes names taught further on one's own documents, by gold or by readings that the text bore out."""
