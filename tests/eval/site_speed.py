"""Measures the site side by side with others in one run: `mkdocs build` from nothing, with nothing changed, with one summary changed.

    python -m tests.eval.site_speed 1000            # make bench-site N=1000
    python -m tests.eval.site_speed 1000 --rounds 3

The articles are invented (articles.py). Beside the digest the same words are built as plain pages with Material, and with Zensical,
Pelican and Hugo where they are installed. Seconds are those of the wall and of the processor (with its children); ratios are of
processor time against plain pages with Material, as far as another program does not say otherwise: on a machine that others use, they
are steadier than the wall.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.eval.articles import write

BIN: Final = Path(sys.executable).parent
SETTINGS: Final = """site_name: The Bench Digest
site_url: https://bench.example/
docs_dir: content
theme: {name: material}
plugins: [search, digest]
"""
_ENVIRONMENT: Final = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "NO_MKDOCS_2_WARNING": "1"}
_TEXT = re.compile(r"^\s*(?:- )?text: (.*)$", re.MULTILINE)
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds of the wall and of the processor, and its largest memory in MB."""

    wall: float
    processor: float
    memory: float


def run(root: Path, *command: str) -> Spent:
    """Runs a command; the bench ends where it fails."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=root, env=_ENVIRONMENT, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode > 1:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}: {said.read()[-2000:].decode(errors='replace')}")
    return Spent(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def mkdocs(root: Path) -> Spent:
    """Builds a site with MkDocs."""
    return run(root, sys.executable, "-m", "mkdocs", "build", "-q")


def digest(root: Path, number: int) -> None:
    """A digest of invented articles, with its summaries."""
    write(number, root / "content" / "articles")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    run(root, sys.executable, "-m", "digest", "build")


def plain(root: Path, ours: Path) -> None:
    """The words of the summaries as plain pages with Material, without a tree of them."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", "utf-8")
    for n, place in enumerate(summaries(ours)):
        words = [found.strip(" '\"").replace("<", "&lt;") for found in _TEXT.findall(place.read_text("utf-8"))]
        (docs / f"page-{n}.md").write_text(f"# Page {n}\n\n" + "\n\n".join(words) + "\n", "utf-8")
    theme = {"name": "material", "font": False, "features": ["search.highlight", "search.suggest", "navigation.top"]}
    config = {
        "site_name": "Plain", "site_url": "https://plain.example/", "theme": theme, "plugins": ["search"],
        "nav": [{"Home": "index.md"}], "not_in_nav": "/*\n",
    }  # fmt: skip
    (root / "mkdocs.yml").write_text(json.dumps(config), "utf-8")


def summaries(root: Path) -> list[Path]:
    """The summary files of a digest."""
    return sorted((root / "content" / "summaries").rglob("*.md"))


def edit(root: Path, number: int) -> None:
    """An editor changes the title of a summary."""
    place = summaries(root)[number % len(summaries(root))]
    place.write_text(_TITLE.sub(f"title: An edited title, number {number}", place.read_text("utf-8"), count=1), "utf-8")


def forget(root: Path) -> None:
    """Removes the site and all pages that are kept; what was read stays."""
    for place in (root / "site", root / ".cache" / "pages"):
        shutil.rmtree(place, ignore_errors=True)
    (root / ".cache" / "pages.sqlite").unlink(missing_ok=True)


def pelican(root: Path) -> Spent:
    """Builds the plain pages with Pelican."""
    content = root / "pelican"
    if not content.exists():
        content.mkdir()
        for place in (root / "docs").glob("page-*.md"):
            title, _, words = place.read_text("utf-8").removeprefix("# ").partition("\n")
            (content / place.name).write_text(f"Title: {title}\nDate: 2026-01-01\n{words}", "utf-8")
    return run(root, str(BIN / "pelican"), str(content), "-o", str(root / "pelican-site"), "-q")


def zensical(root: Path) -> Spent:
    """Builds the plain pages with Zensical, from nothing."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return run(root, str(BIN / "zensical"), "build")


def rounds(root: Path, work: Callable[[Path], Spent], times: int, before: Callable[[int], None]) -> Spent:
    """The median of so many runs, with something done before each."""
    found = []
    for number in range(times):
        before(number)
        found.append(work(root))
    return Spent(*(statistics.median(getattr(one, name) for one in found) for name in ("wall", "processor", "memory")))


def served(root: Path, times: int) -> list[Spent]:
    """What a saved summary takes until it is served: a rebuild as `mkdocs serve` makes it, in a process that has built before."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.eval.site_speed", "0", "--served", str(root), "--rounds", str(times)],
        env=_ENVIRONMENT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [Spent(*map(float, line.split())) for line in done.stdout.splitlines()]


def serve(root: Path, times: int) -> None:
    """Prints what each rebuild takes; the first one is not counted."""
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    address = "http://127.0.0.1:8000/"
    with tempfile.TemporaryDirectory(dir=root) as site:
        for number in range(times + 1):
            if number:
                edit(root, 1000 + number)
            started, used = time.perf_counter(), time.process_time()
            config = load_config(str(root / "mkdocs.yml"), site_dir=site)
            if not number:
                config.plugins.on_startup(command="serve", dirty=False)
            config.site_url = address
            build(config, serve_url=address)
            if number:
                print(time.perf_counter() - started, time.process_time() - used, 0)


def rows(number: int, times: int) -> Iterator[tuple[str, Spent, float]]:
    """What was measured: its name, what it took, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours, beside = Path(folder, "ours"), Path(folder, "plain")
        digest(ours, number)
        plain(beside, ours)
        base = rounds(beside, mkdocs, times, lambda _: None)
        yield f"Material, {number:,} plain pages", base, 1.0
        for name, work in (("zensical", zensical), ("pelican", pelican)):
            if (BIN / name).exists():
                spent = rounds(beside, work, times, lambda _: None)
                yield f"{name.capitalize()}, {number:,} plain pages", spent, spent.processor / base.processor
        for what, before in (
            ("from nothing", lambda _: forget(ours)),
            ("nothing changed", lambda _: None),
            ("one summary changed", lambda n: edit(ours, n)),
        ):
            spent = rounds(ours, mkdocs, times, before)
            yield f"`mkdocs build` of {number:,} summaries, {what}", spent, spent.processor / base.processor
        found = served(ours, times)
        saved = Spent(
            statistics.median(one.wall for one in found), statistics.median(one.processor for one in found), 0
        )
        yield f"a saved summary of {number:,} until it is served", saved, saved.processor / base.processor


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int, help="summaries")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--served", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.served:
        serve(asked.served, asked.rounds)
        return
    print("| what | wall | processor | ratio | memory |\n|---|---|---|---|---|")
    for name, spent, ratio in rows(asked.number, asked.rounds):
        print(
            f"| {name} | {spent.wall:.1f} s | {spent.processor:.2f} s | {ratio:.2f} | {spent.memory:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
