import { SingleBar } from 'cli-progress';
import type { Progress } from '../publish/progress.ts';

export interface ProgressBar {
  show(progress: Progress): void;
  stop(): void;
}

// What a step takes of the whole, as measured on a day of events; the bar must not stand still near its end.
const STEPS = {
  hash: { from: 0, share: 0.1, label: 'checking what is new' },
  read: { from: 0.1, share: 0.7, label: 'reading' },
  aggregate: { from: 0.8, share: 0.1, label: 'aggregating' },
  write: { from: 0.9, share: 0.08, label: 'writing' },
} as const;

/** A bar on a terminal; silent where nobody looks. */
export function progressBar(stream: NodeJS.WriteStream): ProgressBar {
  if (!stream.isTTY) return { show() {}, stop() {} };
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage} % · {label}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 32,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
    etaBuffer: 50,
  });
  bar.start(1000, 0, { label: STEPS.hash.label });
  return {
    show(progress) {
      if (progress.step === 'commit') return bar.update(980, { label: 'committing' });
      const { from, share, label } = STEPS[progress.step];
      const done = progress.total === 0 ? 1 : Math.min(1, progress.done / progress.total);
      bar.update(Math.floor(1000 * (from + share * done)), { label });
    },
    stop() {
      bar.stop();
    },
  };
}
