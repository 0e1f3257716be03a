import type { Program } from '../process/start-program.ts';
import { UserError } from '../process/user-error.ts';

/** One of the servers of `npm run dev`, whichever process it is just now. */
export interface Server {
  restart(): Promise<void>;
}

/**
 * Starts a server that can be started anew. One that ends by itself, or does not come up again, is told of and left down:
 * what was saved last is at fault, and the next save mends it.
 *
 * @throws what the first start throws
 */
export async function keepServer(
  start: () => Promise<Program>,
  { tell, signal }: { readonly tell: (line: string) => void; readonly signal: AbortSignal },
): Promise<Server> {
  let current: Program | null = null;
  const begin = async () => {
    const program = await start();
    current = program;
    void program.exited.then(() => {
      if (current !== program || signal.aborted) return; // it was asked to end
      current = null;
      tell(`${program.name} ended by itself; the next change starts it again.`);
    });
  };
  await begin();
  return {
    async restart() {
      const before = current;
      current = null;
      await before?.stop();
      try {
        await begin();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        error.message.split('\n').forEach(tell);
      }
    },
  };
}
