"""The theme's search index: MkDocs writes what the pages hold that it rendered; that of the pages kept is put among it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_PLACE = "search/search_index.json"


def entries(site: Path) -> tuple[dict[str, Any], dict[str, str]] | None:
    """The settings of the index and the entries of each page by its address, as JSON without brackets; None for no index."""
    try:
        index = json.loads((site / _PLACE).read_bytes())
    except FileNotFoundError:
        return None
    found: dict[str, list[str]] = {}
    for entry in index["docs"]:
        found.setdefault(entry["location"].partition("#")[0], []).append(_written(entry))
    return index["config"], {address: ",".join(written) for address, written in found.items()}


def write(site: Path, settings: Mapping[str, Any], ordered: Iterable[str]) -> None:
    """Writes the index of all pages, with the entries in this order. Raises `OSError`."""
    docs = ",".join(filter(None, ordered))
    (site / _PLACE).write_text(f'{{"config":{_written(settings)},"docs":[{docs}]}}', "ascii")


def _written(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
