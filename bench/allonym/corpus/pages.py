"""Where a text comes from: a file, standard input, a web address; and the text of a news page without its menus."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator

from allonym import __version__
from allonym.corpus.files import decode, read_bytes
from allonym.errors import InputError

SECONDS = 30
_AGENT = f"allonym/{__version__}"
_HTML = re.compile(rb"(?i)\s*+(?:\xef\xbb\xbf)?\s*+<(?:!doctype html|html|!--|\?xml|head|body)")


def read_page(source: str) -> bytes:
    """The bytes of a file, of an address, or of standard input for "-"; InputError where there are none.

    A web page is asked for as a browser asks, so that no more than the standard library is needed.
    """
    if source.startswith(("http://", "https://")):
        return _fetch(source)
    return read_bytes(source)


def _fetch(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        error.close()
        raise InputError(f"the server answers {error.code}", where=address, todo="save the page and name it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(f"cannot be fetched: {reason}", where=address, todo="save the page and name it") from None


def texts(data: bytes, where: str) -> Iterator[str]:
    """What the bytes may say: a plain text as it stands; of a page first its main text, then all its text.

    Raises InputError for a plain text that is not UTF-8 and for a page without any text.
    """
    if not _HTML.match(data):
        yield decode(data, where)
        return
    import trafilatura

    tree = trafilatura.load_html(data)
    if tree is None:
        raise InputError("no text in this page", where=where)
    title = trafilatura.extract_metadata(tree).title or ""
    for thrift in (True, False):
        main = trafilatura.extract(data, include_comments=False, favor_precision=thrift, favor_recall=not thrift)
        if main:
            yield main if title in main else f"{title}\n{main}"
    yield trafilatura.html2txt(data)
