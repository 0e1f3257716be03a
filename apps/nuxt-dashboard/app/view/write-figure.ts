import { createNumberFormat } from '@datahub/charts';
import type { Figure } from '#shared/dataset.ts';

/** How figures of one measure are written. Nothing known is an en dash, zero is 0. */
export interface FigureWriter {
  /** Three digits that mean something. */
  headline(value: number | null): string;
  /** For a table: every digit of what was counted or added up, six of a quotient. */
  plain(value: number | null): string;
  /** Every digit that the API gave. */
  exact(value: number | null): string;
}

/** A quotient has as many digits as the machine does; more than these say nothing. */
const DIGITS_OF_QUOTIENT = 6;

export function writerOf(figure: Figure): FigureWriter {
  const { headline, exact } = createNumberFormat({ unit: figure.unit });
  const shorten = (value: number | null) =>
    value === null ? null : Number(value.toPrecision(DIGITS_OF_QUOTIENT));
  const isQuotient = figure.type.kind === 'double';
  return { headline, exact, plain: (value) => exact(isQuotient ? shorten(value) : value) };
}
