import type { ContractIr, SourceIr } from '@datahub/contract';
import { type EventRules, eventRules } from '@datahub/contract/storage';
import { pipelineError } from '../errors.ts';

/** The rules of a source's event, whose day is cut in one zone. */
export interface EventPlan extends EventRules {
  readonly zone: string;
}

/** @throws SOURCE_ZONES_DIFFER */
export function planEvent(contract: ContractIr, source: SourceIr): EventPlan {
  const event = contract.events.find((candidate) => candidate.typeName === source.event);
  if (!event)
    throw new Error(`The contract has no event ${source.event}: it was not compiled by the compiler.`);
  const rules = eventRules(contract, event);
  const [zone = 'UTC', ...others] = rules.zones;
  if (others.length > 0 && event.timeField !== null) {
    throw pipelineError('SOURCE_ZONES_DIFFER', { event: event.typeName, zones: rules.zones.join(', ') });
  }
  return { ...rules, zone };
}
