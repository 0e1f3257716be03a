import { SITE_NAME } from './layout.tsx';

interface PageHeadProps {
  /** Empty on the home page. */
  readonly title?: string;
  readonly description: string;
}

/** What stands in the head of a page beside Gatsby's own. */
export function PageHead({ title, description }: PageHeadProps) {
  const full = title ? `${title} · ${SITE_NAME}` : SITE_NAME;
  return (
    <>
      <title>{full}</title>
      <meta name="description" content={description} />
      <meta property="og:title" content={full} />
      <meta property="og:description" content={description} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#101418" media="(prefers-color-scheme: dark)" />
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    </>
  );
}
