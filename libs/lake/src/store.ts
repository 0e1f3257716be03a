/** A part of an object: from `offset` on, at most `length` bytes; or its `last` bytes. */
export type ByteRange = { readonly offset: number; readonly length?: number } | { readonly last: number };

/** What a listing tells of one object. */
export interface StoredObject {
  /** From the root of the store, segments joined by `/`, never encoded. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, milliseconds since the epoch. */
  readonly mtime: number;
}

/**
 * Objects under keys: the little that a table needs of a folder or of a bucket. Every driver passes the suite in
 * `@datahub/lake/conformance`. A reader sees a whole object or none, never half a put.
 */
export interface Store {
  /** Where the store lies; `openStore(url)` opens it again. Carries no secrets. */
  readonly url: string;

  /** The bytes of an object, or null where there is none. A range beyond the end is cut; one behind it is empty. */
  get(key: string, range?: ByteRange): Promise<Uint8Array | null>;

  /** Size and time of an object, or null where there is none. */
  head(key: string): Promise<StoredObject | null>;

  /**
   * Creates an object; of any number of racing writers exactly one is told true. The only commit point of a table.
   * After an error (not after false) it is unknown whether the object was created: read and compare.
   */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<boolean>;

  /** Creates or replaces an object, durably. */
  put(key: string, bytes: Uint8Array): Promise<void>;

  /** Takes over a finished local file as an object; the local file is gone afterwards. */
  putFile(key: string, localPath: string): Promise<void>;

  /** Objects whose key begins with `prefix` (any text, as on S3), in byte order of their UTF-8 keys. */
  list(prefix: string, options?: ListOptions): AsyncIterable<StoredObject>;

  /** Removes an object. A missing one is no error. */
  delete(key: string): Promise<void>;

  /** A path that another program can open directly; null where objects have none and must be fetched by `get`. */
  localPath(key: string): string | null;
}

export interface ListOptions {
  /** Only keys behind this one, in byte order. */
  readonly startAfter?: string;
}
