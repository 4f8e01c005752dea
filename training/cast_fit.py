"""Fits the weights by which the reading decides whom a place means (digest/understand/cast/weights.json).

    python -m training.cast_fit ../shared/data --out digest/understand/cast/weights.json

Reads news/*.xml (every mention and every speaker annotated; CC0) and, for speakers alone, quotes/ggt.dev.jsonl and
quotes/gum_news.dev.jsonl. Each place (a pronoun, a description, a name that several bear, a statement) has options; right are
those that mean whom the gold means. A conditional logit with an L2 penalty, by full-batch gradient steps (Adagrad): deterministic.
The scene that an option is seen in depends on the choices before it: the first round is played with the right choices, the
next with those of weights that have not seen the article (five folds). What is kept are numbers for general signs.
"""

import argparse
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Metadata, Source, Span
from digest.parser import sentences, syntax
from digest.understand import cast, quotes
from digest.understand.cast.decide import Logit
from digest.understand.cast.mentions import PRONOUNS, Mention
from digest.understand.cast.scene import NEW, OPEN, Choice, Option, Scene
from digest.understand.cast.signs import Slot
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.pieces import Piece

FOLDS = 5
ROUNDS = 2
KEPT = 500  # signs that bear a weight: few, since some of the articles may only be measured on
SEEN = 6  # a sign must occur for so many options
PENALTY = 2.0
WEIGHTS = {"news": 1.0, "ggt": 0.7, "gum_news": 0.7, "polnear": 0.3}
PART = 6  # every so many of the articles of PolNeAR are read
SAYS = 1.5  # weight of a statement's speaker beside that of a mention


@dataclass(slots=True)
class Gold:
    """An article with what is right: the bearer of each mention, the speakers of each statement."""

    name: str
    kind: str
    ground: Ground
    pieces: Sequence[Piece]
    mentions: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, bearer
    quotes: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)  # start, end, speakers
    names: Mapping[str, str] = field(default_factory=dict)  # bearer → name, where no mentions are annotated
    pointed: bool = False  # speakers are given as stretches, "start-end"

    @property
    def fold(self) -> int:
        """The part of the cross-validation that the article is tested in."""
        return int(sha256(self.name.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True, slots=True)
class Example:
    """A place with its options: for each whether it is right, and its signs."""

    fold: int
    weight: float
    options: tuple[tuple[bool, tuple[str, ...]], ...]


def articles(folder: Path) -> list[Gold]:
    """The annotated articles of all sets."""
    return [
        *_news(folder / "news"),
        *_named(folder / "quotes", "ggt"),
        *_named(folder / "quotes", "gum_news"),
        *_pointed(folder / "quotes", "polnear"),
    ]


def _read(name: str, text: str, title: str = "", date: str = "") -> tuple[Ground, Sequence[Piece], int]:
    article = extract(Source(name, "0" * 64, text, Metadata(title=title, published=date)))
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    ground = Ground(article, found, trees)
    return ground, quotes.heard(ground), 0


def _news(folder: Path) -> list[Gold]:
    found = []
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()
        text, marks = read_text(root.find("text"))
        ground, pieces, _ = _read(
            path.stem, text, " ".join((root.findtext("title") or "").split()), root.get("date") or ""
        )
        if ground.text != text:
            shift = Shift(text, ground.text)
            marks = [(tag, at, shift(a), shift(b)) for tag, at, a, b in marks]
        gold = Gold(path.stem, "news", ground, pieces)
        for tag, at, start, end in marks:
            if tag == "m":
                gold.mentions.append((start, end, at["id"]))
            elif tag == "q":
                gold.quotes.append((start, end, frozenset(at.get("by", "?").split())))
        found.append(gold)
    return found


class Shift:
    """Offsets of one text in another that differs from it by blanks alone."""

    def __init__(self, one: str, two: str) -> None:
        self._places = []
        at = 0
        for char in one:
            while at < len(two) and two[at] != char and two[at].isspace():
                at += 1
            self._places.append(at)
            at += at < len(two) and two[at] == char
        self._places.append(len(two))

    def __call__(self, place: int) -> int:
        """The offset in the other text."""
        return self._places[place]


def read_text(root: ET.Element) -> tuple[str, list[tuple[str, Mapping[str, str], int, int]]]:
    """The plain text of an annotated article, paragraphs parted by a blank line, and its marks as (tag, attributes, start, end)."""
    buffer: list[str] = []
    marks: list[tuple[str, Mapping[str, str], int, int]] = []
    blocks = {"p", "h", "c", "post"}

    def part() -> None:
        while buffer and buffer[-1] in " \n":
            buffer.pop()
        buffer.extend("\n\n" if buffer else "")

    def add(words: str | None) -> None:
        for char in words or "":
            if not char.isspace():
                buffer.append(char)
            elif buffer and buffer[-1] not in " \n":
                buffer.append(" ")

    def walk(element: ET.Element) -> None:
        if element.tag in blocks:
            part()
        start = len(buffer)
        add(element.text)
        for child in element:
            walk(child)
            add(child.tail)
        marks.append((element.tag, element.attrib, start, len(buffer)))
        if element.tag in blocks:
            part()

    walk(root)
    text = "".join(buffer).rstrip(" \n")
    return text, [(tag, at, a, min(b, len(text))) for tag, at, a, b in marks]


def _named(folder: Path, name: str) -> list[Gold]:
    found = []
    for line in (folder / f"{name}.dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        ground, pieces, _ = _read(str(row["id"]), row["text"])
        if ground.text != row["text"]:
            continue
        gold = Gold(str(row["id"]), name, ground, pieces)
        names = {}
        for quote in row["quotes"]:
            who = quote.get("speaker_name") or ""
            if quote.get("core", True) and who:
                gold.quotes.append((quote["start"], quote["end"], frozenset({who})))
                names[who] = who
        gold.names = names
        found.append(gold)
    return found


def _pointed(folder: Path, name: str) -> list[Gold]:
    """Articles whose quotations point at the words for their speaker: of use where these are no pronoun."""
    found = []
    for line in (folder / f"{name}.dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if int(sha256(f"{row['id']} part".encode()).hexdigest(), 16) % PART:
            continue
        ground, pieces, _ = _read(str(row["id"]), row["text"])
        if ground.text != row["text"]:
            continue
        gold = Gold(str(row["id"]), name, ground, pieces)
        for quote in row["quotes"]:
            speaker = quote.get("speaker")
            if quote["core"] and speaker and speaker["text"].lower() not in PRONOUNS:
                gold.quotes.append((quote["start"], quote["end"], frozenset({f"{speaker['start']}-{speaker['end']}"})))
        gold.pointed = True
        found.append(gold)
    return found


# ---------------------------------------------------------------- what is right


class Right:
    """Which members of a scene are whom the gold means."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self._ends: dict[int, tuple[int, str]] = {}
        for start, end, bearer in gold.mentions:
            kept = self._ends.get(end)
            if kept is None or start > kept[0]:
                self._ends[end] = (start, bearer)
        self.pieces = {n: self._speakers(p.span) for n, p in enumerate(gold.pieces)}

    def bearer(self, one: Mention) -> str | None:
        """Whom a mention means; "" for somebody who is not annotated, None where nothing is known."""
        if not self.gold.mentions:
            return None
        text = self.gold.ground.text
        for end in (one.end, one.end + 2, one.end + 1):
            hit = self._ends.get(end)
            if hit and hit[0] < one.end:
                return hit[1]
        inside = [(e - s, who) for s, e, who in self.gold.mentions if s <= one.start and one.end <= e]
        if one.shape == "description" and inside:
            size, who = min(inside)
            if size < 60 and text[one.start : one.end] in text:
                return who
        return ""

    def _speakers(self, span: Span) -> frozenset[str] | None:
        best, size = None, 0.0
        for start, end, who in self.gold.quotes:
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0 and (iou := shared / (max(end, span.end) - min(start, span.start))) > size:
                best, size = who, iou
        return best if size >= 0.5 else None


class Player:
    """Chooses in a scene, and keeps what was asked: with the right choice, or that of weights."""

    def __init__(self, right: Right, logit: Logit | None) -> None:
        self.right = right
        self.logit = logit
        self.scene: Scene | None = None
        self.kept: list[tuple[Slot, Sequence[Option], list[bool]]] = []
        self.bearers: dict[int, Counter[str]] = {}

    def means(self, member: int, who: frozenset[str]) -> bool:
        """Whether a member is one of those."""
        assert self.scene is not None
        one = self.scene.members[member]
        if self.right.gold.pointed:
            places = [tuple(map(int, w.split("-"))) for w in who]
            return any(
                start < m.end and m.start < end for start, end in places for m in one.mentions if m.shape != "pronoun"
            )
        if self.right.gold.names:
            name = self.scene.clusters[one.cluster].name if one.cluster >= 0 else ""
            return any(same_name(w, name) for w in who)
        seen: Counter[str] = Counter()
        for mention in one.mentions:
            bearer = self.right.bearer(mention)
            if bearer and (mention.shape == "name" or one.cluster < 0):
                seen[bearer] += 1
        if one.cluster >= 0 and not seen:
            for run in self.scene.clusters[one.cluster].runs:
                bearer = self.right.bearer(Mention(run.start, run.end, "name", ""))
                if bearer:
                    seen[bearer] += 1
        return bool(seen) and seen.most_common(1)[0][0] in who

    def __call__(self, slot: Slot, options: Sequence[Option]) -> Choice:
        """The choice at one place."""
        who = self._asked(slot)
        if who is None:
            return self.logit(slot, options) if self.logit else Choice(OPEN, 1.0)
        right = [option.member >= 0 and self.means(option.member, who) for option in options]
        if not any(right) and self.right.gold.pointed:
            return (
                self.logit(slot, options) if self.logit else Choice(OPEN, 1.0)
            )  # the same one may be mentioned elsewhere
        if not any(right):
            wanted = NEW if slot.kind == "description" and (who != {""}) else OPEN
            if slot.kind == "description" and who == {""}:
                wanted = NEW
            right = [option.member == wanted for option in options]
        self.kept.append((slot, options, right))
        if self.logit:
            return self.logit(slot, options)
        return Choice(options[right.index(True)].member, 1.0) if any(right) else Choice(OPEN, 1.0)

    def _asked(self, slot: Slot) -> frozenset[str] | None:
        if slot.statement is not None:
            who = self.right.pieces[slot.statement.number]
            if who is not None:
                return frozenset(who - {"?"})
        if slot.mention is None:
            return None
        bearer = self.right.bearer(slot.mention)
        return None if bearer is None else frozenset({bearer})


def same_name(one: str, two: str) -> bool:
    """Whether two names end in the same word, or one is in the other."""
    a, b = one.casefold().replace(".", "").split(), two.casefold().replace(".", "").split()
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def play(gold: Gold, table: Mapping[str, float] | None) -> Player:
    """Plays one article."""
    player = Player(Right(gold), Logit(table) if table is not None else None)

    def choose(slot: Slot, options: Sequence[Option]) -> Choice:
        return player(slot, options)

    original = Scene.__init__

    def noticed(self: Scene, *args: object, **kwargs: object) -> None:
        original(self, *args, **kwargs)  # type: ignore[arg-type]
        player.scene = self

    Scene.__init__ = noticed  # type: ignore[method-assign,assignment]
    try:
        cast.played(gold.ground, gold.pieces, choose)
    finally:
        Scene.__init__ = original  # type: ignore[method-assign]
    return player


def examples(gold: Gold, table: Mapping[str, float] | None) -> list[Example]:
    """The places of one article."""
    found = []
    for slot, options, right in play(gold, table).kept:
        weight = WEIGHTS[gold.kind] * (SAYS if slot.statement else 1.0)
        if len(options) > 1 and any(right):
            found.append(
                Example(gold.fold, weight, tuple((hit, tuple(o.signs)) for hit, o in zip(right, options, strict=True)))
            )
    return found


def fit(found: Sequence[Example], penalty: float = PENALTY, steps: int = 120) -> dict[str, float]:
    """The weights of a conditional logit: fitted, then fitted again on the signs that weigh most."""
    first, counts = _fit(found, penalty, steps // 2, None)
    ranked = sorted(first, key=lambda s: (-abs(first[s]) * counts[s] ** 0.5, s))
    return _fit(found, penalty, steps, frozenset(ranked[:KEPT]))[0]


def _fit(
    found: Sequence[Example], penalty: float, steps: int, kept: frozenset[str] | None
) -> tuple[dict[str, float], Counter[str]]:
    rows = [(n, e.weight, hit, signs) for n, e in enumerate(found) for hit, signs in e.options]
    counts = Counter(sign for *_, signs in rows for sign in signs)
    names = sorted(sign for sign, n in counts.items() if n >= SEEN and (kept is None or sign in kept))
    index = {sign: i for i, sign in enumerate(names)}
    at = [(r, index[s]) for r, (*_, signs) in enumerate(rows) for s in signs if s in index]
    row, column = np.array([a for a, _ in at]), np.array([b for _, b in at], dtype=np.int32)
    filled, starts = np.unique(row, return_index=True)
    group = np.array([g for g, *_ in rows])
    firsts = np.flatnonzero(np.diff(group, prepend=-1))
    weight = np.array([w for _, w, *_ in rows])
    right = np.array([float(hit) for *_, hit, _ in rows])
    beta, squared = np.zeros(len(names)), np.full(len(names), 1e-6)
    for _ in range(steps):
        score = np.zeros(len(rows))
        score[filled] = np.add.reduceat(beta[column], starts)
        most = np.maximum.reduceat(score, firsts)
        z = np.exp(score - most[group])
        likely = z / np.bincount(group, z, len(found))[group]
        among = np.bincount(group, z * right, len(found))[group]
        error = weight * (likely - z * right / among)
        gradient = np.bincount(column, error[row], len(names)) + penalty * beta
        squared += gradient**2
        beta -= 0.4 * gradient / np.sqrt(squared)
    return {name: round(float(b), 3) for name, b in zip(names, beta, strict=True) if abs(b) >= 0.02}, counts


def crossed(gold: Sequence[Gold]) -> tuple[list[dict[str, float]], dict[str, float]]:
    """For each fold the weights that have not seen it, and those fitted on all."""
    unseen: list[dict[str, float] | None] = [None] * FOLDS
    table: dict[str, float] = {}
    gathered: list[Example] = []
    for number in range(ROUNDS):
        now = [e for one in gold for e in examples(one, unseen[one.fold])]
        gathered = now if number < 1 else [*gathered, *now]
        unseen = [fit([e for e in gathered if e.fold != fold]) for fold in range(FOLDS)]
        print(f"round {number + 1}: {len(now)} places", flush=True)
    table = fit(gathered)
    return [u for u in unseen if u is not None], table


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--unseen", type=Path, help="where the weights of the folds go")
    arguments = parser.parse_args()
    gold = articles(arguments.folder)
    unseen, table = crossed(gold)
    if arguments.out:
        arguments.out.write_text(json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    if arguments.unseen:
        arguments.unseen.write_text(json.dumps(unseen, sort_keys=True), "utf-8")
    report(gold, unseen)
    print(f"{len(gold)} articles, {len(table)} weights")


def report(gold: Sequence[Gold], unseen: Sequence[Mapping[str, float]]) -> None:
    """Prints, cross-validated, how often the likeliest speaker is right, by how likely it is and by kind of place."""
    for kind in WEIGHTS:
        seen: list[tuple[float, bool, bool, str]] = []
        for one in gold:
            if one.kind != kind:
                continue
            logit = Logit(unseen[one.fold])
            for slot, options, right in play(one, unseen[one.fold]).kept:
                choice = logit(slot, options)
                hit = right[[o.member for o in options].index(choice.member)]
                seen.append((choice.likely, hit, slot.statement is not None, slot.kind))
        for says in (True, False):
            some = [s for s in seen if s[2] == says]
            if not some:
                continue
            print(f"{kind} {'speakers' if says else 'mentions'}: {sum(s[1] for s in some)} of {len(some)} right")
            for place in sorted({s[3] for s in some}):
                part = [s for s in some if s[3] == place]
                print(f"  {place:12} {sum(s[1] for s in part)} of {len(part)}")
            for low, high in (
                (0, 0.3),
                (0.3, 0.5),
                (0.5, 0.6),
                (0.6, 0.7),
                (0.7, 0.8),
                (0.8, 0.9),
                (0.9, 0.95),
                (0.95, 1.01),
            ):
                part = [s for s in some if low <= s[0] < high]
                if part:
                    print(f"  {low:.2f}-{high:.2f} {len(part):5} right {sum(s[1] for s in part) / len(part):.3f}")


if __name__ == "__main__":
    main()
