"""`/admin/`: a page on the site on which editors change articles and summaries in the browser (Sveltia CMS, self-hosted).

    package.py   the CMS's own files, out of its npm package, whose hash is known here
    form.py      its settings: the fields of a summary from the schema, those of an article

Pure: the files come out as bytes by their paths below the folder. Nothing here asks the network.
"""

from digest.admin.form import config
from digest.admin.package import ADDRESS, VERSION, unpacked

__all__ = ["ADDRESS", "VERSION", "config", "pages", "unpacked"]

# No other host than the one that holds the repository is asked, whatever the CMS would like.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' blob: data: https://api.github.com; worker-src 'self' blob:; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'">
<title>Edit the digest</title>
<link rel="cms-config-url" type="text/yaml" href="config.yml">
</head>
<body>
<noscript>This page needs JavaScript.</noscript>
<script type="module" src="start.js"></script>
</body>
</html>
"""
_START = 'import { init } from "./cms/index.js";\n\ninit();\n'


def pages() -> dict[str, bytes]:
    """The page that starts the CMS, and its script."""
    return {"index.html": _PAGE.encode(), "start.js": _START.encode()}
