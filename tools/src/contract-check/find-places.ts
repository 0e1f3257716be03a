import type { ContractChange } from '@datahub/contract/compare';
import { findImpact, type ImpactOptions } from '../impact/find-impact.ts';
import type { Place } from '../impact/place.ts';

/** Rules whose changes no program can feel. */
const WORDS = new Set([
  'description-changed',
  'deprecation-changed',
  'order-changed',
  'sunset-set',
  'sunset-brought-forward',
]);

export interface PlacesOptions extends Pick<ImpactOptions, 'root' | 'base' | 'head' | 'changes'> {
  readonly onStep?: ((step: string) => void) | undefined;
}

/** Every place that the changes break, or may break; nothing is looked at where only words changed. */
export async function findPlaces({ onStep, ...options }: PlacesOptions): Promise<readonly Place[]> {
  if (options.changes.every(isWords)) return [];
  onStep?.('looking for what the changes break …');
  const { places } = await findImpact({ ...options, onStep: (step) => onStep?.(`looked at: ${step}`) });
  return places;
}

function isWords({ rule }: ContractChange): boolean {
  return WORDS.has(rule);
}
