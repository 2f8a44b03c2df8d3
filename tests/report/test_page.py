"""The page as text: what is in it, what is not, and that nothing in it can act."""

import base64
import hashlib
import html
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from support.command import allonym
from support.headline import headline
from support.real_run import TEXT

from allonym.corpus import Corpus, Document, Mention
from allonym.corpus.articles import standoffs
from allonym.evaluate.rows import Row
from allonym.report.make import write_report
from allonym.runs.read import Run, read_run
from allonym.show.evidence import evidence

NASTY = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><style>*{display:none}</style>",
    "<!-- <script>",
    "]]><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt;&amp;",
    "\u2028</textarea><iframe srcdoc=x>",
    "${alert(1)}`",
    "<a href='https://example.org/x'>x</a>",
]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def _nasty_run(nasty: str) -> Run:
    known = {"model": nasty, "corpus": nasty, "tagset": "coarse", "convention": "neutral", "value": 0.5, "n": 1}
    rows = (
        Row(label=nasty, measure=nasty, **known),  # type: ignore[arg-type]
        Row(label="micro", measure="strict.f1", **known),  # type: ignore[arg-type]
        *msgspec.convert(headline(nasty, 0.5), tuple[Row, ...]),
    )
    cost = {"words_per_cpu_second": 10.0, "peak_rss_mb": 1.0, "size_mb": 1.0, "licence": nasty, "version": nasty}
    models = {
        nasty: {"model": nasty, "status": "ok", "reason": "", "digest": nasty, "warnings": [nasty], **cost},
        "b": {"model": "b", "status": "failed", "reason": nasty},
    }
    about = {"command": nasty, "gold": {nasty: nasty}, "machine": {nasty: nasty}, "versions": {nasty: nasty}}
    return Run(id=nasty, signature=nasty, models=models, rows=rows, about=about)


def _page(run: Run, corpora: list[Corpus], folder: Path) -> str:
    return write_report(run, corpora, folder / "page.html").read_bytes().decode()


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_a_run_holds_stays_text(nasty: str, tmp_path: Path) -> None:
    page = _page(_nasty_run(nasty), [], tmp_path)
    shape = [tag for tag, _ in _elements(page)]
    assert shape == [tag for tag, _ in _elements(_page(_nasty_run("plain"), [], tmp_path))]
    assert html.escape(nasty, quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
    for _, attributes in _elements(page):
        assert not [name for name in attributes if name.startswith("on")]


@pytest.fixture(scope="module")
def unprobed(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run without its probes, whose sites lie in its own texts."""
    folder = tmp_path_factory.mktemp("unprobed") / "run"
    return Path(shutil.copytree(run_folder, folder, ignore=shutil.ignore_patterns("spellings.jsonl.gz")))


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_and_names_cannot_leave_the_data(unprobed: Path, nasty: str, tmp_path: Path) -> None:
    text = f"{nasty} waits."
    corpus = Corpus("small", tuple(Document(name, text, (Mention(0, 3, "ORG", nasty),)) for name in ("one", "two")))
    page = _page(read_run(unprobed), [corpus], tmp_path)
    assert sum(tag == "script" for tag, _ in _elements(page)) == 2
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    kept = json.loads(data.group(1))["mistakes"]
    assert kept["documents"][0]["text"] == text
    assert nasty in kept["entities"]


def test_nothing_but_the_pages_own_style_and_script_may_work(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text()
    policy = html.unescape(re.search(r'Policy" content="([^"]*)"', page).group(1))  # type: ignore[union-attr]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded_and_every_link_leads_within(run_folder: Path) -> None:
    elements = _elements((run_folder / "report.html").read_text())
    anchors = {attributes["id"] for _, attributes in elements if "id" in attributes}
    for tag, attributes in elements:
        assert "style" not in attributes
        for name in ("src", "href", "srcset", "action", "xlink:href"):
            address = attributes.get(name)
            assert address is None or address == "data:," or address.removeprefix("#") in anchors, tag


def test_a_run_gives_the_same_page_again(run_folder: Path) -> None:
    place = run_folder.parents[1]
    before = (run_folder / "report.html").read_bytes()
    done = allonym(place, "runs", "report", "--corpus", "small.jsonl", "--to", "again.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "again.html\n", "")
    assert (place / "again.html").read_bytes() == before


def test_without_its_gold_the_page_has_no_mistakes_and_says_how(run_folder: Path) -> None:
    place = run_folder.parents[1]
    done = allonym(place, "runs", "report", "--to", "bare.html")
    assert done.returncode == 0
    assert "name it: --corpus FILE.jsonl" in done.stderr
    assert 'id="mistakes"' not in (place / "bare.html").read_text()


def test_a_changed_gold_is_not_shown_against_old_predictions(run_folder: Path) -> None:
    place = run_folder.parents[1]
    (place / "changed").mkdir()
    (place / "changed" / "small.jsonl").write_text(json.dumps({"id": "one", "text": TEXT, "spans": []}) + "\n")
    done = allonym(place, "runs", "report", "--corpus", "changed/small.jsonl", "--to", "changed.html")
    assert "the gold has changed since the run" in done.stderr
    assert 'id="mistakes"' not in (place / "changed.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no run 'nowhere'"),
        (["results/latest/leaderboard.json"], "needs the run's folder"),
        (["--corpus", "none.jsonl"], "no corpus of the run 'none'"),
        (["--corpus", "away/small.jsonl"], "away/small.jsonl: no such file"),
    ],
)
def test_bad_usage_is_one_line(run_folder: Path, arguments: list[str], message: str) -> None:
    done = allonym(run_folder.parents[1], "runs", "report", "--to", "never.html", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_failed_models_stand_below_with_the_reason(run_folder: Path) -> None:
    page = (run_folder / "report.html").read_text()
    below = page[page.index("Not measured") :]
    assert "broken" in below[:1500]
    assert "failed" in below[:1500]


def test_the_text_of_an_article_is_left_out_unless_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = standoffs()[0]
    monkeypatch.setattr("allonym.corpus.articles._hashes", lambda: frozenset([_sha("Ali left Moscow.")]))
    document = Document(article.id, "Ali left Moscow.", (Mention(0, 3, "PERSON", "ali"),))
    answers = {("m", "articles"): {article.id: Document(article.id, None, (Mention(4, 8, "PERSON"),))}}
    hidden = evidence([Corpus("articles", (document,))], answers)
    shown = evidence([Corpus("articles", (document,))], answers, article_text=True)
    assert hidden.data["documents"][0]["text"] is None
    assert hidden.data["documents"][0]["surfaces"] == ["Ali"]
    assert hidden.withheld == ("articles",)
    assert shown.data["documents"][0]["text"] == "Ali left Moscow."
    assert hidden.mistakes == shown.mistakes == 2


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
