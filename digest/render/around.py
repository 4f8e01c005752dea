"""What crawlers and browsers ask a site for beside its pages: robots.txt and the web manifest."""

import json

from digest.model import Static
from digest.render.site import Site

ICONS = (32, 180, 192, 512)  # pixels; the files are in templates/assets


def files(site: Site) -> list[Static]:
    """Both; the owner's own files of these names take their place."""
    sitemap = f"\nSitemap: {site.url}sitemap.xml\n" if site.url else ""
    return [
        Static("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}"),
        Static("manifest.webmanifest", json.dumps(_manifest(site), ensure_ascii=False) + "\n"),
    ]


def _manifest(site: Site) -> dict[str, object]:
    icons = [
        {"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICONS
        if size > 180
    ]
    return {
        "name": site.name,
        "short_name": site.name[:30],
        "description": site.description,
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": icons,
    }
