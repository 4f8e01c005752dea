"""The search with facets: Pagefind's program reads the pages of the summaries and writes its index, which the site has in `pagefind/`.

An index is kept under the hash of the pages that it is of. While a site is served it is made behind the pages, never before them.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from digest.plugin.before import Stamp
from digest.plugin.kept import put

FOLDER = "pagefind"
_LEFT_OUT = "The search with facets is left out: "
_LONGEST = 900  # seconds
# What Pagefind writes for pages of its own look; ours has its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


class Search:
    """The index of one build; `kept` is the folder of indexes, `pages` are the files of the pages by their places in the site.

    `hashes` are the pages' own by the same places. The order within the index's files differs from run to run.
    """

    def __init__(self, kept: Path, pages: Mapping[str, Path], hashes: Mapping[str, str]) -> None:
        self._kept, self._pages = kept, pages
        name = f"{_version()} {sorted(hashes.items())}"
        self._own = kept / sha256(name.encode()).hexdigest()
        self._running: subprocess.Popen[bytes] | None = None
        self._behind: Thread | None = None
        self._stopped = False

    def files(self) -> dict[str, Stamp]:
        """Size and time of each file of the index by its place in the site; nothing of one that is not made yet."""
        return {f"{FOLDER}/{path}": stamp for path, stamp in _stamps(self._own)}

    def index(self, site: Path) -> str:
        """Puts the index into the site, made first where it is not kept; gives what kept it from doing so, or ""."""
        try:
            if self._own.is_dir():
                _publish(self._own, site)
                return ""
            from pagefind_bin import get_executable  # noqa: PLC0415 - an extra

            with self._workplace() as folder:
                return self._made(str(get_executable()), Path(folder, "pages"), Path(folder, "index"), site)
        except ImportError:
            return f"{_LEFT_OUT}install it with `pip install 'news-digest[search]'`. The search by titles is there."
        except (OSError, subprocess.TimeoutExpired) as error:
            shutil.rmtree(site / FOLDER, ignore_errors=True)
            return f"{_LEFT_OUT}Pagefind does not run here: {error}"

    def index_behind(self, site: Path) -> None:
        """The same while the program goes on; the site has the last index meanwhile."""
        last = self._own if self._own.is_dir() else next(self._kept.glob("[!.]*"), None)
        if last:
            with suppress(OSError):
                _publish(last, site)
        if last != self._own:
            self._behind = Thread(target=self.index, args=(site,), daemon=True)
            self._behind.start()

    def stop(self) -> None:
        """Gives up an index that is being made: its pages are the site's no more."""
        self._stopped = True
        if self._running:
            self._running.kill()
        if self._behind:
            self._behind.join()

    def _workplace(self) -> "TemporaryDirectory[str]":
        """A folder to make an index in, beside the one that is kept if that can be."""
        try:
            if self._kept.is_file():
                self._kept.unlink()
            self._kept.mkdir(parents=True, exist_ok=True)
            return TemporaryDirectory(prefix=".", dir=self._kept)
        except OSError:
            return TemporaryDirectory()

    def _made(self, program: str, source: Path, made: Path, site: Path) -> str:
        """Makes the index, and keeps it in the place of the one before; gives what was wrong, or "". Raises as `index` catches."""
        source.mkdir()
        for place, held in self._pages.items():
            (source / place).parent.mkdir(parents=True, exist_ok=True)
            put(held, source / place)
        # What is read of articles is English, whatever the site's own language is.
        command = [program, "--site", str(source), "--output-path", str(made), "--force-language", "en", "--silent"]
        if self._stopped:
            return ""
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as self._running:  # noqa: S603 - the program of the package
            _, said = self._running.communicate(timeout=_LONGEST)
        if self._stopped:
            return ""
        if self._running.returncode:
            return f"{_LEFT_OUT}Pagefind ends with {self._running.returncode}: {said.decode(errors='replace').strip()[-500:]}"
        for pattern in _UNUSED:
            for unused in made.glob(pattern):
                unused.unlink()
        _publish(made, site)
        with suppress(OSError):  # no room, or another build was quicker
            self._keep(made)
        return ""

    def _keep(self, made: Path) -> None:
        """Keeps an index that was made, and no other, nor what a build that was killed has left."""
        for other in self._kept.iterdir():
            if not other.name.startswith(".") or time.time() - other.stat().st_mtime > _LONGEST:
                shutil.rmtree(other)
        made.rename(self._own)


def _version() -> str:
    with suppress(ModuleNotFoundError):
        return version("pagefind_bin")
    return ""


def _stamps(folder: Path) -> Iterable[tuple[str, Stamp]]:
    for here, _, names in os.walk(folder):
        for name in names:
            place = Path(here, name)
            stat = place.stat()
            yield place.relative_to(folder).as_posix(), (stat.st_size, stat.st_mtime_ns)


def _publish(made: Path, site: Path) -> None:
    """Gives the site the files of an index, if it has others. Raises `OSError`."""
    target = site / FOLDER
    if dict(_stamps(target)) != dict(_stamps(made)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target)
