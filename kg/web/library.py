"""The shelf that readers are given: that of the current generation, taken up in the background when a build publishes another."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from kg.errors import KgError
from kg.publish import open_generation
from kg.web.shelf import Shelf

LOOK = 0.5  # seconds between looks at the link
LINGER = 120.0  # seconds for which an old shelf still answers who holds it


class Library:
    """The graph in ``folder`` for many readers at once. Raises ``GraphError`` where there is none."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._shelf = Shelf(open_generation(folder)).warm()
        self._looked = time.monotonic()
        self._lock, self._taking = threading.Lock(), threading.Lock()

    def shelf(self) -> Shelf:
        """The shelf to read from now. A newer generation is taken up beside it; until that is ready, the old one stands."""
        with self._lock:
            due = time.monotonic() - self._looked > LOOK
            self._looked = time.monotonic() if due else self._looked
        if due and self._newer():
            threading.Thread(target=self.renew, daemon=True).start()
        return self._shelf

    def renew(self) -> Shelf:
        """The shelf of the generation that is current by now, taken up at once if it is another."""
        with self._taking:
            if self._newer():
                fresh, old = Shelf(open_generation(self.folder)).warm(), self._shelf
                self._shelf = fresh
                timer = threading.Timer(LINGER, old.close)
                timer.daemon = True
                timer.start()
            return self._shelf

    def _newer(self) -> bool:
        try:
            return open_generation(self.folder).name != self._shelf.generation.name
        except KgError:
            return False  # a build is switching, or the folder is gone: what is open stays open

    def close(self) -> None:
        self._shelf.close()
