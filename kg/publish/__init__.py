"""Publishing: a build becomes a new generation, and one symbolic link is switched.

Readers see one whole generation, whatever happens: a new one is written under a temporary name, brought to the disk,
renamed, and only then does ``current`` point at it. A build that is killed leaves the last generation as it was; the
next build clears its debris. The generation before stays (``previous``), older ones go.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from kg import __version__
from kg.errors import GraphError
from kg.model import Knowledge
from kg.publish.folder import CURRENT, GENERATIONS, NEW, PREVIOUS, clean, prune, switch, sync_folder, sync_tree, target, writing
from kg.publish.generation import FACTS, FORMAT, MANIFEST, RDF, STORE, TEXTS, Generation, open_generation, text_file
from kg.records import dumps, to_records
from kg.search import FILE as INDEX
from kg.search import write as write_index

__all__ = ["Generation", "open_generation", "publish", "writing"]

PIECE = 32 << 20  # bytes of RDF that the store takes at once: it needs about six times as much memory
PACKAGES = ("jieba", "pyoxigraph")


def publish(knowledge: Knowledge, texts: Mapping[str, str], folder: str | Path, *, manifest: Mapping[str, Any], base: str | None = None) -> Path:
    """Write ``knowledge`` as a generation of the graph in ``folder`` and make it the current one; gives the generation's path.

    ``texts`` has each document's text as decoded, by id. ``manifest`` says what was read (inputs and hashes) and how; counts,
    accounting and versions are added. ``base`` is the base of the things' IRIs (the default one if None).
    The generation's name is a hash over all its files but the Oxigraph store and the index of the search,
    whose bytes
    differ from run to run though its content does not: the same input gives the same bytes, name and generation, and a
    generation that is already there is not written again. Raises ``GraphError`` for a foreign folder, a folder that another
    build is writing, or a disk that will not take it; then the last generation stands.
    """
    with writing(folder) as place:
        try:
            return _publish(knowledge, texts, place, dict(manifest) | {"base": base})
        except OSError as why:
            raise GraphError(f"{place}: {why.strerror or type(why).__name__}; nothing was published", "mend that and build again") from why


def _publish(knowledge: Knowledge, texts: Mapping[str, str], place: Path, manifest: dict[str, Any]) -> Path:
    clean(place)
    new = place / GENERATIONS / NEW
    new.mkdir()
    _write(new, knowledge, texts, manifest)
    name = content_hash(new)
    final = new.with_name(name)
    if _whole(final):
        shutil.rmtree(new)
    else:
        _store(new)
        write_index(new / INDEX, knowledge, texts)
        sync_tree(new)
        _move(new, final)
    _point(place, name)
    return final


def _write(new: Path, knowledge: Knowledge, texts: Mapping[str, str], manifest: dict[str, Any]) -> None:
    """Everything that the hash covers."""
    _write_lines(new / FACTS, (dumps(record) for record in to_records(knowledge)))
    (new / TEXTS).mkdir()
    for doc in sorted(texts):
        text_file(new / TEXTS, doc).write_bytes(texts[doc].encode("utf-8", "surrogatepass"))
    whole = manifest | {"base": _write_rdf(new / RDF, knowledge, manifest["base"])}
    whole |= {"format": FORMAT, "versions": versions(), "counts": counts(knowledge), "accounting": accounting(knowledge), "coverage": coverage(knowledge)}
    (new / MANIFEST).write_text(json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _write_rdf(path: Path, knowledge: Knowledge, base: str | None) -> str:
    """Write the RDF; gives the base of its IRIs."""
    import pyoxigraph

    from kg.rdf import DEFAULT_BASE, quads

    with path.open("wb") as file:
        pyoxigraph.serialize(quads(knowledge, base or DEFAULT_BASE), file, pyoxigraph.RdfFormat.N_QUADS)
    return base or DEFAULT_BASE


def _store(new: Path) -> None:
    """The Oxigraph store of the RDF; closed when this returns, for readers open it only read-only and only when it is whole."""
    import pyoxigraph

    store = pyoxigraph.Store(str(new / STORE))
    with (new / RDF).open("rb") as file:
        while piece := file.read(PIECE):  # whole lines; no blank node ties two pieces together, for the RDF has none
            store.bulk_load(input=piece + file.readline(), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    del store


def _move(new: Path, final: Path) -> None:
    """Give the new generation its name; a damaged one of that name steps aside."""
    if final.exists():
        final.replace(new.with_name(NEW + ".old"))
    new.replace(final)
    sync_folder(final.parent)


def _point(place: Path, name: str) -> None:
    """Make ``name`` the current generation and keep the one before."""
    before = target(place, CURRENT)
    if before not in (name, None):
        switch(place, PREVIOUS, str(before))
    if before != name:
        switch(place, CURRENT, name)
    clean(place)
    prune(place)


def _whole(generation: Path) -> bool:
    """Whether a generation is there with the content that its name says."""
    return (generation / STORE / "CURRENT").is_file() and (generation / INDEX).is_file() and content_hash(generation) == generation.name


def content_hash(generation: Path) -> str:
    """20 hex digits over the names and bytes of all files but the store's and the index."""
    digest = sha256()
    for path in _hashed(generation):
        with path.open("rb") as file:
            content = file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(generation).as_posix()}\0{content}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:20]


def _hashed(generation: Path) -> Iterator[Path]:
    yield from (path for name in (FACTS, MANIFEST, RDF) if (path := generation / name).is_file())
    yield from sorted((generation / TEXTS).glob("*.txt"))


def versions() -> dict[str, str]:
    """The version of kg and of the packages that shape its output."""
    from importlib.metadata import version

    return {"kg": __version__} | {name: version(name) for name in PACKAGES}


def counts(knowledge: Knowledge) -> dict[str, int]:
    """How many records of each kind there are."""
    facts = Counter(fact.kind for fact in knowledge.facts)
    return {"document": len(knowledge.documents), "entity": len(knowledge.entities), **{kind: facts[kind] for kind in sorted(facts)},
            "promise": len(knowledge.promises), "conflict": len(knowledge.conflicts), "likely": len(knowledge.likely)}


def accounting(knowledge: Knowledge) -> dict[str, Any]:
    """Characters read, used and left out (by reason), over all documents."""
    accounts = [document.accounting for document in knowledge.documents]
    left: Counter[str] = Counter()
    for account in accounts:
        left.update(dict(account.left_out))
    return {"read": sum(a.read for a in accounts), "used": sum(a.used for a in accounts), "left_out": dict(sorted(left.items()))}


def coverage(knowledge: Knowledge) -> dict[str, int]:
    """Numbers and event words read, and used by facts, over all documents."""
    covered = [document.coverage for document in knowledge.documents]
    return {name: sum(getattr(one, name) for one in covered) for name in ("numbers", "numbers_used", "events", "events_used")}
