"""Read CoNLL-U treebanks and IOB2 name files into one form of sentence."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

NAME_OF_ENTITY = {"person": "PER", "organization": "ORG", "place": "LOC"}
UNKNOWN = "?"  # a word whose name label is not known
NOT_A_NAME = frozenset({"time", "quantity"})
INSIDE_A_PERSON = frozenset({"de", "la", "von", "van", "der", "bin", "al", "-"})
INSIDE_A_NAME = INSIDE_A_PERSON | {"of", "the", "and", "for", "'s", "&", "on", "in"}

ENTITY_MARK = re.compile(r"\(([^()]+)\)?|([^()]+)\)")  # "(3-person-new-sssss-cf1-2-coref-Tim_Cook", "3)", "(4-place-…)"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a treebank. `head` is an index, -1 for the root; `glued` says that no space follows."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    head: int = -1
    deprel: str = ""
    name: str = "O"
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and what is known of it: its tree, its names, and which name classes were annotated."""

    tokens: tuple[Token, ...]
    document: str = ""
    has_tree: bool = True
    has_names: bool = False
    has_misc: bool = True
    lesson: int = -1  # the number of what teachers say of it, -1 where they were not asked


def conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a gzipped CoNLL-U file; GUM's entities become names."""
    document = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        block: list[list[str]] = []
        glued_words: list[tuple[int, int]] = []
        for line in lines:
            row = line.rstrip("\n")
            if row.startswith("# newdoc id ="):
                document = row.split("=")[1].strip()
            elif not row:
                if block:
                    yield _sentence(block, glued_words, document)
                block, glued_words = [], []
            elif row[0].isdigit():
                cells = row.split("\t")
                if "-" in cells[0]:
                    first, last = cells[0].split("-")
                    glued_words.append((int(first), int(last) - ("SpaceAfter=No" not in cells[9])))
                elif "." not in cells[0]:
                    block.append(cells)


def _sentence(block: list[list[str]], glued_words: list[tuple[int, int]], document: str) -> Sentence:
    inside = {i for first, last in glued_words for i in range(first, last + 1)}
    tokens = [
        Token(
            form=cells[1],
            lemma=cells[2],
            upos=cells[3],
            xpos=cells[4],
            head=int(cells[6]) - 1,
            deprel=cells[7],
            glued="SpaceAfter=No" in cells[9] or int(cells[0]) in inside,
        )
        for cells in block
    ]
    has_names = document.startswith("GUM_")
    if has_names:
        tokens = _with_names(tokens, [cells[9] for cells in block])
    return Sentence(tuple(tokens), document, has_names=has_names)


def _mentions(misc: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, type) of every entity mention of a sentence, in GUM's bracket notation."""
    still_open: dict[str, list[tuple[int, str]]] = {}
    for i, cell in enumerate(misc):
        value = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        for mark in ENTITY_MARK.finditer(value):
            if mark[1]:
                fields = mark[1].split("-")
                kind = fields[1] if len(fields) > 1 else ""
                if mark[0].endswith(")"):
                    yield i, i, kind
                else:
                    still_open.setdefault(fields[0], []).append((i, kind))
            elif still_open.get(mark[2]):
                first, kind = still_open[mark[2]].pop()
                yield first, i, kind


def _with_names(tokens: list[Token], misc: list[str]) -> list[Token]:
    names = ["O"] * len(tokens)
    spans = sorted(
        {
            (*_name_span(tokens, first, last, INSIDE_A_PERSON if kind == "person" else INSIDE_A_NAME), kind)
            for first, last, kind in _mentions(misc)
            if kind not in NOT_A_NAME
        },
        key=lambda span: (span[0] - span[1], span),
    )
    for first, last, kind in spans:
        if first <= last and all(name == "O" for name in names[first : last + 1]):
            label = NAME_OF_ENTITY.get(kind, "MISC")
            names[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    for i, token in enumerate(tokens):
        if names[i] == "O" and token.upos == "ADJ" and token.lemma[:1].isupper() and token.form[:1].isupper() and i:
            names[i] = "B-MISC"  # "Afghan", "Canadian": a name in WikiGold, no entity in GUM
    return [replace(token, name=name) for token, name in zip(tokens, names, strict=True)]


def _name_span(tokens: list[Token], first: int, last: int, small_words: frozenset[str]) -> tuple[int, int]:
    """The words of a mention that are its name; an empty span (1, 0) where there is none.

    A person's titles and any clause after the name are left out: "President Donald Trump, who …" gives "Donald Trump".
    """
    heads = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last]
    if not heads or tokens[heads[0]].upos != "PROPN":
        return 1, 0
    begin = end = head = heads[0]
    if any(tokens[i].head == head and tokens[i].deprel == "nmod:desc" for i in range(first, head)):
        first = head
    while begin > first and _joins(tokens, begin - 1, begin - 2, small_words):
        begin -= 1
    while end < last and _joins(tokens, end + 1, end + 2 if end + 2 <= last else end, small_words):
        end += 1
    while begin < head and not _capital(tokens[begin]):
        begin += 1
    while end > head and not _capital(tokens[end]):
        end -= 1
    return begin, end


def _capital(token: Token) -> bool:
    return (token.form[:1].isupper() and token.upos not in {"DET", "PRON"}) or token.form[:1].isdigit()


def _joins(tokens: list[Token], i: int, beyond: int, small_words: frozenset[str]) -> bool:
    if _capital(tokens[i]):
        return True
    following = tokens[max(beyond, 0)]
    is_small = tokens[i].form.lower() in small_words
    return is_small and (_capital(following) or following.form.lower() in {"the", "de", "la"})


def iob2(path: Path, *, has_misc: bool) -> Iterator[Sentence]:
    """Sentences of a gzipped IOB2 (or IOB1) file: names, no trees."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        block: list[tuple[str, str]] = []
        for line in [*lines, ""]:
            cells = line.split()
            if len(cells) >= 2:
                block.append((cells[0], cells[-1]))
            elif block:
                yield _named(block, path.name, has_misc=has_misc)
                block = []


def _named(block: list[tuple[str, str]], document: str, *, has_misc: bool) -> Sentence:
    tokens = []
    before = "O"
    for form, label in block:
        kind = label[2:] if label != "O" else ""
        begins = bool(kind) and (label[0] == "B" or before[2:] != kind)
        before = f"{'B' if begins else 'I'}-{kind}" if kind else "O"
        tokens.append(Token(form, name=before))
    return Sentence(tuple(tokens), document, has_tree=False, has_names=True, has_misc=has_misc)


def held_out_documents(path: Path) -> frozenset[str]:
    """Document ids of the quotation test articles ("gum/GUM_news_afghan"), which are never trained on."""
    with path.open(encoding="utf-8") as lines:
        return frozenset(json.loads(line)["id"].split("/")[1] for line in lines)
