/** What became of the records of a day: `rowsRead = rowsAggregated + rowsDuplicate + rowsQuarantined`. */
export interface DayCounts {
  readonly day: string;
  /** Names of the day's files, in the order given. */
  readonly files: readonly string[];
  readonly rowsRead: number;
  readonly rowsAggregated: number;
  readonly rowsDuplicate: number;
  readonly rowsQuarantined: number;
  /** Values that had more digits than their column keeps. */
  readonly valuesRounded: number;
}
