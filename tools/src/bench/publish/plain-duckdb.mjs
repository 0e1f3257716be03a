// What a user would write without the hub: read_json, group by, COPY. It takes what DuckDB's reader takes, loses
// what the reader cannot parse, keeps duplicates, and counts nothing.
import { DuckDBInstance } from '@duckdb/node-api';

const [input, output] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`
  COPY (
    SELECT
      CAST(event_time AS DATE) AS run_date, region, event_type,
      COUNT(user_id) AS event_count, COUNT(*) AS row_count,
      AVG(session_duration_sec) AS avg_session_duration, SUM(revenue_usd) AS total_revenue
    FROM read_json('${input}', format = 'newline_delimited', ignore_errors = true, columns = {
      event_id: 'VARCHAR', event_time: 'TIMESTAMPTZ', user_id: 'VARCHAR', event_type: 'VARCHAR', region: 'VARCHAR',
      session_duration_sec: 'INTEGER', revenue_usd: 'DECIMAL(18,4)'
    })
    GROUP BY ALL
  ) TO '${output}' (FORMAT parquet, PARTITION_BY (run_date, region))
`);
connection.closeSync();
