from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.predict.answers import Span
from allonym.predict.cache import Cache, text_key
from allonym.predict.predict import Predictor
from tests.predict.conftest import EACH, MakeModel

MODEL = "ab" * 32


@given(st.lists(st.tuples(st.text(), st.lists(st.builds(Span, st.integers(0), st.integers(0), st.text())))))
def test_answers_come_back_as_they_were_kept(answers: list[tuple[str, list[Span]]]) -> None:
    wanted = {text_key(text): spans for text, spans in answers}
    with closing(Cache()) as cache:
        cache.keep_answers(MODEL, wanted.items())
        assert cache.answers(MODEL, [*wanted, text_key("another text")]) == wanted
        assert cache.answers("cd" * 32, list(wanted)) == {}


def test_texts_that_differ_in_a_lone_surrogate_have_their_own_keys() -> None:
    assert len({text_key("\ud800"), text_key("\ud801"), text_key("?")}) == 3


def test_the_second_run_starts_no_worker(make_model: MakeModel, tmp_path: Path) -> None:
    model, started = make_model(f"open({str(tmp_path / 'started')!r}, 'a').write('x')" + EACH + "answer(request)"), 0
    for _ in range(2):
        with closing(Cache(tmp_path / "cache")) as cache, Predictor(model, cache) as predictor:
            assert [len(found) for found in predictor.predict(["Ali", "Ali Omar", ""])] == [1, 2, 0]
            assert predictor.cost
            assert predictor.cost.words == 3, "the figures of the run that measured"
        started = len((tmp_path / "started").read_text())
    assert started == 1


def test_refresh_asks_again(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(f"open({str(tmp_path / 'started')!r}, 'a').write('x')" + EACH + "answer(request)")
    for refresh in (False, True, False):
        with closing(Cache(tmp_path / "cache")) as cache, Predictor(model, cache, refresh=refresh) as predictor:
            list(predictor.predict(["Ali"]))
    assert (tmp_path / "started").read_text() == "xx"


def test_a_changed_worker_is_noticed(make_model: MakeModel, tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "cache")) as cache:
        for body, found in ((EACH + "answer(request)", 1), (EACH + "answer(request, [])", 0)):
            with Predictor(make_model(body), cache) as predictor:
                assert [len(mentions) for mentions in predictor.predict(["Ali"])] == [found]


def test_a_changed_file_that_the_model_names_is_noticed(make_model: MakeModel, tmp_path: Path) -> None:
    digests = set()
    for content in ("one", "two"):
        (tmp_path / "names.txt").write_text(content)
        with Predictor(make_model(extra='files = ["*.txt"]')) as predictor:
            digests.add(predictor.digest)
    assert len(digests) == 2


def test_a_changed_label_map_needs_no_new_answers(make_model: MakeModel, tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "cache")) as cache:
        labels = []
        for target in ("PERSON", "ORG", ""):
            model = make_model()
            model.labels["NAME"] = target
            with Predictor(model, cache) as predictor:
                labels.append([m.label for (mentions) in predictor.predict(["Ali"]) for m in mentions])
        assert labels == [["PERSON"], ["ORG"], []]
        assert cache.count() == (1, 1)


def test_a_file_changed_in_place_has_another_hash(tmp_path: Path) -> None:
    file = tmp_path / "weights"
    with closing(Cache(tmp_path / "cache")) as cache:
        file.write_bytes(b"one")
        first = cache.sha256(file)
        assert cache.sha256(file) == first
        file.write_bytes(b"two")
        assert cache.sha256(file) != first


def test_a_file_that_is_no_database_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"not a database at all" * 200)
    with closing(Cache(path)) as cache:
        cache.keep_answers(MODEL, [(b"k" * 32, [])])
        assert cache.count() == (1, 1)
    assert (tmp_path / "cache.broken").exists()


def test_a_database_of_another_version_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE answers (something TEXT)")
        other.execute("PRAGMA user_version = 99")
        other.commit()
    with closing(Cache(path)) as cache:
        assert cache.count() == (0, 0)


def test_clear_forgets(tmp_path: Path) -> None:
    with closing(Cache(tmp_path / "cache")) as cache:
        cache.keep_answers(MODEL, [(b"k" * 32, [Span(0, 1, "X")])])
        cache.clear()
        assert cache.count() == (0, 0)


def test_two_runs_at_once_share_it(make_model: MakeModel, tmp_path: Path) -> None:
    model, texts = make_model(), [f"Name{i} Other" for i in range(3000)]
    found: list[list[int]] = []

    def run() -> None:
        with closing(Cache(tmp_path / "cache")) as cache, Predictor(model, cache) as predictor:
            found.append([len(mentions) for mentions in predictor.predict(texts)])

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[2] * len(texts)] * 3


RUN = """
import json, sys
from pathlib import Path
from allonym.predict.predict import Predictor
from allonym.predict.cache import Cache
from allonym.predict.models import read_model
texts = [f"Name{i} met Other{i * i} in Place{i % 7}" for i in range(1500)]
with Predictor(read_model(Path(sys.argv[1])), Cache(Path(sys.argv[2]))) as predictor:
    print(json.dumps([[(m.start, m.end, m.label) for m in mentions] for mentions in predictor.predict(texts)]))
"""


@pytest.mark.parametrize("seed", [1])
def test_thirty_kills_at_random_leave_the_same_answers(make_model: MakeModel, tmp_path: Path, seed: int) -> None:
    model = make_model(EACH + "time.sleep(0.0004); answer(request)")

    def command(cache: str) -> list[str]:
        return [sys.executable, "-c", RUN, model.file, str(tmp_path / cache)]

    undisturbed = subprocess.run(command("undisturbed"), capture_output=True, check=True).stdout
    kept, ends, dice = [0], [], random.Random(seed)
    for _ in range(30):
        process = subprocess.Popen(command("killed"), stdout=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=dice.uniform(0.1, 1.5))
        process.kill()
        ends.append(process.wait())
        with closing(Cache(tmp_path / "killed")) as cache:
            kept.append(cache.count()[0])
    assert -signal.SIGKILL in ends, "the first moment is before any machine is done"
    assert kept == sorted(kept), "what was kept stays"
    resumed = subprocess.run(command("killed"), capture_output=True, check=True).stdout
    assert resumed == undisturbed
    assert len(json.loads(resumed)) == 1500
    assert rows(tmp_path / "killed") == rows(tmp_path / "undisturbed")


def rows(path: Path) -> list[tuple[bytes, bytes, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        (whole,) = connection.execute("PRAGMA integrity_check").fetchone()
        assert whole == "ok"
        return connection.execute("SELECT * FROM answers ORDER BY model, text").fetchall()
