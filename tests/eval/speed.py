"""Measures speed: reading, as a whole and part by part, and a build with nothing to do; site_speed.py measures the site.

    python -m tests.eval.speed                        # all, with the sizes of BENCHMARKS.md
    python -m tests.eval.speed --summaries 1000
    python -m tests.eval.speed --hostile 25000        # only texts made to cost time, of so many words or marks

Prints a table in Markdown. Articles to read are the samples; those of a build are invented (articles.py).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from unittest import mock

from digest import check, pipeline, summary
from digest.extract import Hints
from digest.parser import sentences, syntax
from digest.pipeline import Committed
from digest.understand import figures, headline, names, points, quotes, timeline, topics, understand
from tests.eval import articles
from tests.eval.site_speed import SETTINGS
from tests.hostile import TEXTS, article

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLES = ROOT / "content" / "articles"
WORDS = 600  # an article of the middle length, to which the speed of reading is scaled
_ONE_THREAD = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"}
# the parts of reading an article, each the work of one function, in order
PARTS: Final[tuple[tuple[str, ModuleType, str], ...]] = (
    ("file", pipeline, "article"), ("sentences", sentences, "sentences"), ("parser", syntax, "parse"), ("names", names, "find"),
    ("quotes", quotes, "find"), ("points", points, "rank"), ("headline", headline, "make"), ("figures", figures, "find"),
    ("timeline", timeline, "find"), ("topics", topics, "find"), ("draft", summary, "draft"), ("fields", summary, "fields"), ("check", check, "check"),
    ("writing", summary, "new"),
)  # fmt: skip

Row = tuple[str, str, str]
_READ = re.compile(r"([0-9,]+) read\b")  # "1,000 articles: 0 read, 3 new summaries"


def samples() -> list[Path]:
    """The sample articles, in order of path."""
    return sorted(path for path in ARTICLES.rglob("*") if path.suffix in {".txt", ".md"} and path.is_file())


def reading(seconds: float) -> Row:
    """Articles of 600 words read a second on one core, from bytes to what they say, the check included."""
    files = [Committed(p.name, p.read_bytes(), p.name, Hints()) for p in samples()]
    understand(pipeline.article(files[0]))  # the weights are loaded once
    words, started = 0, time.perf_counter()
    for file in cycle(files):
        words += pipeline.article(file).words
        pipeline.summarise(file, None, "", pipeline.Options())
        if time.perf_counter() - started > seconds:
            break
    rate = words / (time.perf_counter() - started)
    return f"articles of {WORDS} words read a second, one core", f"{rate / WORDS:.0f} ({rate:,.0f} words)", "100"


def parts(files: Sequence[Committed], rounds: int = 5) -> dict[str, float]:
    """Milliseconds of processor time that each part takes for 600 words, and the whole; the least of so many rounds."""
    words = sum(pipeline.article(file).words for file in files)
    least: dict[str, float] = {}
    for _ in range(rounds):
        spent: dict[str, float] = dict.fromkeys(["whole", *(name for name, _, _ in PARTS)], 0.0)
        with ExitStack() as patched:
            for name, module, function in PARTS:
                timed = _timed(getattr(module, function), name, spent)
                patched.enter_context(mock.patch.object(module, function, timed))
            for file in files:
                _timed(pipeline.summarise, "whole", spent)(file, None, "", pipeline.Options())
        least = {name: min(seconds, least.get(name, seconds)) for name, seconds in spent.items()}
    return {name: seconds / words * WORDS * 1000 for name, seconds in least.items()}


def _timed(work: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[name] += time.process_time() - started

    return timed


def by_part() -> Iterator[Row]:
    """Where the time of reading goes."""
    found = parts([Committed(p.name, p.read_bytes(), p.name, Hints()) for p in samples()])
    for name, _, _ in PARTS:
        yield f"of {WORDS} words: {name}", f"{found[name]:.1f} ms", ""
    yield f"of {WORDS} words: all else", f"{2 * found['whole'] - sum(found.values()):.1f} ms", ""
    yield f"of {WORDS} words: the whole", f"{found['whole']:.1f} ms", ""


def hostile(size: int) -> Iterator[Row]:
    """Processor seconds from bytes to the checked summary of texts made to cost time; the dearest first."""
    options = pipeline.Options()
    pipeline.summarise(Committed("a.txt", article(TEXTS["sentences"], 100), "a.txt", Hints()), None, "", options)
    found = []
    for name, made in TEXTS.items():
        file = Committed("a.txt", article(made, size), "a.txt", Hints())
        started = time.process_time()
        pipeline.summarise(file, None, "", options)
        found.append((time.process_time() - started, name, len(file.data)))
    for seconds, name, length in sorted(found, reverse=True):
        yield f"{name}, {length // 1000} KB", f"{seconds:.1f} s", "5 s"


def project(root: Path, number: int) -> None:
    """A project with so many invented articles."""
    articles.write(number, root / "content" / "articles")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")


def run(root: Path, *command: str, reads: int | None = None) -> float:
    """Seconds that a command takes; the bench fails where it does not read so many articles."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=_ONE_THREAD, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    said = _READ.search(done.stdout + done.stderr)
    if reads is not None and (said is None or int(said[1].replace(",", "")) != reads):
        raise SystemExit(f"{' '.join(command)}: it should read {reads:,} articles, but says: {said and said[0]}")
    return seconds


def nothing_to_do(number: int) -> Iterator[Row]:
    """A build over so many summaries in which nothing has changed; the first build of them beside it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        project(root, number)
        first = run(root, "digest", "build", reads=number)
        there = len(list((root / "content" / "summaries").rglob("*.md")))
        yield f"`digest build` of {there:,} new articles, all cores", f"{first:.1f} s", ""
        again = run(root, "digest", "build", reads=0)
        yield f"`digest build` with nothing to do, {there:,} summaries", f"{again:.2f} s", "3 s"
        size = (root / ".cache" / "digest.sqlite").stat().st_size
        yield "cache for each of them", f"{size / number / 1000:.1f} KB", "12 KB"
        topics = root / "content" / "topics.yaml"
        shutil.copy(ROOT / "digest" / "understand" / "topics" / "topics.yaml", topics)
        topics.write_text(
            topics.read_text("utf-8") + "  - name: Beekeeping\n    words: [beehive, honeycomb]\n", "utf-8"
        )
        changed = run(root, "digest", "build", reads=0)
        yield f"`digest build` after a change of topics.yaml, {there:,} summaries", f"{changed:.1f} s", ""
        yield f"`digest check`, {there:,} summaries", f"{run(root, 'digest', 'check'):.1f} s", ""


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=20.0, help="how long reading is measured")
    options.add_argument(
        "--summaries", type=int, default=10_000, help="for the build with nothing to do; 0 leaves it out"
    )
    options.add_argument("--hostile", type=int, default=0, help="words or marks of texts made to cost time")
    asked = options.parse_args()
    print("| what | figure | to reach |\n|---|---|---|")
    if asked.hostile:
        for row in hostile(asked.hostile):
            print("| " + " | ".join(row) + " |", flush=True)
        return
    print("| " + " | ".join(reading(asked.seconds)) + " |", flush=True)
    for rows in (
        by_part(),
        nothing_to_do(asked.summaries) if asked.summaries else (),
    ):
        for row in rows:
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
