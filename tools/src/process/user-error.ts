/**
 * Something that the person at the terminal can mend: shown as its one line, without a stack.
 *
 * The tools have this class of their own, and no catalogue from the contract, because they have to speak
 * before the contract is built, and when it does not build.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}

/** Runs a tool's main function: its number is the exit code, a {@link UserError} is one line. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof UserError) {
      console.error(error.message);
      process.exitCode = error.exitCode;
    } else {
      console.error(error);
      process.exitCode = 70;
    }
  }
}
