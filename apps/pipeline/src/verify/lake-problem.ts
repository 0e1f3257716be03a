/** Something in a lake that is not as its log says. */
export interface LakeProblem {
  readonly dataset: string;
  /** Key in the store. */
  readonly file: string;
  readonly problem: string;
}
