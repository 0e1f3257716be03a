/** A chart, drawn when the page is built. Its text was escaped by what drew it. */
export function Drawing({ html, className }: { readonly html: string; readonly className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the SVG is made by @datahub/charts, which escapes every text.
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
