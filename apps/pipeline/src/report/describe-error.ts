import { isCodedError } from '@datahub/contract';
import { exitCodes } from '../exit-codes.ts';

/** An error as the command shows it, and the exit code that it ends with. */
export interface DescribedError {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: number;
}

/** Exit codes of errors that come from the lake. */
const OF_LAKE: Readonly<Record<string, number>> = {
  LAKE_ADDRESS_INVALID: exitCodes.usage.code,
  LAKE_STORE_UNSUPPORTED: exitCodes.usage.code,
  LAKE_CONFLICT: exitCodes.conflict.code,
  LAKE_BUSY: exitCodes.conflict.code,
};

export function describeError(error: unknown): DescribedError {
  if (isCodedError(error)) {
    const { code, message, details } = error;
    const isOfLake = code.startsWith('LAKE_') && error.exitCode === 1;
    const exitCode = isOfLake ? (OF_LAKE[code] ?? exitCodes.unavailable.code) : error.exitCode;
    return { code, message, details, exitCode };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'UNEXPECTED', message, details: {}, exitCode: exitCodes.unexpected.code };
}
