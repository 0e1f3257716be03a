import { withPrefix } from 'gatsby';
import type { Download } from '../report/downloads.ts';

/** Links to a table's files. */
export function Downloads({ download, label }: { readonly download: Download; readonly label: string }) {
  return (
    <p className="downloads">
      {label}:{' '}
      {(['csv', 'json'] as const).map((format) => (
        <a
          key={format}
          href={withPrefix(`${download.path}.${format}`)}
          download={`${download.fileName}.${format}`}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  );
}
