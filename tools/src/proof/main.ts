import { runMain, UserError } from '../process/user-error.ts';

await runMain(async () => {
  const slice = process.argv[2];
  throw new UserError(
    slice === undefined
      ? 'Usage: npm run proof -- SLICE. There is no slice yet.'
      : `There is no such slice: "${slice}". There is none yet.`,
    2,
  );
});
