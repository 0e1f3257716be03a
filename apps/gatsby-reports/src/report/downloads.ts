/** A table that a page offers: its address without `.csv` or `.json`, and what a saved file is called. */
export interface Download {
  readonly path: string;
  readonly fileName: string;
}

/** Totals of all days. */
export function totalsDownload(): Download {
  return { path: '/data/days', fileName: 'days' };
}

/** All rows, as they are stored. */
export function rowsDownload(): Download {
  return { path: '/data/rows', fileName: 'rows' };
}

/** Rows of one day. */
export function dayDownload(date: string): Download {
  return { path: `/data/days/${date}`, fileName: date };
}

/** Rows of one region. */
export function regionDownload(slug: string): Download {
  return { path: `/data/regions/${slug}`, fileName: slug };
}
