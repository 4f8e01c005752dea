"""The search with facets: Pagefind's program reads the built pages and writes its index beside them, in `pagefind/`.

An index is kept beside the pages that were rendered, and used again where every page of the site is as it was.
"""

import shutil
import subprocess
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

FOLDER = "pagefind"
_LONGEST = 900  # seconds
# What Pagefind writes for pages of its own look; ours has its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def index(site: Path, kept: Path, pages: str) -> str:
    """Writes the index of a built site; gives what kept it from doing so, or "". The order within its files differs from run to run.

    `kept` is the folder that holds the last index, `pages` the hash of all pages that it is of, "" where it is not known.
    """
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - an extra
    except ImportError:
        return "The search with facets is left out: install it with `pip install 'news-digest[search]'`. The search by titles is there."
    last = kept / sha256(f"{version('pagefind_bin')} {pages}".encode()).hexdigest()
    if pages and _copied(last, site / FOLDER):
        return ""
    try:
        command = [str(get_executable()), "--site", str(site), "--output-subdir", FOLDER, "--silent"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST)  # noqa: S603 - the program of the package
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"The search with facets is left out: Pagefind does not run here: {error}"
    if done.returncode:
        return f"The search with facets is left out: Pagefind ends with {done.returncode}: {done.stderr.strip()[-500:]}"
    for pattern in _UNUSED:
        for place in (site / FOLDER).glob(pattern):
            place.unlink()
    if pages:
        _keep(site / FOLDER, last)
    return ""


def _copied(last: Path, target: Path) -> bool:
    """Whether an index is kept, and copied whole."""
    if not last.is_dir():
        return False
    try:
        shutil.copytree(last, target, dirs_exist_ok=True)
    except OSError:  # another build replaces it, or the disk is full
        shutil.rmtree(target, ignore_errors=True)
        return False
    return True


def _keep(made: Path, last: Path) -> None:
    """Keeps an index in the place of the one before; without room for it the next build makes its own."""
    with suppress(OSError):
        shutil.rmtree(last.parent, ignore_errors=True)
        last.parent.mkdir(parents=True)
        part = Path(mkdtemp(dir=last.parent))
        shutil.copytree(made, part, dirs_exist_ok=True)
        part.rename(last)
