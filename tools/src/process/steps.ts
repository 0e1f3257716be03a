/** Tells on the terminal what is being done, and how long it took. */
export interface Steps {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export function createSteps(log: (line: string) => void): Steps {
  return {
    run: async (name, work) => {
      const start = performance.now();
      log(`  …          ${name}`);
      const result = await work();
      log(`  ✔ ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s ${name}`);
      return result;
    },
  };
}
