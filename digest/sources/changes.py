"""Which files of a project differ from an earlier state of its repository?"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from digest.errors import SettingsError

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Changes:
    """The files below a folder that differ from `commit`, committed or not; those in `added` were not there then.

    Paths are relative to the folder, with forward slashes.
    """

    commit: str
    paths: frozenset[str]
    added: frozenset[str]


def since(root: Path, ref: str) -> Changes:
    """What differs below `root` from the commit at which HEAD and `ref` part.

    Raises `SettingsError` where the repository cannot say.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree") is None:
        raise SettingsError(f"{root} is in no git repository, so there is nothing to compare it with.")
    base = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
    shallow = (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"
    fetched = "This clone is shallow. Fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in a workflow."
    if base is None:
        raise SettingsError(
            f"The repository knows no commit “{ref}”. {fetched if shallow else 'Name a branch, a tag or a commit.'}"
        )
    common = _git(root, "merge-base", base.strip(), "HEAD")
    if common is None:
        raise SettingsError(f"“{ref}” and HEAD have no commit in common. {fetched if shallow else 'Name another.'}")
    commit = common.strip()
    differing = ("diff", "--name-only", "--no-renames", "--relative", "-z")
    changed = _git(root, *differing, commit, "--", ".")
    added = _git(root, *differing, "--diff-filter=A", commit, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if changed is None or added is None or new is None:
        raise SettingsError(f"git cannot compare the files of {root} with “{ref}”.")
    return Changes(commit, _paths(changed + new), _paths(added + new))


def _paths(printed: str) -> frozenset[str]:
    return frozenset(path for path in printed.split("\0") if path)


def _git(root: Path, *words: str) -> str | None:
    """What git prints; None where it fails. Raises `SettingsError` where it is not installed or does not end."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell, fixed words
    except FileNotFoundError as error:
        raise SettingsError("git is not installed, so there is nothing to compare with. Install git.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f"git did not answer: {error}.") from error
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None
