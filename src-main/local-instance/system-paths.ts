import type { SystemName } from './tables/workspaces.ts';

/** The base path of each system on the instance's one port. Below it, paths are as the system documents them. */
export const systemPaths = {
  'system-initiative': '/si/auth',
  unstructured: '/unstructured',
  'workspaces-api': '/workspaces-api',
  modbox: '/modbox',
  system: '/system',
} as const satisfies Record<SystemName, string>;

export const systemNames: readonly SystemName[] = [
  'system-initiative',
  'unstructured',
  'workspaces-api',
  'modbox',
  'system',
];

/** System Initiative's second API, which is another host in reality. */
export const publicApiPath = '/si/public';
