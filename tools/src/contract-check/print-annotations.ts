import { SCHEMA_FOLDER } from './read-revision.ts';
import type { CheckReport, JudgedChange } from './report.ts';

/**
 * Workflow commands that GitHub shows beside the lines of a pull request: at the SDL, and at every place that breaks.
 * Format: "Workflow commands for GitHub Actions", `::error file=…,line=…,col=…,title=…::message`.
 */
export function printAnnotations({ changes }: CheckReport): string[] {
  return changes.filter(({ outcome }) => outcome !== 'safe').flatMap(annotate);
}

function annotate(change: JudgedChange): string[] {
  const level =
    change.outcome === 'forbidden' ? 'error' : change.outcome === 'approval' ? 'warning' : 'notice';
  const title = `${change.rule} ${change.coordinate}`;
  const { place } = change;
  return [
    ...(place
      ? [
          command(
            level,
            { ...place, file: `${SCHEMA_FOLDER}/${place.file}` },
            title,
            `${change.message} ${change.why}`,
          ),
        ]
      : []),
    ...(change.places ?? []).map((at) => command(at.breaks ? level : 'notice', at, title, at.message)),
  ];
}

interface At {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

function command(level: string, { file, line, column }: At, title: string, message: string): string {
  return `::${level} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
