"""What a build adds beside the figures, from the finished tables: sums of the kloof, concentration, and the like."""

import duckdb

from model.programme import Programme
from snapshot.composition import write_composition
from snapshot.concentration import write_concentration
from snapshot.kloof_sums import write_kloof_sums
from snapshot.pairs import write_pairs
from snapshot.targets import write_targets
from snapshot.waterbed import write_waterbed


def write_analyses(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """All tables of this kind. Needs those of ``finish.write_tables`` (with ``chance``) and of the maps."""
    write_kloof_sums(connection, programme)
    write_concentration(connection, programme)
    write_targets(connection, programme)
    write_pairs(connection, programme)
    write_waterbed(connection, programme)
    write_composition(connection)
