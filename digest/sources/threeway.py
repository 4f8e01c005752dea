"""The three-way merge of a text: what two sides changed in the same base."""

import shutil
import subprocess
import tempfile
from pathlib import Path


def merged(mine: str, base: str, theirs: str) -> str | None:
    """The merge of `git merge-file`; None where both changed the same lines, or git is not installed."""
    git = shutil.which("git")
    if not git or not base:
        return None
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, name) for name in ("mine", "base", "theirs")]
        for place, text in zip(places, (mine, base, theirs), strict=True):
            place.write_bytes(text.encode())
        done = subprocess.run([git, "merge-file", "-p", *places], capture_output=True, check=False)  # noqa: S603 - a fixed command
    return done.stdout.decode() if done.returncode == 0 else None
