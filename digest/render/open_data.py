"""quotes.jsonl: everything said, as open data; one JSON object a statement, newest article first. Documented on the page open-data."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from digest.messages.labels import LABELS
from digest.model import Static
from digest.render.site import Site
from digest.render.stories import WHAT, Telling
from digest.render.values import View


def files(shown: Sequence[View], site: Site) -> list[Static]:
    """The archive of quotes, within the rights of their sources."""
    copies = {view.file: view.address for view in shown}
    rows = [
        {
            "id": f"{view.address}#{said.id}", "url": f"{site.url}{view.address}#{said.id}", "kind": said.kind, "text": said.text, "pieces": list(said.pieces) or None,
            "speaker": said.name or None, "speaker_id": said.person or None, "role": said.role or None, "anonymous": said.anonymous,
            "cue": said.cue or None, "via": said.via or None, "copy_of": copies.get(view.copy_of),
            "date": view.day or None, "source": view.source or None, "article": view.url or None, "check": said.check or None,
        }
        for view in shown
        for said in view.said
    ]  # fmt: skip
    return [Static("quotes.jsonl", _lines(rows))]


def of_stories(told: Sequence[Telling], site: Site) -> list[Static]:
    """The stories, and where their sources disagree, within the rights of each source; in English in every language of the site."""
    stories = [
        {
            "id": one.story.id, "url": f"{site.url}{one.address}", "name": one.story.name, "state": one.story.state.value, "origins": one.story.origins,
            "first": one.views[0].day or None, "last": one.views[-1].day or None, "former": list(one.story.former), "lead": one.lead.address,
            "articles": [{"summary": v.address, "source": v.source or None, "date": v.day or None, "article": v.url or None} for v in one.views],
        }
        for one in told
    ]  # fmt: skip
    rows = [
        {
            "id": f"{one.address}#{shown.row.id}", "story": one.story.id, "url": f"{site.url}{one.address}#{shown.row.id}", "kind": shown.row.kind.value,
            "what": LABELS[WHAT].get(shown.row.what, shown.row.what), "status": "updated" if shown.row.updated else "disagree",
            "claims": [
                {"summary": c.view.address, "source": c.view.source or None, "date": c.view.day or None, "value": c.value, "sentence": c.sentence or None}
                for c in shown.claims
            ],
        }
        for one in told
        for shown in one.rows
    ]  # fmt: skip
    return [Static("stories.jsonl", _lines(stories)), Static("disagreements.jsonl", _lines(rows))]


def _lines(rows: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
