import type { DayTick } from './day-scale.ts';
import type { Size } from './frame.ts';
import type { ColourSlot } from './series.ts';
import type { KnownPoint } from './summary.ts';

/** A known value and where it is drawn. */
export interface LaidPoint extends KnownPoint {
  readonly x: number;
  readonly y: number;
}

export interface LaidLine {
  readonly name: string;
  readonly slot: ColourSlot;
  readonly comparison: boolean;
  /** Days in a row; between two runs is a gap. */
  readonly runs: readonly (readonly LaidPoint[])[];
}

/** All that is known of one day, for a tooltip: where the day is, and each series' figure in words. */
export interface LaidDay {
  readonly date: string;
  readonly x: number;
  /** `Saturday 14 May 2011`. */
  readonly label: string;
  readonly values: readonly { readonly name: string; readonly text: string; readonly y: number | null }[];
}

/** Where everything in a line chart is, in px; nothing is drawn yet. A dashboard places its cursor by it. */
export interface LineLayout {
  readonly size: Size;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly gridlines: readonly { readonly y: number; readonly label: string; readonly zero: boolean }[];
  readonly dayTicks: readonly DayTick[];
  readonly weekends: readonly { readonly x: number; readonly width: number }[];
  /** What a line that doesn't start at zero says. */
  readonly axisNote: string | null;
  /** No value at all: there is nothing to scale. */
  readonly empty: boolean;
  readonly lines: readonly LaidLine[];
  readonly ends: readonly EndLabel[];
  readonly marks: readonly Mark[];
  readonly days: readonly LaidDay[];
  /** Px from one day to the next. */
  readonly dayWidth: number;
}

/** What stands at the end of a line: its name (where there are several) and its last value. */
export interface EndLabel {
  readonly slot: ColourSlot;
  readonly comparison: boolean;
  /** Where the line ends. */
  readonly from: LaidPoint;
  /** Where the label starts, and its middle. */
  readonly x: number;
  readonly y: number;
  /** Cut to the room there is; null where there is one line only. */
  readonly name: string | null;
  readonly value: string | null;
  /** The value stands under the name, not after it. */
  readonly stacked: boolean;
}

/** The highest or lowest point, with its value and day written at it. */
export interface Mark {
  readonly kind: 'highest' | 'lowest';
  readonly point: LaidPoint;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}
