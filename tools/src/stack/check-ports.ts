import { portIsFree } from '../machine/port-is-free.mjs';
import { UserError } from '../process/user-error.ts';

/**
 * @param ports By the option that sets each.
 * @throws {UserError} naming every port that somebody listens at.
 */
export async function checkPorts(ports: Readonly<Record<string, number>>): Promise<void> {
  const taken: string[] = [];
  for (const [option, port] of Object.entries(ports)) {
    if (!(await portIsFree(port))) taken.push(`Port ${port} is taken. Choose another: ${option} PORT`);
  }
  if (taken.length > 0) throw new UserError(taken.join('\n'), 3);
}
