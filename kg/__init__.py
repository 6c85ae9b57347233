"""kg: a knowledge graph of Chinese local-government news and work reports."""

__version__ = "0.1.0"
