"""The queue of proposed mappings: what every file's last inspection could not explain, and which mappings served it.

A proposal stands once, however many files raise it; each file's evidence is replaced when the file is inspected
again. What waits is what has evidence and was not decided: the view ``mutu.antrean_pemetaan`` says the same in SQL.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, or_, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from lumbung.persons import without_personal_data
from lumbung.proposals import Likely, MappingKind, Proposal, Queued, Sighting, queue
from lumbung.reference.decisions import ACCEPTED, REJECTED, Decision, Decisions
from warehouse.records import InspectionRecord
from warehouse.tables import pemetaan, pemetaan_terpakai, usulan, usulan_bukti
from warehouse.values import clean

_QUEUE = text("""
    SELECT u.jenis, u.lingkup, u.tertulis, u.sasaran, u.nama_sasaran, u.skor, u.sasaran_kedua, u.nama_kedua,
           u.skor_kedua, u.contoh, b.nama, e.lembar, e.sel, e.jumlah
    FROM mutu.usulan AS u JOIN mutu.usulan_bukti AS e USING (kode) JOIN ops.berkas AS b ON b.id = e.berkas_id
    ORDER BY u.kode, e.berkas_id, e.lembar
""")


def save_proposals(connection: Connection, berkas_id: int, inspection: InspectionRecord) -> None:
    """Replace what one file raises and uses; a proposal met before only gets its evidence renewed."""
    for table in (usulan_bukti, pemetaan_terpakai):
        connection.execute(delete(table).where(table.c.berkas_id == berkas_id))
    met = {s.proposal.id: s.proposal for s in inspection.proposals}
    if met:
        rows = [_row(met[code]) for code in sorted(met)]
        added = upsert(usulan).values(rows)
        renewed = {c: added.excluded[c] for c in ("skor", "sasaran_kedua", "nama_kedua", "skor_kedua", "contoh")}
        connection.execute(added.on_conflict_do_update(index_elements=["kode"], set_=renewed))
        connection.execute(insert(usulan_bukti), [_evidence(berkas_id, s) for s in inspection.proposals])
    if inspection.mappings:
        used = [{"berkas_id": berkas_id, "kode": code} for code in sorted(inspection.mappings)]
        connection.execute(insert(pemetaan_terpakai), used)


def _row(p: Proposal) -> dict[str, object]:
    best, second = p.best, p.runner_up
    return {
        "kode": p.id,
        "jenis": p.kind.value,
        "lingkup": p.scope,
        "tertulis": _storable(p.written),
        "sasaran": best.target if best else None,
        "nama_sasaran": best.name if best else None,
        "skor": best.score if best else None,
        "sasaran_kedua": second.target if second else None,
        "nama_kedua": second.name if second else None,
        "skor_kedua": second.score if second else None,
        "contoh": _storable(p.sample),
    }


def _evidence(berkas_id: int, sighting: Sighting) -> dict[str, object]:
    return {
        "berkas_id": berkas_id,
        "kode": sighting.proposal.id,
        "lembar": clean(sighting.sheet or ""),
        "sel": ", ".join(sighting.cells),
        "jumlah": sighting.count,
    }


def _storable(content: str) -> str:
    return without_personal_data(clean(content))


def waiting_proposals(connection: Connection, decisions: Decisions) -> tuple[Queued, ...]:
    """What waits for a decision, with its evidence; what was decided since the last run waits no longer."""
    rows = connection.execute(_QUEUE)
    return decisions.undecided(queue((row.nama, _sighting(tuple(row))) for row in rows))


def load_decisions(connection: Connection, decisions: Decisions) -> int:
    """Make ``ref.pemetaan`` the register of the site; the number of rows written, 0 where nothing changed."""
    rows = [_decision(d) for d in decisions.all]
    gone = delete(pemetaan).where(pemetaan.c.kode.not_in([str(r["kode"]) for r in rows]))
    written = connection.execute(gone).rowcount
    for row in rows:
        added = upsert(pemetaan).values(row)
        others = {name: added.excluded[name] for name in row if name != "kode"}
        changed = or_(*(pemetaan.c[name].is_distinct_from(value) for name, value in others.items()))
        written += connection.execute(
            added.on_conflict_do_update(index_elements=["kode"], set_=others, where=changed)
        ).rowcount
    return written


def _decision(d: Decision) -> dict[str, object]:
    return {
        "kode": d.id,
        "jenis": d.kind.value,
        "lingkup": d.scope,
        "tertulis": _storable(d.written),
        "sasaran": d.target,
        "putusan": ACCEPTED if d.accepted else REJECTED,
        "oleh": d.by,
        "pada": d.on,
        "catatan": d.note or None,
    }


def _sighting(row: tuple[object, ...]) -> Sighting:
    kind, scope, written, best, name, score, second, second_name, second_score, sample, _, sheet, cells, count = row
    proposal = Proposal(
        kind=MappingKind(str(kind)),
        scope=str(scope),
        written=str(written),
        best=_likely(best, name, score),
        runner_up=_likely(second, second_name, second_score),
        sample=str(sample),
    )
    listed = tuple(cell for cell in str(cells).split(", ") if cell)
    return Sighting(proposal, str(sheet) or None, listed, int(str(count)))


def _likely(target: object, name: object, score: object) -> Likely | None:
    return None if target is None else Likely(str(target), str(name), float(str(score)))


def mappings_in_use(connection: Connection) -> frozenset[str]:
    """The identifiers of the accepted mappings that served some file at its last inspection."""
    return frozenset(connection.scalars(select(pemetaan_terpakai.c.kode).distinct()))
