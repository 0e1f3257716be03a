// A writer in a process of its own: `put FOLDER SIZE` replaces one object for ever and says when it has begun; `race FOLDER NAME COUNT
// NAMES` tries to create each of COUNT objects and prints those that it created, all NAMES (with commas) side by side.
import { setImmediate as pause } from 'node:timers/promises';
import { openStore } from '@datahub/lake';

const [task, folder, ...args] = process.argv.slice(2);
const store = openStore(folder);

if (task === 'put') {
  for (let value = 0; ; value = (value + 1) % 255) {
    await store.put('pointer', Buffer.alloc(Number(args[0]), value));
    if (value === 1) console.log('begun');
  }
}
if (task === 'race') {
  const [name, count, names] = args;
  for (let index = 0; index < Number(count); index++) {
    // On a busy machine one writer would be done with all before another has begun: nobody goes on alone.
    await store.put(`at-${index}-${name}`, Buffer.of());
    for (const other of names.split(',')) {
      while ((await store.get(`at-${index}-${other}`)) === null) await pause();
    }
    const key = `commit-${index}`;
    if (await store.putIfAbsent(key, Buffer.from(name))) console.log(key);
  }
}
