"""Puts styles into the tags they are for: many mail programs drop those of the head."""

from digest.errors import SettingsError


def inlined(html: str) -> str:
    """The HTML with its styles inline; those marked `data-css-inline="keep"` stay. Asks no host for anything.

    Raises `SettingsError` where the library is not installed.
    """
    try:
        import css_inline  # noqa: PLC0415 - an extra that only this needs
    except ImportError as error:
        raise SettingsError(
            "digest newsletter needs a library more. Install it with: pip install 'news-digest[newsletter]'"
        ) from error
    made: str = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html)
    return made
