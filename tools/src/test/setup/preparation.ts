/** Gets one thing that tests need. Resolves to what a person has to do when it cannot. */
export type Preparation = (effects: {
  readonly logFile: string;
  readonly say: (what: string) => void;
}) => Promise<string | null>;
