"""What editors changed in summaries after they were published, from the history of the repository."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from digest import summary
from digest.build.keys import key
from digest.build.plain import back, plain
from digest.cache import Cache, packed
from digest.config import Settings
from digest.errors import ContentError
from digest.model import Correction, Summary, approved, held
from digest.sources import history
from digest.sources.history import Version
from digest.summary.corrections import corrected, stated

MOST: Final = 200  # summaries that a commit of an editor's changes; one that changes more is a run of the program
_KIND, _FILE = "corrections", "history.sqlite"


def read(settings: Settings, summaries: Iterable[Summary]) -> dict[str, tuple[Correction, ...]]:
    """Summary → its corrections, the newest first. Where a summary lists its own, these alone count."""
    own = {one.path: stated(one.fields) for one in summaries}
    found = {path: corrections for path, corrections in own.items() if corrections}
    if not settings.summaries.is_dir():
        return found
    chains = _chains(settings, {path for path, corrections in own.items() if corrections is None})
    if not chains:
        return found
    with Cache(settings.cache / _FILE) as cache:
        keys = {path: key(_KIND, chain, settings.require_approval) for path, chain in chains.items()}
        known = {path: cache.get(_KIND, path, keys[path]) for path in chains}
        new = {path: chain for path, chain in chains.items() if known[path] is None}
        ids = {one for chain in new.values() for version in chain for one in (version.before, version.after)}
        bytes_of = history.contents(settings.summaries, sorted(ids))
        made = {path: _corrections(chain, bytes_of, settings) for path, chain in new.items()}
        cache.keep(_KIND, [(path, keys[path], packed(plain(list(one)))) for path, one in made.items()])
        cache.prune(_KIND, chains)
    made |= {path: tuple(back(Correction, one) for one in value) for path, value in known.items() if value is not None}
    return found | {path: corrections for path, corrections in made.items() if corrections}


def _chains(settings: Settings, wanted: set[str]) -> dict[str, list[Version]]:
    """The versions of each wanted summary, the oldest first."""
    versions = [one for one in history.versions(settings.summaries, MOST) if one.path in wanted]
    ordered = sorted(versions, key=lambda one: one.path)
    return {path: list(chain) for path, chain in groupby(ordered, key=lambda one: one.path)}


def _corrections(chain: Sequence[Version], bytes_of: Mapping[str, bytes], settings: Settings) -> tuple[Correction, ...]:
    """What each version changed in the last one that was published before it."""
    found, waiting = [], None  # what was published when the summary was held back
    for version in chain:
        before = waiting or _published(bytes_of.get(version.before), version.path, settings)
        after = _published(bytes_of.get(version.after), version.path, settings)
        waiting = before if after is None else None
        if before is not None and after is not None and (statements := corrected(before, after)):
            found.append(Correction(version.day, statements))
    return tuple(reversed(found))


def _published(data: bytes | None, path: str, settings: Settings) -> Mapping[str, Any] | None:
    """The front matter of a version that readers could see; None for one that they could not."""
    try:
        fields = summary.read(data, path).fields if data else None
    except ContentError:
        return None
    if fields is None or held(fields) or (settings.require_approval and not approved(fields)):
        return None
    return fields
