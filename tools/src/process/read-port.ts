/**
 * Reads a port from the command line; what is wrong is added to `problems`.
 *
 * @returns The fallback where nothing was given.
 */
export function readPort(
  option: string,
  text: string | undefined,
  fallback: number,
  problems: string[],
): number {
  if (text === undefined) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) problems.push(`${option} ${text}: a port is a number from 1 to 65535.`);
  return port;
}
