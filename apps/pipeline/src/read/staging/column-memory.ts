/** Where columns keep their values: the heap, or memory that the fast path reaches too. */
export interface ColumnMemory {
  /** So many bytes a column of text begins with. */
  readonly textBytes: number;
  /** Zeros. They are the column's for as long as it lives; 16 divides the place where they begin. */
  allocate(bytes: number): Uint8Array;
}

export const heapMemory: ColumnMemory = {
  textBytes: 1 << 16,
  allocate: (bytes) => new Uint8Array(bytes),
};
