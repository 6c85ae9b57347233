"""Train the head that proposes names (``kg/language/tagger``) on the annotated documents; needs torch.

    python -m benchmarks.learn.names [--epochs 8] [--real 8] [--seed 0] [--all] [--without KIND] [--dry] [--out DIR]
    python -m benchmarks.learn.names --readings DIR [--source FOLDER] [--out DIR]    # learned from accepted readings in place of gold
    python -m benchmarks.learn.names --folds 3 --proposals FILE     # what heads that never saw a document propose in it, for the judge of names

It learns from all of them for some epochs, then some more from the real ones alone: invented documents hold far more names in as many
words, and a head that has seen them last finds names where there are none. Prints how it does on the documents kept out (names of each
document as a set), and writes ``ontology/weights/names.npz`` and ``names.json``. Deterministic on one machine: one thread, fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from benchmarks.learn.proposed import right
from benchmarks.learn.sets import Annotated
from benchmarks.learn.taught import chosen, options
from kg.language.tagger.features import sizes
from kg.language.tagger.head import LAYER, TaggingHead, marginals
from kg.language.tagger.propose import names_in
from kg.language.tagger.recurrent import Layer
from kg.learning.lessons import Piece, names_of, pieces, stretches
from kg.learning.weights import write_head
from kg.ontology import ontology

TAGS = ("O", *(f"{place}-{kind}" for kind in ontology().types for place in "BI"))
WIDTH, DIMS, DROP = 96, (24, 4, 6, 6, 12), 0.35
NEVER = -1e4
BATCH, RATE, DECAY, EPOCHS = 32, 4e-3, 0.03, 8
AGAIN, LAST = 1.5e-3, 0.05  # the rate on the real documents, and the share of it that is left at the end


class Head(nn.Module):
    """The same computation as ``kg.language.tagger.head``, to be trained."""

    def __init__(self, known: int) -> None:
        super().__init__()
        self.tables = nn.ModuleList([nn.Embedding(n, d) for n, d in zip(sizes(), DIMS, strict=True)])
        self.known, self.columns = nn.Linear(known, 2 * WIDTH), nn.Linear(sum(DIMS), 2 * WIDTH)
        self.recurrent = nn.GRU(2 * WIDTH, WIDTH, bidirectional=True, batch_first=True)
        self.out, self.drop = nn.Linear(2 * WIDTH, len(TAGS)), nn.Dropout(DROP)
        self.free = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.barred = torch.tensor([[NEVER if _illegal(a, b) else 0.0 for b in TAGS] for a in TAGS])

    @property
    def after(self) -> torch.Tensor:
        """The scores of one tag after another; an inside follows only its own beginning or inside."""
        return self.free + self.barred

    def forward(self, known: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
        tables = torch.cat([table(columns[..., n]) for n, table in enumerate(self.tables)], -1)
        x = torch.tanh(self.known(self.drop(known)) + self.columns(self.drop(tables)))
        return self.out(self.drop(self.recurrent(x)[0]))


def _illegal(a: str, b: str) -> bool:
    return b[0] == "I" and a[2:] != b[2:]


def prepared(document: Annotated) -> list[Piece]:
    """The pieces of a document with what is known of them and their gold tags."""
    return pieces(document.document, names_of(document.records), TAGS)


def loss_of(scores: torch.Tensor, after: torch.Tensor, tags: torch.Tensor, sure: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """The negative log likelihood of the sure tags, over all tags at the others, by character."""
    seen = torch.where((nn.functional.one_hot(tags, len(TAGS)).float() + (sure < 1).float()[..., None]) > 0, 0.0, NEVER)
    return (_total(scores, after, lengths) - _total(scores + seen, after, lengths)).sum() / lengths.sum()


def _total(scores: torch.Tensor, after: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    total = scores[:, 0]
    for t in range(1, scores.shape[1]):
        then = torch.logsumexp(total[:, :, None] + after[None], 1) + scores[:, t]
        total = torch.where((t < lengths)[:, None], then, total)
    return torch.logsumexp(total, 1)


def teach(documents: Sequence[Annotated], ready: dict[str, list[Piece]], epochs: int, real: int, seed: int) -> Head:
    """A head that learned from all documents for ``epochs``, then from those that are not invented for ``real`` more."""
    random.seed(seed), torch.manual_seed(seed)
    every, own = _pieces(documents, ready), _pieces([d for d in documents if d.kind != "invented"], ready)
    head = Head(every[0].known.shape[-1])
    step = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    _train(head, every, epochs, step, torch.optim.lr_scheduler.OneCycleLR(step, RATE, total_steps=_turns(every, epochs)))
    if own and real:
        step = torch.optim.AdamW(head.parameters(), lr=AGAIN, weight_decay=DECAY)
        _train(head, own, real, step, torch.optim.lr_scheduler.LinearLR(step, 1, LAST, _turns(own, real)))
    return head.eval()


def _pieces(documents: Sequence[Annotated], ready: dict[str, list[Piece]]) -> list[Piece]:
    return [p for d in documents for p in ready[d.id] if len(p.tags) > 1]


def _turns(some: Sequence[Piece], epochs: int) -> int:
    return epochs * ((len(some) + BATCH - 1) // BATCH)


def _train(head: Head, some: Sequence[Piece], epochs: int, step: torch.optim.Optimizer, rate: torch.optim.lr_scheduler.LRScheduler) -> None:
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(some):
            loss = loss_of(*_scored(head, batch))
            step.zero_grad(), loss.backward(), nn.utils.clip_grad_norm_(head.parameters(), 2), step.step(), rate.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total * BATCH / len(some):.4f}", flush=True)


def _batches(some: Sequence[Piece]) -> list[list[Piece]]:
    ordered = sorted(some, key=lambda p: len(p.tags) + random.random() * 20)
    batches = [ordered[k : k + BATCH] for k in range(0, len(ordered), BATCH)]
    random.shuffle(batches)
    return batches


def _scored(head: Head, batch: Sequence[Piece]) -> tuple[torch.Tensor, ...]:
    longest, n = max(len(p.tags) for p in batch), len(batch)
    known, columns = torch.zeros(n, longest, batch[0].known.shape[-1]), torch.zeros(n, longest, len(DIMS), dtype=torch.long)
    tags, sure = torch.zeros(n, longest, dtype=torch.long), torch.ones(n, longest)
    for k, p in enumerate(batch):
        size = len(p.tags)
        known[k, :size], columns[k, :size] = torch.tensor(p.known), torch.tensor(p.columns)
        tags[k, :size], sure[k, :size] = torch.tensor(p.tags), torch.tensor(p.sure)
    return head(known, columns), head.after, tags, sure, torch.tensor([len(p.tags) for p in batch])


def proposals_of(head: Head, document: Annotated, some: Iterable[Piece]) -> list[tuple[int, int, int, str, float]]:
    """What a head proposes in a document: block, start, end, type, how sure."""
    found, after = [], head.after.detach().numpy()
    for (laid, start, _), piece in zip(stretches(document.document), some, strict=True):
        with torch.no_grad():
            scores = head(torch.tensor(piece.known)[None], torch.tensor(piece.columns)[None]).numpy().transpose(1, 0, 2)
        likely = marginals(scores, after, [len(piece.tags)])[:, 0]
        found += [(laid.block, p.start, p.end, p.type, p.sure) for p in names_in(0, start, likely, TAGS)]
    return found


def found_by(head: Head, document: Annotated, some: Iterable[Piece]) -> set[tuple[str, str]]:
    """The names (surface, type) that a head finds in a document."""
    blocks = [block.text for article in document.document.articles for block in article.blocks]
    return {(blocks[block][start:end], kind) for block, start, end, kind, _ in proposals_of(head, document, some)}


def folded(documents: Sequence[Annotated], ready: dict[str, list[Piece]], folds: int, epochs: int, real: int, seed: int) -> dict[str, Any]:
    """The proposals in each document of a head that was trained on the other folds."""
    found: dict[str, Any] = {}
    for fold in range(folds):
        head = teach([d for n, d in enumerate(documents) if n % folds != fold], ready, epochs, real, seed)
        found |= {d.id: proposals_of(head, d, ready[d.id]) for n, d in enumerate(documents) if n % folds == fold}
    return found


def write(head: Head, about: dict[str, object], place: Path) -> None:
    """Keep a head in a folder, as ``kg.learning.weights`` does."""
    arrays = {name: value.detach().numpy() for name, value in _arrays(head)}
    layer = Layer(*(arrays.pop(f"layer_{part}") for part in LAYER), reset_before=False)
    write_head(TaggingHead(TAGS, arrays, layer), about, place)


def _arrays(head: Head) -> Iterator[tuple[str, torch.Tensor]]:
    """The parameters in the form that the tagger computes with: update gates turned round, both ways stacked."""
    yield from ((f"table{n}", table.weight) for n, table in enumerate(head.tables))
    yield from (("known", head.known.weight.T), ("columns", head.columns.weight.T), ("bias", head.known.bias + head.columns.bias))
    yield from (("out", head.out.weight.T), ("out_bias", head.out.bias), ("after", head.after))
    ways = [_way(head.recurrent, end) for end in ("", "_reverse")]
    for n, part in enumerate(LAYER):
        yield f"layer_{part}", torch.stack([way[n] for way in ways])


def _way(unit: nn.GRU, end: str) -> tuple[torch.Tensor, ...]:
    """One way: torch keeps reset, update, candidate and blends with 1 - update; here update comes first, with its sign turned."""
    w, u, b, c = (getattr(unit, f"{name}_l0{end}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    (wr, wz, wn), (ur, uz, un), (br, bz, bn), (cr, cz, cn) = (x.chunk(3) for x in (w, u, b, c))
    return torch.cat([-wz, wr, wn]).T, torch.cat([-bz - cz, br + cr, bn])[None], torch.cat([-uz, ur]).T, un.T, cn[None]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--epochs", type=int, default=EPOCHS)
    ask.add_argument("--real", type=int, default=EPOCHS, help="epochs on the documents that are not invented")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--dry", action="store_true")
    ask.add_argument("--folds", type=int, default=0)
    ask.add_argument("--proposals", type=Path)
    ask.add_argument("--without", metavar="KIND", action="append", default=[], help="leave out documents of a kind (news, report, invented)")
    options(ask)
    given = ask.parse_args()
    torch.set_num_threads(1)
    lessons, checks = chosen(given)
    lessons = [d for d in lessons if d.kind not in given.without]
    ready = {d.id: prepared(d) for d in (*checks, *lessons)}
    if given.folds:
        given.proposals.write_text(json.dumps(folded(lessons, ready, given.folds, given.epochs, given.real, given.seed), ensure_ascii=False), encoding="utf-8")
        return 0
    head = teach(lessons, ready, given.epochs, given.real, given.seed)
    for kind in ("news", "report"):
        counts = [right(d, found_by(head, d, ready[d.id])) for d in checks if d.kind == kind]
        tp, fp, fn = map(sum, zip(*counts, strict=True)) if counts else (0, 0, 0)
        print(f"kept out, {kind}: precision {tp / max(1, tp + fp):.3f} recall {tp / max(1, tp + fn):.3f} of {tp + fn} names")
    if not given.dry:
        about = {"documents": len(lessons), "learned from": sorted({d.kind for d in lessons}), "epochs": given.epochs, "real": given.real, "seed": given.seed}
        write(head, about, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
