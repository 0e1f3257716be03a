/** One file of the input. A business day may have several; their order is the order of the records. */
export interface InputFile {
  /** Absolute, local. */
  readonly path: string;
  /** As people are shown it: in errors, in the quarantine. */
  readonly name: string;
  /** Business day, `YYYY-MM-DD`: the `{date}` of the file, or `--date`. */
  readonly day: string;
}
