import { createServer } from 'node:net';

/**
 * True when nobody listens on the port, at any address of this machine.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function portIsFree(port) {
  // `::` takes IPv4 along, and so collides with a listener on either; machines without IPv6 have no `::`.
  return (await tryListen(port, '::')) ?? (await tryListen(port, '0.0.0.0')) ?? false;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean | null>} `null` when the machine has no such address.
 */
function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      resolve(code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL' ? null : false);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
