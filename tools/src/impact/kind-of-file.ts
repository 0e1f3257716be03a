import type { PlaceKind } from './place.ts';

/** What stands in a test is a test, whatever it is otherwise. */
export function kindOfFile(file: string, otherwise: PlaceKind): PlaceKind {
  return /(^|\/)(test|e2e)\/|\.(test|spec)\.\w+$/.test(file) ? 'test' : otherwise;
}
