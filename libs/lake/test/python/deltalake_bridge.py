"""The other side of the table: reads and writes it with delta-rs, and answers in JSON.

    deltalake_bridge.py <command>  < request.json  > answer.json
"""

import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, write_deltalake

DATA = pa.schema([("event_type", pa.string()), ("event_count", pa.int64())])
FULL = pa.schema([("run_date", pa.string()), ("region", pa.string()), *DATA])


def write_parquet(request: dict) -> dict:
    """Data files as an engine leaves them: without the partition columns."""
    for file in request["files"]:
        path = Path(file["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(file["rows"], DATA), path)
    return {}


def read(request: dict) -> dict:
    table = DeltaTable(request["table"], version=request.get("version"))
    actions = pa.table(table.get_add_actions(flatten=True)).to_pylist()
    return {
        "version": table.version(),
        "rows": table.to_pyarrow_table().to_pylist(),
        "files": len(actions),
        "partitions": [[action["partition.run_date"], action["partition.region"]] for action in actions],
        "history": [
            {"version": entry["version"], "operation": entry["operation"], "datahub": entry.get("datahub")}
            for entry in table.history()
        ],
        "metadata": {
            "name": table.metadata().name,
            "partition_columns": table.metadata().partition_columns,
            "configuration": table.metadata().configuration,
        },
        "columns": [[field.name, str(field.type.type), field.nullable] for field in table.schema().fields],
    }


def overwrite(request: dict) -> dict:
    write_deltalake(
        request["table"],
        pa.Table.from_pylist(request["rows"], FULL),
        mode="overwrite",
        partition_by=["run_date", "region"],
        predicate=request.get("predicate"),
        commit_properties=CommitProperties(
            custom_metadata={"datahub": json.dumps(request["info"])},
            max_commit_retries=200,
        ),
    )
    return {"version": DeltaTable(request["table"]).version()}


def race(request: dict) -> dict:
    """Overwrites one day after the other while somebody else commits; tells which it was promised are there."""
    acknowledged = []
    for day in request["days"]:
        rows = [{"run_date": day, "region": "python", "event_type": "click", "event_count": 1}]
        overwrite({**request, "rows": rows, "predicate": f"run_date = '{day}'", "info": {}})
        acknowledged.append(day)
    return {"acknowledged": acknowledged}


COMMANDS = {"write-parquet": write_parquet, "read": read, "overwrite": overwrite, "race": race}

if __name__ == "__main__":
    json.dump(COMMANDS[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
    sys.stdout.flush()
    # Threads of Arrow and of delta-rs now and then abort an orderly exit, long after the answer is there.
    os._exit(0)
