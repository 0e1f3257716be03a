/** What a catalogue of errors says of one code. */
export interface ErrorSpec {
  /** Says what happened and what to do. `{name}` is filled in from the details. */
  readonly message: string;
  /** Exit code of a command that ends with this error. */
  readonly exitCode?: number;
}

/** An error that programs can tell apart by `code` and people can act on by `message`. */
export class CodedError<Code extends string = string> extends Error {
  override readonly name = 'CodedError';
  readonly code: Code;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: number;

  constructor(
    code: Code,
    message: string,
    details: Readonly<Record<string, unknown>>,
    exitCode: number,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
    this.exitCode = exitCode;
  }
}

/**
 * Makes the one factory of a program's errors from its catalogue.
 *
 * @example
 * export const lakeError = defineErrors({ LAKE_CONFLICT: { message: '{table}: version {version} was committed by somebody else. Run again.' } });
 * throw lakeError('LAKE_CONFLICT', { table, version }, cause);
 */
export function defineErrors<const Catalogue extends Readonly<Record<string, ErrorSpec>>>(
  catalogue: Catalogue,
): ErrorFactory<keyof Catalogue & string> {
  const create = (
    code: keyof Catalogue & string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) => {
    const spec = catalogue[code] as ErrorSpec;
    const message = spec.message.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name in details ? String(details[name]) : whole,
    );
    return new CodedError(code, message, details, spec.exitCode ?? 1, cause);
  };
  return Object.assign(create, { codes: Object.keys(catalogue) });
}

export interface ErrorFactory<Code extends string> {
  (code: Code, details?: Readonly<Record<string, unknown>>, cause?: unknown): CodedError<Code>;
  /** All codes of the catalogue. */
  readonly codes: readonly string[];
}

/** True for an error of any catalogue (also one made by another copy of this module). */
export function isCodedError(error: unknown): error is CodedError {
  return error instanceof Error && error.name === 'CodedError' && 'code' in error;
}
