"""Nights: one run over a site, and what stands in the warehouse afterwards."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import psycopg
from sqlalchemy import Engine, make_url, text

from assets.granary import Granary
from pipelines.nightly import NightlyOutcome, run_nightly
from tests.pipelines.small_site import KECAMATAN, SmallSite
from warehouse.server import embedded_url

NAMES = {code: name for name, code in KECAMATAN.items()}
Rows = list[tuple[object, ...]]


@dataclass
class House:
    """A site with its warehouse and its Dagster instance; every night opens the site anew, as a process would."""

    site: SmallSite
    home: Path
    url: str
    instance: dg.DagsterInstance
    granary: Granary | None = None

    def close(self) -> None:
        """Let go of the warehouse."""
        if self.granary is not None:
            self.granary.engine.dispose()

    def night(self, *, failed: tuple[str, ...] = ()) -> NightlyOutcome:
        """One ``lumbung run``; no step fails but those named."""
        self.close()
        self.granary = self.open()
        outcome = run_nightly(self.granary, self.instance)
        assert outcome.failed == failed
        return outcome

    def open(self) -> Granary:
        """The site, opened."""
        return Granary.open(self.site.folder, self.home, self.site.inbox, self.url)

    @property
    def engine(self) -> Engine:
        """The warehouse."""
        assert self.granary is not None
        return self.granary.engine

    def rows(self, query: str, **parameters: object) -> Rows:
        """The rows of a query."""
        return rows_of(self.engine, query, **parameters)

    def figures(self, dataset: str, period: str) -> dict[tuple[str, str], float]:
        """What holds now: (kecamatan, category or indicator) → figure."""
        found = self.rows(
            "SELECT kode_wilayah, coalesce((SELECT min(value) FROM jsonb_each_text(dimensi)), kode_indikator), nilai "
            "FROM data.fakta_indikator WHERE dataset = :d AND periode = :p AND _berlaku_sampai IS NULL",
            d=dataset,
            p=period,
        )
        return {(NAMES[str(code)], str(what)): float(str(value)) for code, what, value in found}

    def verdicts(self) -> dict[str, str]:
        """Origin in the inbox → verdict, for every arrival."""
        rows = self.rows("SELECT k.asal, b.putusan FROM ops.kiriman k JOIN ops.berkas b ON b.id = k.berkas_id")
        return {str(origin): str(verdict) for origin, verdict in rows}

    def codes(self, name: str) -> list[tuple[object, ...]]:
        """Code and cells of the findings of the file first sent under a name, notes left out."""
        query = (
            "SELECT t.kode, t.sel FROM mutu.temuan t JOIN ops.berkas b ON b.id = t.berkas_id "
            "WHERE b.nama = :name AND t.tingkat <> 'info' ORDER BY 1, 2"
        )
        return self.rows(query, name=name)

    def workbooks(self) -> set[str]:
        """The annotated workbooks that lie in the reports, as ``<opd>/<name>``."""
        found = (self.home / "laporan").rglob("*.xlsx")
        return {f"{p.parent.parent.name}/{p.name}" for p in found if p.suffix == ".xlsx"}


_numbers = itertools.count(1)


@contextmanager
def fresh_warehouse(server: Path) -> Iterator[str]:
    """The URL of a prepared, empty warehouse on the server of a home."""
    address = make_url(embedded_url(server, "postgres"))
    name = f"malam_{next(_numbers)}"
    own = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(own, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE lumbung".encode())
        yield address.set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def rows_of(engine: Engine, query: str, **parameters: object) -> Rows:
    """The rows of a query."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), parameters)]


def content(engine: Engine, *schemas: str) -> dict[str, Rows]:
    """Every table of the schemas, whole: numbers and times included."""
    tables = rows_of(
        engine,
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY(:s) ORDER BY 1",
        s=list(schemas),
    )
    return {str(name): rows_of(engine, f"SELECT t::text FROM {name} AS t ORDER BY 1") for (name,) in tables}


def figures_with_origin(engine: Engine) -> dict[str, Rows]:
    """Every current row of schema data without what may differ between two houses: numbers and times.

    The file is named by its digest.
    """
    tables = rows_of(engine, "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'data'")
    query = (
        "SELECT (to_jsonb(t) - '_id' - '_berkas_id' - '_berlaku_dari' - '_berlaku_sampai')::text, b.sha256 "
        "FROM {} AS t JOIN ops.berkas AS b ON b.id = t._berkas_id WHERE t._berlaku_sampai IS NULL ORDER BY 1, 2"
    )
    return {str(name): rows_of(engine, query.format(name)) for (name,) in tables}


def judgements(engine: Engine) -> Rows:
    """Digest, verdict and findings of every file."""
    return rows_of(
        engine,
        "SELECT b.sha256, b.putusan, t.kode, t.tingkat, t.lembar, t.sel, t.pesan "
        "FROM ops.berkas b LEFT JOIN mutu.temuan t ON t.berkas_id = b.id ORDER BY 1, 3, 5, 6, 7",
    )
