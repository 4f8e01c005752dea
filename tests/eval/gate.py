"""Runs the program over the research data, prints the scores, and holds them against the floors.

    python -m tests.eval.gate --data ../shared/data

The scorers stand beside the data, in DATA/../eval. Exit status: 0 all floors held, 1 one was missed, 2 something is not there.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True)
class Run:
    """One set of data: its file below the data folder, what the program does with it, and who scores it."""

    name: str
    file: str
    command: str
    scorer: str
    figures: tuple[tuple[str, tuple[str, ...]], ...]  # (name of the figure, where it stands in the scorer's JSON)


_QUOTES = (
    ("overlap f1", ("overlap", "f1")),
    ("joint f1", ("overlap", "joint_f1")),
    ("joint name f1", ("overlap", "joint_name_f1")),
    ("exact f1", ("exact", "f1")),
)
_POINTS = tuple((name, (name,)) for name in ("rouge1", "rouge2", "rougeLsum", "faithful", "dup_pairs", "missing"))
_PAGES = (
    ("body f1", ("body pooled", "f1")),
    ("chunks f1", ("chunks trafeval", "f1")),
    *(
        (f"{part} {name}", (f"metadata {part}", name))
        for part in ("fundus258", "trafeval")
        for name in ("title exact", "author exact", "false author", "date")
    ),
)
_NEWS = (
    ("overlap f1", ("quotes: overlap", "value")),
    ("direct f1", ("quotes: direct", "value")),
    ("speaker by name", ("quotes: speaker right by name", "value")),
    ("people f1", ("people: full name", "value")),
    ("role right", ("people: role right", "value")),
)
_RIGHT = (("not wrongly named", ("quotes: wrong named speaker", "value")),)  # told as what is left of 1
_STORIES = (
    ("b-cubed", ("b-cubed", "f1")),
    ("pairwise", ("pairwise", "f1")),
    ("one per story", ("one per story", "f1")),
)
_DISAGREEMENTS = (
    ("precision", ("pairs", "precision")),
    ("recall", ("pairs", "recall")),
    ("traps", ("traps", "shown")),
    ("status", ("status", "accuracy")),
)
RUNS = (
    Run("news", "news", "analyse", "score_news.py", (*_NEWS, *_RIGHT)),
    *(Run(n, f"quotes/{n}.dev.jsonl", "analyse", "score_quotes.py", _QUOTES) for n in ("polnear", "ggt", "gum_news")),
    *(
        Run(n, f"summaries/{n}.dev.jsonl", "analyse", "score_summaries.py", _POINTS)
        for n in ("cnndm", "writers", "xsum")
    ),
    Run("pages", "pages/gold.jsonl", "extract", "score_pages.py", _PAGES),
    *(Run(n, f"stories/{n}.dev.jsonl", "group", "score_stories.py", _STORIES) for n in ("mixed_news", "uci_headlines")),
    Run("disagreements", "disagreements/dev.jsonl", "compare", "score_disagreements.py", _DISAGREEMENTS),
)


class NotMeasuredError(Exception):
    """A run could not be made or scored; the message says why."""


def measured(run: Run, data: Path, limit: int = 0, jobs: int = 0) -> dict[str, float]:
    """The figures of one run, over its first `limit` rows (0: all). Raises `NotMeasuredError`."""
    source = data / run.file
    if not source.exists():
        raise NotMeasuredError(f"{source} is not there")
    if source.is_dir():
        return _annotated(run, source, data, jobs)
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        with source.open(encoding="utf-8") as rows:
            gold.write_text("".join(islice(rows, limit or None)), "utf-8")
        root = ["--root", str(source.parent)] if run.command == "extract" else []
        shared = [] if run.command == "group" else ["--jobs", str(jobs)]
        batch = [
            sys.executable,
            "-m",
            "digest",
            "batch",
            run.command,
            *root,
            *shared,
            str(gold),
            str(found),
        ]
        _ran(batch, broken=1)  # a row that cannot be read counts as one without a find
        scorer = data.parent / "eval" / run.scorer
        scores = json.loads(_ran([sys.executable, str(scorer), str(gold), str(found), "--json"]))
    return dict(_figures(run, scores))


def _annotated(run: Run, source: Path, data: Path, jobs: int) -> dict[str, float]:
    """The figures of a run over a folder of annotated articles, whose scorer makes the rows itself."""
    scorer = str(data.parent / "eval" / run.scorer)
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        gold.write_text(_ran([sys.executable, scorer, "rows", str(source)]), "utf-8")
        batch = [sys.executable, "-m", "digest", "batch", run.command, "--jobs", str(jobs), str(gold), str(found)]
        _ran(batch, broken=1)
        scores = json.loads(_ran([sys.executable, scorer, "score", str(source), str(found), "--json", "--boot", "0"]))
    figures = dict(_figures(run, scores))
    wrong = f"{run.name} not wrongly named"
    return {**figures, wrong: 1 - figures[wrong]} if wrong in figures else figures


def _ran(command: list[str], broken: int = 0) -> str:
    """What a command prints; `broken` is the exit code with which it may end too. Raises `NotMeasuredError`."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, broken}:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        hint = " (pip install rouge-score)" if "rouge_score" in last else ""
        raise NotMeasuredError(f"{' '.join(command[1:4])} ended with {done.returncode}: {last}{hint}")
    return done.stdout


def _figures(run: Run, scores: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, path in run.figures:
        value: Any = scores
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, (int, float)):
            yield f"{run.name} {name}", float(value)


def missed(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The floors that the figures do not reach, in words; a figure that was not measured misses its floor."""
    return [
        f"{name}: {figures[name]:.4f} is below {floor}" if name in figures else f"{name}: not measured"
        for name, floor in sorted(floors.items())
        if figures.get(name, float("-inf")) < floor
    ]


def table(figures: Mapping[str, float], floors: Mapping[str, float]) -> str:
    """The figures as a table in Markdown."""
    rows = [f"| {name} | {value:.4g} | {floors.get(name, '')} |" for name, value in figures.items()]
    return "\n".join(["| figure | measured | floor |", "|---|---|---|", *rows])


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--only", nargs="*", choices=[run.name for run in RUNS], help="only these runs")
    options.add_argument("--jobs", type=int, default=0)
    asked = options.parse_args()
    if not asked.data.is_dir():
        print(f"There is no folder {asked.data}. The research data is not part of the repository.", file=sys.stderr)
        return 2
    runs = [run for run in RUNS if not asked.only or run.name in asked.only]
    figures: dict[str, float] = {}
    for run in runs:
        try:
            figures |= measured(run, asked.data, jobs=asked.jobs)
        except NotMeasuredError as error:
            print(f"{run.name}: {error}", file=sys.stderr)
    floors = {n: f for n, f in json.loads(FLOORS.read_text("utf-8")).items() if n.split()[0] in {r.name for r in runs}}
    print(table(figures, floors))
    low = missed(figures, floors)
    for line in low:
        print(f"floor missed: {line}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
