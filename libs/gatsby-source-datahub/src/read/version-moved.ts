/** Somebody published while one version was being read: what was read so far is thrown away, and read again. */
export class VersionMoved extends Error {
  override readonly name = 'VersionMoved';
}
