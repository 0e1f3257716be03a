export {
  type Bar,
  type BarChartSpec,
  type BarLayout,
  barChart,
  type LaidBar,
  layoutBarChart,
} from './bar-chart.ts';
export { type Change, type ChangeOptions, formatChange } from './change.ts';
export { assignColours, colourClass } from './colours.ts';
export { createDateFormat, type DateOptions, formatDate, formatPeriod } from './dates.ts';
export { describeBars, describeMarks, describeSeries, describeSeriesList } from './describe.ts';
export { chartFigure, type FigureSpec } from './figure.ts';
export type { ChartFrame, ChartWidth, Size } from './frame.ts';
export { lineChart } from './line-chart.ts';
export type { EndLabel, LaidDay, LaidLine, LaidPoint, LineLayout, Mark } from './line-geometry.ts';
export { type LineChartSpec, layoutLineChart } from './line-layout.ts';
export {
  createNumberFormat,
  formatExact,
  formatHeadline,
  NOTHING,
  type NumberFormat,
  type NumberOptions,
} from './numbers.ts';
export type { ColourSlot, Point, Series } from './series.ts';
export { type SmallMultiplesSpec, smallMultiples } from './small-multiples.ts';
export { type SparklineSpec, sparkline } from './sparkline.ts';
export { type KnownPoint, type SeriesSummary, summariseSeries } from './summary.ts';
export { escapeText } from './xml.ts';
