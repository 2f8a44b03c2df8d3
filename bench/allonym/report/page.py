"""The page itself: templates, style and script in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from allonym.report.headings import explanations, lower_is_better
from allonym.show.forms.html import html
from allonym.show.kinds import AMOUNT, PERCENT
from allonym.show.table import Table

if TYPE_CHECKING:
    from jinja2 import Environment

_ASSETS = Path(__file__).with_name("assets")
_PACKAGE = "allonym.report"


def render(context: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """The whole page; `data` is what its script reads. Every value is escaped, whatever it holds."""
    style, script = joined("css"), joined("js")
    shared = {"policy": policy(style, script), "style": style, "script": script, "links": {}}
    return environment(_PACKAGE).get_template("page.html").render(context, **shared, data=json_in_script(data))


def compile_templates() -> None:
    """Have the templates ready to be filled."""
    for name in environment(_PACKAGE).list_templates():
        environment(_PACKAGE).get_template(name)


def policy(style: str, script: str) -> str:
    """A Content-Security-Policy under which only this very style and script work, and nothing is loaded."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def json_in_script(value: Any) -> str:
    """JSON that can stand inside a script element: no text in it can end the element or begin another.

    >>> json_in_script({"a": "</script><!--"})
    '{"a":"\\\\u003c/script>\\\\u003c!--"}'
    """
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def joined(ending: str) -> str:
    """The page's style (css) or script (js), of all files of it."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(_ASSETS.glob(f"*.{ending}")))


def without_places(command: str) -> str:
    """A command as others may call it: of a path elsewhere on this machine its last part.

    >>> without_places("allonym bench --articles /home/me/texts --out=../runs --model ours/a.toml")
    'allonym bench --articles texts --out=runs --model ours/a.toml'
    """
    return re.sub(r"(?<=[\s=])(?:~|\.\.)?/\S*?([^\s/]+)/?(?=\s|$)", r"\1", command)


def table(value: Table, **how: Any) -> Markup:
    """The form html of a table, which escapes every cell."""
    return Markup(html(value, **how))


@cache
def environment(*packages: str) -> Environment:
    """What fills the templates of these packages, those of the first where several have one of a name."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(lower=lower_is_better(), said=explanations())
    made.filters.update(percent=PERCENT, amount=AMOUNT, table=table, without_places=without_places)
    return made
