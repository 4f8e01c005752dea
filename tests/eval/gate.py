"""Runs the program over the research data, and holds every figure against its floor and its last record.

    python -m tests.eval.gate --data ../shared/data
    python -m tests.eval.gate --only news pages --record     # writes tests/eval/measured.json
    python -m tests.eval.gate --only cnndm --limit 300       # the first 300 articles alone; folders are always read whole

The scorers are beside the data, in DATA/../eval. A set that is not there is named and left out. Floors (floors.json) are grouped by
what the figure is: cross-validated, of articles that no weight has seen, or of rules made on these articles.
Exit status: 0 all floors held, 1 one was missed, 2 there is nothing to measure.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from digest.errors import ContentError
from tests import test_field_cases as field

FLOORS = Path(__file__).with_name("floors.json")
RECORD = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Figure:
    """One figure: its name, its place in the scorer's JSON, and whether it is what that value leaves of 1 (more is always better)."""

    name: str
    place: tuple[str, ...]
    rest: bool = False


@dataclass(frozen=True)
class Run:
    """One set of data: its file below the data folder, what the program does with it, and who scores it."""

    name: str
    file: str
    command: str  # of `digest batch`
    scorer: str  # "": the expectations of tests/cases/field
    figures: tuple[Figure, ...]


_QUOTES = (
    Figure("overlap f1", ("overlap", "f1")),
    Figure("joint f1", ("overlap", "joint_f1")),
    Figure("joint name f1", ("overlap", "joint_name_f1")),
    Figure("exact f1", ("exact", "f1")),
)
_POINTS = (
    *(Figure(name, (name,)) for name in ("rouge1", "rouge2", "rougeLsum", "faithful")),
    Figure("no pair alike", ("dup_pairs",), rest=True),
)
_PAGES = (
    Figure("body f1", ("body pooled", "f1")),
    Figure("chunks f1", ("chunks trafeval", "f1")),
    *(
        Figure(f"{part} {name}", (f"metadata {part}", place), rest=place == "false author")
        for part in ("fundus258", "trafeval")
        for name, place in (
            ("title exact", "title exact"),
            ("author exact", "author exact"),
            ("no author where none is", "false author"),
            ("date", "date"),
        )
    ),
)
_NEWS = (
    Figure("overlap f1", ("quotes: overlap", "value")),
    Figure("direct f1", ("quotes: direct", "value")),
    Figure("direct found", ("quotes: direct missed", "value"), rest=True),
    Figure("marked words of nobody left", ("quotes: false direct, of <x>", "value"), rest=True),
    Figure("speaker by name", ("quotes: speaker right by name", "value")),
    Figure("not wrongly named", ("quotes: wrong named speaker", "value"), rest=True),
    Figure("people f1", ("people: full name", "value")),
    Figure("role right", ("people: role right", "value")),
    Figure("points f1", ("points: source, rank-weighted", "value")),
    Figure("points precision", ("points: source, rank-weighted", "precision")),
    Figure("points recall", ("points: source, rank-weighted", "recall")),
    Figure("first point found", ("points: first point found", "value")),
    Figure("titles f1", ("titles: token F1", "value")),
    Figure("titles uncut", ("titles: cut with an ellipsis", "value"), rest=True),
    Figure("figures f1", ("figures: value and unit", "value")),
    Figure("figures of what", ("figures: what it counts", "value")),
    Figure("timeline f1", ("timeline: date", "value")),
)
_STORIES = (
    Figure("b-cubed", ("b-cubed", "f1")),
    Figure("pairwise", ("pairwise", "f1")),
    Figure("one per story", ("one per story", "f1")),
)
_DISAGREEMENTS = (
    Figure("precision", ("pairs", "precision")),
    Figure("recall", ("pairs", "recall")),
    Figure("traps not shown", ("traps", "shown"), rest=True),
    Figure("quiet left quiet", ("quiet", "shown"), rest=True),
    Figure("status", ("status", "accuracy")),
)
RUNS = (
    Run("news", "news", "analyse", "score_news.py", _NEWS),
    Run("field_cases", "field_cases", "", "", (Figure("right", ("right",)),)),
    Run("disagreements", "disagreements/dev.jsonl", "compare", "score_disagreements.py", _DISAGREEMENTS),
    *(Run(n, f"stories/{n}.dev.jsonl", "group", "score_stories.py", _STORIES) for n in ("mixed_news", "uci_headlines")),
    *(Run(n, f"quotes/{n}.dev.jsonl", "analyse", "score_quotes.py", _QUOTES) for n in ("polnear", "ggt", "gum_news")),
    *(
        Run(n, f"summaries/{n}.dev.jsonl", "analyse", "score_summaries.py", _POINTS)
        for n in ("cnndm", "writers", "xsum")
    ),
    Run("pages", "pages/gold.jsonl", "extract", "score_pages.py", _PAGES),
)


class NotMeasuredError(Exception):
    """A run could not be made or scored; the message says why."""


def measured(run: Run, data: Path, limit: int = 0, jobs: int = 0) -> dict[str, float]:
    """The figures of one run, over its first `limit` rows (0: all). Raises `NotMeasuredError`."""
    source = data / run.file
    if not source.exists():
        raise NotMeasuredError(f"{source} is not there")
    if not run.scorer:
        return dict(_figures(run, {"right": cases_right(source)}))
    scorer = [sys.executable, str(data.parent / "eval" / run.scorer)]
    with tempfile.TemporaryDirectory() as folder:
        rows, found = Path(folder, "rows.jsonl"), Path(folder, "found.jsonl")
        if source.is_dir():  # of annotated articles: the scorer makes the rows itself
            rows.write_text(_ran([*scorer, "rows", str(source)]), "utf-8")
            score = [*scorer, "score", str(source), str(found), "--json", "--boot", "0"]
        else:
            with source.open(encoding="utf-8") as lines:
                rows.write_text("".join(islice(lines, limit or None)), "utf-8")
            score = [*scorer, str(rows), str(found), "--json"]
        root = ["--root", str(source.parent)] if run.command == "extract" else []
        shared = [] if run.command == "group" else ["--jobs", str(jobs)]
        batch = [sys.executable, "-m", "digest", "batch", run.command, *root, *shared, str(rows), str(found)]
        _ran(batch, broken=1)  # a row that cannot be read counts as one without a find
        return dict(_figures(run, json.loads(_ran(score))))


def cases_right(folder: Path) -> float:
    """The share of the field cases of a folder that are read as tests/cases/field/expected.yaml wants."""
    files = [path for path in sorted(folder.iterdir()) if not path.name.endswith(".expected.md")]
    return sum(map(_case_right, files)) / len(files)


def _case_right(path: Path) -> bool:
    wanted = field.EXPECTED.get(path.stem)
    if wanted is None:
        return False
    try:
        wrong = field.faults_of(path, wanted)
    except ContentError:
        return bool(wanted.get("refused"))
    return not wanted.get("refused") and not wrong


def _ran(command: list[str], broken: int = 0) -> str:
    """What a command prints; `broken` is the exit code with which it may end too. Raises `NotMeasuredError`."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, broken}:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        hint = " (pip install rouge-score)" if "rouge_score" in last else ""
        raise NotMeasuredError(f"{' '.join(command[1:4])} ended with {done.returncode}: {last}{hint}")
    return done.stdout


def _figures(run: Run, scores: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for figure in run.figures:
        value: Any = scores
        for part in figure.place:
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, (int, float)):
            yield f"{run.name} {figure.name}", 1 - value if figure.rest else float(value)


def floors(path: Path = FLOORS) -> dict[str, float]:
    """Every floor by the name of its figure."""
    return {name: floor for group in json.loads(path.read_text("utf-8")).values() for name, floor in group.items()}


def missed(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The floors that the figures do not reach, in words; a figure that was not measured misses its floor."""
    return [
        f"{name}: {figures[name]:.4f} is below {floor}" if name in figures else f"{name}: not measured"
        for name, floor in sorted(floors.items())
        if figures.get(name, float("-inf")) < floor
    ]


def line(name: str, value: float, floor: float | None, before: Mapping[str, Any] | None) -> str:
    """One figure as a row of a table in Markdown: its name, value, floor, and the change since its last record."""
    held = "" if floor is None else f"{floor}" if value >= floor else f"**{floor}**"
    change = "new"
    if before is not None:
        change = f"{round(value - before['value'], 3) + 0.0:+.3f} since {before['date']}"  # + 0.0: never "-0.000"
    return f"| {name} | {value:.4g} | {held} | {change} |"


def record(path: Path, figures: Mapping[str, float], limit: int, day: date) -> None:
    """Writes figures of the first `limit` rows (0: all) over their last record."""
    kept = recorded(path)
    kept |= {
        name: {"date": day.isoformat(), "limit": limit, "value": round(value, 5)} for name, value in figures.items()
    }
    new = path.with_suffix(".new")
    new.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    new.replace(path)


def recorded(path: Path = RECORD) -> dict[str, dict[str, Any]]:
    """The last record of every figure: `date`, `limit` (rows of the set from its start; 0: all), `value`."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _over(runs: Iterable[Run], asked: argparse.Namespace) -> tuple[dict[str, float], set[str]]:
    """The figures of all runs, printed as they come, and the names of the runs that were made."""
    wanted, before = floors(), recorded()
    figures: dict[str, float] = {}
    made = set()
    print("| figure | measured | floor (**missed**) | change |\n|---|---|---|---|")
    for run in runs:
        if not (asked.data / run.file).exists():
            print(f"{run.name}: {asked.data / run.file} is not there; left out", file=sys.stderr)
            continue
        made.add(run.name)
        limit = 0 if (asked.data / run.file).is_dir() else asked.limit
        try:
            found = measured(run, asked.data, limit, asked.jobs)
        except NotMeasuredError as error:
            print(f"{run.name}: {error}", file=sys.stderr)
            continue
        for name, value in found.items():
            last = before.get(name)
            same = last if last and last["limit"] == limit else None
            print(line(name, value, wanted.get(name), same), flush=True)
        figures |= found
        if asked.record:
            record(RECORD, found, limit, datetime.now(UTC).date())
    return figures, made


def main(words: Sequence[str] | None = None) -> int:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--only", nargs="*", choices=[run.name for run in RUNS], help="only these runs")
    options.add_argument("--limit", type=int, default=0, help="only so many rows of each file, from its start")
    options.add_argument(
        "--record", action="store_true", help="keep the figures, so that the next run shows the change"
    )
    options.add_argument("--jobs", type=int, default=0)
    asked = options.parse_args(words)
    asked.data = asked.data.resolve()
    figures, made = _over([run for run in RUNS if not asked.only or run.name in asked.only], asked)
    if not made:
        print(f"No research data is in {asked.data}. It is not part of the repository.", file=sys.stderr)
        return 2
    low = missed(figures, {name: floor for name, floor in floors().items() if name.split()[0] in made})
    for one in low:
        print(f"floor missed: {one}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
