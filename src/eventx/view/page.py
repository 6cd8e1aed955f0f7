"""Parts → one HTML file that needs no network: style, script and data are inside, nothing else is let in.

Text of articles is escaped here and nowhere else. The page's content security policy permits the one
style and the one script by their hashes, so that markup which slipped through would neither run nor load.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}]+", re.IGNORECASE)


def page(title: str, body: str, *, scripts: Sequence[str], data: Any = None) -> str:
    """A whole page. `body` is markup; `scripts` names files of this room; `data` is for them.

    >>> "<script>alert" in page("<script>alert(1)</script>", "", scripts=["article.js"])
    False
    """
    style, code = _file("page.css"), "".join(map(_file, scripts))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(code)}; "
        "base-uri 'none'; form-action 'none'"
    )
    content = "" if data is None else f'<script type="application/json" id="data">{embedded(data)}</script>\n'
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{body}\n{content}<script>{code}</script>\n</body>\n</html>\n"
    )


def text(value: object) -> str:
    """A value as text of a page or of a quoted attribute; as many code points are seen as there were.

    >>> text('<b title="x">'), text("a\\0")
    ('&lt;b title=&quot;x&quot;&gt;', 'a\ufffd')
    """
    return html.escape(_UNFIT.sub("\ufffd", str(value)), quote=True)


def address(url: str | None) -> str | None:
    """An address that may stand in a link: http or https; None for any other ("javascript:").

    >>> address("https://example.org/a"), address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    return url if url and _WEB.fullmatch(url) else None


def embedded(data: Any) -> str:
    """Data as JSON that cannot end the script element it stands in.

    >>> embedded("</script>")
    '"\\\\u003c/script>"'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    written = re.sub(r"[\ud800-\udfff]", "\ufffd", written)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _file(name: str) -> str:
    return (resources.files("eventx.view") / name).read_text("utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
