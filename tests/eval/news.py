"""Scores what the program reads out of the invented news, and holds the figures against their floors.

    python -m tests.eval.news --data ../shared/data

The scorer, score_news.py, stands beside the data, in DATA/../eval. Exit status: 0 all floors held, 1 one was missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

FLOORS: Mapping[str, float] = {
    "points: source, rank-weighted": 0.70,
    "points: first point found": 0.93,
    "titles: token F1": 0.50,
    "figures: value and unit": 0.66,
    "figures: what it counts": 0.58,
    "timeline: date": 0.75,
}


def measured(data: Path, scorer: Path) -> dict[str, float]:
    """Every figure of the scorer by its name."""
    with tempfile.TemporaryDirectory() as folder:
        rows, found = Path(folder, "rows.jsonl"), Path(folder, "found.jsonl")
        made = subprocess.run([sys.executable, scorer, "rows", data / "news"], check=True, capture_output=True)
        rows.write_bytes(made.stdout)
        subprocess.run([sys.executable, "-m", "digest", "batch", "analyse", rows, found], check=True)
        command = [sys.executable, scorer, "score", data / "news", found, "--json", "--boot", "0"]
        scored = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {
        name: figure["value"]
        for name, figure in scored.items()
        if isinstance(figure, dict) and figure["value"] is not None
    }


def main() -> int:
    """Print the figures; 1 where a floor was missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    data = arguments.parse_args().data.resolve()
    found = measured(data, data.parent / "eval" / "score_news.py")
    for name, value in sorted(found.items()):
        floor = f"  floor {FLOORS[name]}" if name in FLOORS else ""
        print(f"{value:7.3f}  {name}{floor}{'  MISSED' if value < FLOORS.get(name, 0) else ''}")
    return any(found.get(name, 0) < floor for name, floor in FLOORS.items())


if __name__ == "__main__":
    raise SystemExit(main())
