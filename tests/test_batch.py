"""`digest batch` past one machine: on a Dask cluster, with files in a store, after a worker's death."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import dask
import pytest
from click.testing import CliRunner, Result
from distributed import LocalCluster
from moto.server import ThreadedMotoServer

from digest.build import batch as engine
from digest.build import keys
from digest.build.cluster import Cluster
from digest.build.workers import Local
from digest.cli import digest
from digest.errors import SettingsError

TEXT = "The pier at Corva was shut on Monday. “We saw it move,” said Ada Brun, a fisher. It will open in May."


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A Dask cluster of two processes on this machine, which gives a task up when its worker dies once."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as found,
    ):
        yield found


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 server on loopback with the bucket `news`, for fsspec and for a client."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="news")
    yield client
    server.stop()


def lines(number: int) -> list[str]:
    """As many rows, the eleventh and the twelfth broken."""
    rows = [
        json.dumps({"id": f"a{n}", "text": TEXT.replace("May", f"May {n + 1}"), "date": "2026-09-14"})
        for n in range(number)
    ]
    return [*rows[:10], "{broken", '{"id": "no-text"}', *rows[10:]]


def run(*words: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(digest, ["batch", *words])


def test_a_cluster_writes_what_this_machine_writes(tmp_path: Path, cluster: LocalCluster) -> None:
    """The same rows in the same order, and the same report of broken ones."""
    (tmp_path / "in.jsonl").write_text("\n".join(lines(40)), "utf-8")
    for name, how in {"here": ("-j", "1"), "there": ("--dask", cluster.scheduler_address)}.items():
        done = run(
            "analyse",
            str(tmp_path / "in.jsonl"),
            str(tmp_path / f"{name}.jsonl"),
            *how,
            "--broken",
            str(tmp_path / f"{name}.bad"),
        )
        assert done.exit_code == 1, done.output
        assert "in.jsonl:12: error: no-text: The row has no “text”." in done.output
    assert len((tmp_path / "here.jsonl").read_text("utf-8").splitlines()) == 40
    for kind in ("jsonl", "bad"):
        assert (tmp_path / f"there.{kind}").read_bytes() == (tmp_path / f"here.{kind}").read_bytes()
    bad = [json.loads(line) for line in (tmp_path / "here.bad").read_text("utf-8").splitlines()]
    assert [(row["line"], row["row"]) for row in bad] == [(11, "{broken"), (12, '{"id": "no-text"}')]


def test_files_of_a_store_are_read_and_written(tmp_path: Path, store: Any, cluster: LocalCluster) -> None:
    """Rows, pages and the report lie in a bucket; a file that is not there and one outside the root are broken rows."""
    page = f"<html><head><title>Pier shut</title></head><body><article><h1>Pier shut</h1><p>{TEXT * 3}</p></article></body></html>"
    store.put_object(Bucket="news", Key="pages/pier.html", Body=page.encode())
    rows = [{"id": "a", "file": "pier.html"}, {"id": "b", "file": "gone.html"}, {"id": "c", "file": "../secret.html"}]
    store.put_object(Bucket="news", Key="in.jsonl", Body="\n".join(json.dumps(row) for row in rows).encode())
    done = run(
        "extract",
        "s3://news/in.jsonl",
        "s3://news/out.jsonl",
        "-j",
        "1",
        "--root",
        "s3://news/pages",
        "--broken",
        "s3://news/bad.jsonl",
    )
    assert done.exit_code == 1, done.output
    (found,) = [
        json.loads(line) for line in store.get_object(Bucket="news", Key="out.jsonl")["Body"].read().splitlines()
    ]
    assert (found["id"], found["title"]) == ("a", "Pier shut")
    bad = [json.loads(line) for line in store.get_object(Bucket="news", Key="bad.jsonl")["Body"].read().splitlines()]
    assert [(row["line"], "outside the root" in row["what"]) for row in bad] == [(2, False), (3, True)]
    for words in (("s3://nowhere/in.jsonl", "s3://news/new.jsonl"), ("odd://a", "b"), (str(tmp_path / "no"), "b")):
        assert run("extract", *words, "-j", "1").exit_code == 2


def test_a_worker_that_dies_loses_nothing(tmp_path: Path, cluster: LocalCluster) -> None:
    """The rows that it was at are worked on by another, and the output is as without."""
    rows = [json.dumps({"id": n}) for n in range(60)]
    killed: list[int] = []
    out = []
    for line, outcome in engine.work_on(rows, _slowly, "id", Cluster(cluster.scheduler_address)):
        out.append((line.number, outcome.row))
        if len(out) == 5:
            killed.append(next(iter(cluster.workers.values())).process.pid)
            os.kill(killed[0], signal.SIGKILL)
    assert killed
    assert out == [(n + 1, json.dumps({"id": n}) + "\n") for n in range(60)]


@pytest.mark.parametrize("where", ["here", "there"])
def test_a_row_that_kills_its_process_is_lost_alone(where: str, cluster: LocalCluster) -> None:
    """It is reported with its line; the rows beside it are written."""
    rows = [json.dumps({"id": n}) for n in range(20)]
    pool = Local(2) if where == "here" else Cluster(cluster.scheduler_address)
    found = [(line.number, outcome) for line, outcome in engine.work_on(rows, _deadly, "id", pool)]
    assert [number for number, outcome in found if outcome.problem] == [7]
    assert [outcome.row for _, outcome in found if outcome.row] == [
        json.dumps({"id": n}) + "\n" for n in range(20) if n != 6
    ]


def test_a_cluster_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No scheduler at the address, or workers with another program: exit status 2, and no file is made."""
    (tmp_path / "in.jsonl").write_text("\n".join(lines(10)), "utf-8")
    monkeypatch.setattr("digest.build.cluster._PATIENCE", 1)
    done = run("analyse", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), "--dask", "tcp://127.0.0.1:9")
    assert (done.exit_code, "No Dask scheduler answers at tcp://127.0.0.1:9" in done.output) == (2, True), done.output
    monkeypatch.setattr(keys, "program", lambda: "another")
    with pytest.raises(SettingsError, match="another version of news-digest"):
        Cluster(cluster.scheduler_address)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]


def _slowly(row: Any) -> dict[str, Any]:
    """Takes its time."""
    time.sleep(0.02)
    return dict(row)


def _deadly(row: Any) -> dict[str, Any]:
    """Takes its process with it at one row."""
    if row["id"] == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    return dict(row)
