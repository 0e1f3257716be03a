import type { GatsbySSR } from 'gatsby';
import type { ReactElement } from 'react';

export const onRenderBody: GatsbySSR['onRenderBody'] = ({ setHtmlAttributes }) => {
  setHtmlAttributes({ lang: 'en' });
};

/**
 * These pages are documents: nothing on them needs a script, so none is sent. `gatsby develop` keeps its own.
 */
export const onPreRenderHTML: GatsbySSR['onPreRenderHTML'] = (page) => {
  if (process.env.BUILD_STAGE !== 'build-html') return;
  page.replaceHeadComponents(
    (page.getHeadComponents() as ReactElement[]).filter((part) => !loadsScript(part)),
  );
  page.replacePostBodyComponents(
    (page.getPostBodyComponents() as ReactElement[]).filter((part) => !loadsScript(part)),
  );
};

function loadsScript({ type, props }: ReactElement): boolean {
  // Where slices are used, Gatsby keeps its scripts in one of its own.
  if (type === 'script' || props.sliceId === '_gatsby-scripts') return true;
  return (
    type === 'link' &&
    /^(preload|modulepreload|prefetch)$/.test(props.rel) &&
    /^(script|fetch)$/.test(props.as)
  );
}
