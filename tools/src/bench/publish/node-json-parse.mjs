// The loop that many a team starts with: read lines, JSON.parse, add up in a Map. It writes nothing.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const groups = new Map();
let refused = 0;
for await (const line of createInterface({
  input: createReadStream(process.argv[2] ?? '', { highWaterMark: 1 << 20 }),
})) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    refused++;
    continue;
  }
  const key = `${String(event.event_time).slice(0, 10)} ${event.region} ${event.event_type}`;
  const group = groups.get(key) ?? { events: 0, rows: 0, seconds: 0, sessions: 0, revenue: 0 };
  group.rows++;
  if (event.user_id != null) group.events++;
  if (event.session_duration_sec != null) {
    group.seconds += event.session_duration_sec;
    group.sessions++;
  }
  if (event.revenue_usd != null) group.revenue += event.revenue_usd;
  groups.set(key, group);
}
console.log(`${groups.size} groups, ${refused} refused`);
