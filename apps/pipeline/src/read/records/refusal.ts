import type { Rule } from '../rules.ts';

/** What is wrong with the record at hand: the first thing found, unless something outweighs it. */
export class Refusal {
  rule: Rule | null = null;
  /** The field that is to blame. */
  detail: string | null = null;

  /** Keeps what was found first. */
  add(rule: Rule, detail: string | null = null): void {
    if (this.rule !== null) return;
    this.rule = rule;
    this.detail = detail;
  }

  /** Outweighs what was found before. */
  replace(rule: Rule, detail: string | null = null): void {
    this.rule = rule;
    this.detail = detail;
  }

  clear(): void {
    this.rule = null;
    this.detail = null;
  }
}
