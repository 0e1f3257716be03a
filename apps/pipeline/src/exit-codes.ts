/** Exit codes of the `datahub` command, in the spirit of sysexits.h. `--help` and the README show this very table. */
export const exitCodes = {
  ok: { code: 0, meaning: 'Done; also when nothing had to be done.' },
  unexpected: { code: 1, meaning: 'A fault of the program. Please report it.' },
  usage: {
    code: 2,
    meaning:
      'The command line does not make sense: unknown option, source, dataset; a date that does not exist.',
  },
  badInput: {
    code: 65,
    meaning: 'The input cannot be read as declared, or (verify) the lake is not what its log says.',
  },
  noInput: { code: 66, meaning: 'The input is missing or cannot be opened.' },
  unavailable: { code: 69, meaning: 'The lake cannot be reached, read or written.' },
  inconsistent: {
    code: 70,
    meaning: 'The result did not pass the checks before the commit. Nothing was committed.',
  },
  memory: {
    code: 71,
    meaning: 'The memory that the engine may use does not suffice. Nothing was committed.',
  },
  conflict: { code: 75, meaning: 'Another publisher was quicker. Try again.' },
  refused: { code: 77, meaning: 'The days belong to another source, and --replace-source was not given.' },
  contract: {
    code: 78,
    meaning: 'The contract is at fault: the SQL of a source does not give the columns of its event.',
  },
  interrupted: { code: 130, meaning: 'Stopped by SIGINT (143: by SIGTERM). Nothing was committed.' },
} as const;

export type ExitReason = keyof typeof exitCodes;

/** The table as lines of text, for `--help`. */
export function exitCodeHelp(): string {
  const lines = Object.values(exitCodes).map(
    ({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`,
  );
  return ['Exit codes:', ...lines].join('\n');
}
