import { contract, type DatasetIr, withoutSunsets } from '@datahub/contract';
import { type DatasetShape, shapeOf } from '@datahub/contract/gatsby';

/** The shape of a dataset's nodes: what the contract's row operations answer, and so no figure that carries `@sunset`. */
export function shapeOfNodes(dataset: DatasetIr): DatasetShape {
  return shapeOf(withoutSunsets(dataset, contract.sunsets));
}
