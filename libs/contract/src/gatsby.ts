// What Gatsby makes of the contract: the types of its nodes, and the figures that they carry.
export {
  type DatasetShape,
  type NodeTypes,
  shapeOf,
  type WireColumn,
} from './derive/gatsby/dataset-shape.ts';
export { DATE_ALIAS, hasDateAlias, nodeTypeDefs } from './derive/gatsby/node-types.ts';
export { dayRollUps, groupRollUps, overviewRollUps, type RollUp } from './derive/gatsby/roll-ups.ts';
