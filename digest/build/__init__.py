"""What is done with a whole project, around the line of `pipeline`; `build` brings its summaries up to date.

Only who asks for it loads what reads articles: a site in which nothing has changed needs none of that.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.build.articles import Built, Entry, Phase, build

__all__ = ["Built", "Entry", "Phase", "build"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"digest.build has no {name}.")
    from digest.build import articles  # noqa: PLC0415 - see above

    return getattr(articles, name)
