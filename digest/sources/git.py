"""What the repository says of itself."""

import subprocess
from pathlib import Path

_SECONDS = 10


def branches(root: Path) -> list[str]:
    """The names of its branches, the one that is checked out without a commit too; none outside a repository."""
    listed = _git(root, "for-each-ref", "--format=%(refname:lstrip=-1)", "refs/heads", "refs/remotes/origin")
    now = _git(root, "symbolic-ref", "--short", "--quiet", "HEAD")
    return sorted({*listed, *now} - {"HEAD"})


def _git(root: Path, *words: str) -> list[str]:
    """The lines that git prints; none where it fails or is not there."""
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - fixed words, no shell
    except (OSError, subprocess.TimeoutExpired):
        return []
    return done.stdout.decode("utf-8", errors="replace").split("\n")[:-1] if done.returncode == 0 else []
