"""quotes.jsonl: everything said, as open data; one JSON object a line, newest article first. Documented on the page open-data."""

import json
from collections.abc import Sequence

from digest.model import Static
from digest.render.site import Site
from digest.render.views import View


def files(shown: Sequence[View], site: Site) -> list[Static]:
    """The archive of quotes, within the rights of their sources."""
    copies = {view.file: view.address for view in shown}
    rows = [
        {
            "id": f"{view.address}#{said.id}", "url": f"{site.url}{view.address}#{said.id}", "kind": said.kind, "text": said.text,
            "speaker": said.name or None, "speaker_id": said.person or None, "role": said.role or None, "anonymous": said.anonymous,
            "cue": said.cue or None, "via": said.via or None, "statement": f"{view.address}#{said.group or said.id}", "copy_of": copies.get(view.copy_of),
            "date": view.day or None, "source": view.source or None, "article": view.url or None, "check": said.check or None,
        }
        for view in shown
        for said in view.said
    ]  # fmt: skip
    return [Static("quotes.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))]
