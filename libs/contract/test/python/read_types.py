"""How delta-rs and pandas type the columns of a table: read_types.py <table> <dtypes as JSON>."""

import json
import sys

from deltalake import DeltaTable

path, dtypes = sys.argv[1], json.loads(sys.argv[2])
table = DeltaTable(path).to_pyarrow_table()
frame = table.to_pandas(coerce_temporal_nanoseconds=False).astype(dtypes)
print(
    json.dumps(
        {
            "rows": table.num_rows,
            "arrow": [[field.name, str(field.type)] for field in table.schema],
            "pandas": [[name, str(dtype)] for name, dtype in frame.dtypes.items()],
        }
    )
)
