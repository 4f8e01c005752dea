"""The search with facets: Pagefind's program reads the built pages and writes its index beside them, in `pagefind/`."""

import subprocess
from pathlib import Path

FOLDER = "pagefind"
_LONGEST = 900  # seconds
# What Pagefind writes for pages of its own look; ours has its own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


def index(site: Path) -> str:
    """Writes the index of a built site; gives what kept it from doing so, or "". The order within its files differs from run to run."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - an extra
    except ImportError:
        return "The search with facets is left out: install it with `pip install 'news-digest[search]'`. The search by titles is there."
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
    return ""
