/** What a publish tells while it runs. */
export type Progress =
  | { readonly step: 'hash' | 'read'; readonly done: number; readonly total: number }
  | {
      readonly step: 'aggregate' | 'write';
      readonly dataset: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly step: 'commit'; readonly dataset: string };
