/** Counts what held and what did not, and ends with the line that test runners end with. */
export class Tally {
  #passed = 0;
  readonly #failed: string[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void = console.log) {
    this.#log = log;
  }

  /** Says at once what failed: a proof may run for long. */
  check(name: string, holds: boolean, detail = ''): void {
    if (holds) this.#passed++;
    else {
      this.#failed.push(name);
      this.#log(`FAILED  ${name}${detail === '' ? '' : `: ${detail}`}`);
    }
  }

  equal(name: string, found: unknown, expected: unknown): void {
    const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
    this.check(name, is === should, `${should} was expected, ${is} came`);
    if (is === should) this.#log(`${name}: ${is}`);
  }

  /** @returns exit code: a proof of nothing is none. */
  end(): number {
    this.#log(`\n${this.#passed} passed, ${this.#failed.length} failed`);
    return this.#failed.length === 0 && this.#passed > 0 ? 0 : 1;
  }
}
