import { colourClass } from './colours.ts';
import { describeSeries } from './describe.ts';
import { type ChartFrame, drawFrame } from './frame.ts';
import { drawPanelLine, layoutPanel } from './panel.ts';
import type { Series } from './series.ts';

/** A line the size of a word. `width` in px only; 120 × 32 if not given. */
export interface SparklineSpec extends Omit<ChartFrame, 'width'> {
  readonly series: Series;
  readonly width?: { readonly width: number; readonly height: number };
  /** First and last day, `YYYY-MM-DD`; those of the series if not given. */
  readonly from?: string;
  readonly to?: string;
}

/** A sparkline as an SVG string: the line with its gaps, and a dot at its last day. Its figures stand beside it, in the page. */
export function sparkline(spec: SparklineSpec): string {
  const { width, height } = spec.width ?? { width: 120, height: 32 };
  const box = { left: 4, right: width - 5, top: 4, bottom: height - 4 };
  const panel = layoutPanel(spec.series, box, { from: spec.from, to: spec.to, baseline: 'auto' });
  const drawing = drawPanelLine(panel, colourClass(spec.series.slot ?? 1));
  return drawFrame(
    spec,
    { width, height, narrow: false },
    'spark',
    spec.description ?? describeSeries(spec.series, spec),
    drawing,
  );
}
