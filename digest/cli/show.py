"""`digest show`: what the program reads out of one article."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest import pipeline
from digest.build import owned
from digest.cli import said
from digest.english import days
from digest.errors import ContentError, doing
from digest.extract import Hints
from digest.pipeline import Committed
from digest.read.encoding import whole
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the front matter (schema 3) as JSON, for programs.")
@click.pass_obj
def show(project: "Project", article: Path, as_json: bool) -> None:
    """Print what the program reads out of ARTICLE, a file of any known format; nothing is written."""
    settings = project.settings
    place = article.resolve()
    inside = place.is_relative_to(settings.articles)
    path = whole(place.relative_to(settings.articles).as_posix() if inside else place.name)
    hints = Hints("" if days.in_name(path) else files.commits(place.parent).get(place.name, ""))
    try:
        with doing("reading the article", article.as_posix()):
            file = Committed(path, files.read(place, article.as_posix()), article.as_posix(), hints)
            result = pipeline.summarise(file, None, "", owned.options(settings))
    except ContentError as error:
        raise SystemExit(said.problems([error.problem])) from error
    if as_json:
        click.echo(json.dumps(result.fields, ensure_ascii=False, indent=2))
        return
    for line in told(result.fields).splitlines():
        said.line(line)


def told(fields: dict[str, Any]) -> str:
    """The front matter for a person: what an editor would look at first comes first."""
    source = fields["source"]
    made = fields.get("made", [])
    head = [
        fields["title"] + (" (made from the text)" if "title" in made else ""),
        *([fields["description"] + (" (made from the text)" if "description" in made else "")] if fields.get("description") else []),
        " · ".join(
            part
            for part in (
                source.get("name"), ", ".join(source.get("byline", [])), str(fields.get("date") or "no date"),
                f"date found in: {source.get('published_from')}" if source.get("published_from") else "", f"{source.get('words', 0)} words",
                source.get("lang"),
            )
            if part
        ),
    ]  # fmt: skip
    return "\n".join(head + [line for name, lines in _sections(fields) if lines for line in ("", name, *lines)])


def _sections(fields: dict[str, Any]) -> list[tuple[str, list[str]]]:
    quotes = fields["quotes"]
    return [
        (
            "Key points",
            [
                f"  • {p['text']}{_resolved(p)}  [{', '.join(p.get('evidence', []))}{_check(p)}]"
                for p in fields["key_points"]
            ],
        ),
        ("Quotes", [_quote(q) for q in quotes if q["kind"] in {"direct", "partial", "document"}]),
        ("Reported", [_quote(q) for q in quotes if q["kind"] == "indirect"]),
        ("Posts", [_quote(q) for q in quotes if q["kind"] == "social"]),
        ("For review", [_quote(q) for q in fields["quotes"] if q.get("review")]),
        *((name.capitalize(), _names(fields.get(name, []))) for name in ("people", "organisations", "places")),
        ("Figures", [_figure(f) for f in fields.get("figures", [])]),
        ("Timeline", [f"  {e['date']}  {e['text']}  (“{e.get('from', '')}”)" for e in fields.get("timeline", [])]),
        ("Topics", [f"  {', '.join(fields['tags'])}"] if fields.get("tags") else []),
    ]


def _names(items: list[dict[str, Any]]) -> list[str]:
    return [
        f"  {item['name']}" + (f", {item['role']}" if item.get("role") else "") + f" ({item.get('mentions', 0)})"
        for item in items
    ]


def _figure(item: dict[str, Any]) -> str:
    high = f"–{item['high']:,}" if "high" in item else ""
    return f"  {item.get('qualifier', '')} {item['value']:,}{high} {item.get('unit', '')}  {item.get('what', '')}  (“{item['text']}”)".replace(
        "   ", "  "
    )


def _resolved(point: dict[str, Any]) -> str:
    return "".join(f" [{r['words']} = {r['name']}]" for r in point.get("resolved", []))


def _check(item: dict[str, Any]) -> str:
    return f"; {item['check']}" if item.get("check") else ""


def _quote(quote: dict[str, Any]) -> str:
    speaker = quote.get("speaker") or {}
    who = speaker.get("name") or speaker.get("role") or ("unnamed" if speaker else "no speaker found")
    role = f", {speaker['role']}" if speaker.get("role") and speaker.get("name") else ""
    handle = f" ({speaker['handle']})" if speaker.get("handle") else ""
    words = " ".join(quote["text"].split())
    return f"  {who}{handle}{role}: {words}  [{quote['kind']}{_check(quote)}]"
