"""When two addresses are those of one page: without trackers, mobile and print renderings, and spelling."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# what newsletters, networks and advertisers add to an address, and what renders the same page another way
_TRACKERS = frozenset(
    "fbclid gclid gclsrc dclid msclkid yclid igshid igsh mc_cid mc_eid mkt_tok ocid cmpid cmp cid ncid sref smid smtyp smprod "
    "ref ref_src ref_url referer referrer source src share shared sharetype via xtor ftag ito partner traffic_source "
    "at_medium at_campaign at_custom1 at_format at_link_id at_link_origin at_link_type at_ptr_name at_bbc_team "
    "amp outputtype output print view_as guccounter guce_referrer guce_referrer_sig taid tid _hsenc _hsmi wt_mc s_cid "
    "rss feed emci emdi ceid __twitter_impression twclid ttclid li_fat_id srsltid gad_source gbraid wbraid".split()
)
# "utm_source", "pk_campaign", "mtm_kwd", "hsa_acc"
_TRACKER_KINDS = ("utm_", "pk_", "mtm_", "hsa_", "piwik_", "matomo_", "vero_", "oly_", "bxid")
# "www.", "m.", "amp.", "mobile." before the host
_RENDERING = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
# "/story/amp", "/story/index.html": last parts of a path that name a rendering, or the page that its folder is
_RENDERINGS = frozenset({"amp", "amp.html", "index.html", "index.htm", "index.php", "default.aspx", "default.asp"})


def canonical(url: str) -> str:
    """One spelling for all addresses of a page, to compare with, not to visit; "" for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removesuffix("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    steps = [quote(unquote(step), safe=":@!$&'()*+,;=~-._") for step in parts.path.split("/") if step]
    steps = steps[1:] if len(steps) > 1 and steps[0] == "amp" else steps
    while steps and steps[-1].lower() in _RENDERINGS:
        steps.pop()
    query = sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _tracker(key))
    where = _RENDERING.sub("", host) + (f":{port}" if port not in {None, 80, 443} else "")
    return "/".join((where, *steps)) + (f"?{urlencode(query)}" if query else "")


def _tracker(key: str) -> bool:
    plain = key.casefold()
    return plain in _TRACKERS or plain.startswith(_TRACKER_KINDS)
