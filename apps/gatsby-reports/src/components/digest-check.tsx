import type { ReactNode } from 'react';
import { DATASET } from '../report/dataset.ts';

interface DigestCheckProps {
  /** What the digest is of: `this day`. */
  readonly of: string;
  readonly digest: string;
  readonly children?: ReactNode;
}

/** Which data a page shows, and how anybody can check that. */
export function DigestCheck({ of, digest, children }: DigestCheckProps) {
  return (
    <section id="check" className="part" aria-labelledby="check-title">
      <h2 id="check-title">How to check it</h2>
      {children}
      <p>
        The digest of {of} is <code className="digest">{digest}</code>. It changes exactly when the data do.
      </p>
      <p>
        It is the SHA-256 of one line for each partition, in order: the partition’s values as a JSON array, a
        tab, the partition’s digest, a line feed. The API lists them:
      </p>
      <pre>
        <code>{`{ changes(dataset: "${DATASET}") { version partitions { values { key value } digest rows } } }`}</code>
      </pre>
      <p>
        <code>datahub verify</code> reads the lake again and holds every file against its checksum.
      </p>
    </section>
  );
}
