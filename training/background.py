"""Counts in how many documents of the open treebanks each stem occurs: the background of `digest/group/words.py`.

    python -m training.background ../shared/data/treebanks/{ewt.train,ewt.dev,gum_open.train,gum_open.dev,pud}.conllu.gz

A document is 400 words in a row. Stems of one document only are left out: they are as rare as the unseen. So are people's
addresses and telephone numbers, which old mails among the treebanks hold.
"""

import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from digest.group.words import stem

WORDS = 400
# "ada@corva.example", "713-555-0100", "x33907"
PRIVATE = re.compile(r".*@.*|\d+(?:-\d{3,4})+|x\d[\d-]+")


def documents(path):
    """The sets of stems of each 400 words of a CoNLL-U file."""
    held, count = set(), 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                if cells[1][0].isalnum():
                    held.add(stem(cells[1]))
                count += 1
            if count >= WORDS:
                yield held
                held, count = set(), 0


def main():
    """Writes background.txt: the number of documents, then for each count the stems that have it."""
    seen, number = Counter(), 0
    for path in sys.argv[1:]:
        for held in documents(path):
            seen.update(held)
            number += 1
    by_count = defaultdict(list)
    for word, times in seen.items():
        if times > 1 and not PRIVATE.fullmatch(word):
            by_count[times].append(word)
    rows = [f"{times} {' '.join(sorted(by_count[times]))}" for times in sorted(by_count, reverse=True)]
    Path("digest/group/background.txt").write_text("\n".join([str(number), *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
