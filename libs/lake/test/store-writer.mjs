// A writer in a process of its own: `put FOLDER SIZE` replaces one object for ever and says when it has begun, `race FOLDER NAME COUNT` tries to
// create each of COUNT objects, once there is one named `start`, and prints those that it created.
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
  const [name, count] = args;
  console.log('ready');
  while ((await store.get('start')) === null);
  for (let index = 0; index < Number(count); index++) {
    const key = `commit-${index}`;
    if (await store.putIfAbsent(key, Buffer.from(name))) console.log(key);
    // Keeps the writers abreast: who starts late would only lose.
    while ((await store.get(key)) === null);
  }
}
