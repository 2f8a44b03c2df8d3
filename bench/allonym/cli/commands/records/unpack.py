"""The answers of a record, a line each."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped


@grouped.command("unpack")
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
def command(record: Path) -> None:
    """Print the answers of RECORD as JSON Lines.

    Each is {"id", "spans"}, as `allonym bench --answers` reads them.
    """
    import msgspec

    from allonym.predict.given import read_given

    for key, spans in read_given(record).spans.items():
        click.echo(msgspec.json.encode({"id": f"{record.name.split('.json')[0]}/{key.hex()}", "spans": spans}).decode())
