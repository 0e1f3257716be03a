import type { Figure } from '../report/dataset.ts';

/** How each measure is made: from the contract, word for word. */
export function Method({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <section id="method" className="part" aria-labelledby="method-title">
      <h2 id="method-title">How it was measured</h2>
      <dl className="method">
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>
              {figure.label} <code>{figure.name}</code>
            </dt>
            <dd>
              {figure.description} {figure.method}
              {figure.unit && <> Unit: {figure.unit === 's' ? 'seconds' : figure.unit}.</>}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        “–” means that nothing is known: no event had a value. Zero is written 0. A day without data is a gap.
      </p>
    </section>
  );
}
