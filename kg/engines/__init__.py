"""Engines: how many documents are read and understood at once. ``local`` uses processes of this machine."""
