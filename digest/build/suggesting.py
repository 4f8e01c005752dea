"""`digest suggest`: an article is put to the model, and its answer is kept beside the summaries."""

from dataclasses import dataclass
from hashlib import sha256

from digest import pipeline, suggest, summary
from digest.build import suggestions
from digest.build.project import Project
from digest.config import SuggestSettings
from digest.errors import SettingsError
from digest.parser.sentences import sentences
from digest.sources import files
from digest.suggest import Asked


@dataclass(frozen=True, slots=True)
class Given:
    """What came of one article: the answer's file, and how many of its statements hold."""

    text: str
    of: int
    dropped: int


def is_answered(project: Project, path: str, asked: Asked) -> bool:
    """Whether an answer is saved on an article that still holds."""
    data = files.read(project.settings.articles / path, project.named(path))
    try:
        suggest.fresh(suggestions.text(project.settings, path), sha256(data).hexdigest(), asked)
    except suggest.AnswerError:
        return False
    return True


def answer(project: Project, path: str, model: SuggestSettings, asked: Asked) -> Given:
    """Asks about one article. Raises `ContentError` for the article, `SettingsError` for the model."""
    found, name = project.article(path)
    kept = project.memory.reading(path, name)
    drafted = kept.draft if kept and kept.draft else pipeline.draft(found)
    told = sentences(found)
    printed = suggestions.ask(
        project.settings.root, model.command, suggest.request(found, drafted.fields, told, asked), model.seconds
    )
    try:
        suggest.parsed(printed, rephrase=asked.rephrase)
    except suggest.AnswerError as error:
        raise SettingsError(f"{project.named(path)}: The model's answer is not used: {error}.") from error
    text = suggest.written(printed, found.sha256, asked)
    chosen = pipeline.owned(found, drafted, project.options)
    fields = summary.fields(drafted.fields, chosen)
    applied = pipeline.suggested(found, fields, suggest.read(printed), asked.model, told)
    return Given(text, applied.of, applied.dropped)
