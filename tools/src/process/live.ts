import { stopAllPrograms } from './start-program.ts';
import { UserError } from './user-error.ts';

/** The time between the start of a tool and its end. */
export interface Life {
  /** Fires when the user wants the end (Ctrl-C, a supervisor's signal). */
  readonly signal: AbortSignal;
  /** Registers what has to be closed at the end. The last registered is closed first. */
  onEnd(close: () => Promise<unknown> | unknown): void;
  /** Waits until the user wants the end, or one of these programs ends by itself, which is an error. */
  untilEnd(
    programs: readonly { readonly name: string; readonly exited: Promise<unknown>; tail(): string }[],
  ): Promise<void>;
}

/**
 * Runs a tool that starts programs, and stops all of them however it ends: by itself, by an error, by Ctrl-C.
 *
 * @returns What `work` returns; when it was interrupted, 0 if everything was up by then, else 130.
 */
export async function live(work: (life: Life) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  const closers: (() => unknown)[] = [];
  let up = false;
  const life: Life = {
    signal,
    onEnd: (close) => void closers.unshift(close),
    untilEnd: async (programs) => {
      up = true;
      const ends = programs.map(async (program) => {
        await program.exited;
        if (!signal.aborted) throw new UserError(`${program.name} ended by itself:\n${program.tail()}`);
      });
      await Promise.race([interrupted, ...ends]);
    },
  };
  const working = work(life);
  // Interrupted work fails later, when its programs are gone: nobody waits for that any more.
  working.catch(() => {});
  try {
    return await Promise.race([interrupted.then(() => (up ? 0 : 130)), working]);
  } finally {
    for (const close of closers) await close();
    await stopAllPrograms();
  }
}
