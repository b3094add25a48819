import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { modbox } from './modbox/provider.ts';
import type { Provider } from './provider.ts';
import { systemInitiative } from './system-initiative/provider.ts';
import { system } from './system/provider.ts';
import { unstructured } from './unstructured/provider.ts';
import { workspacesApi } from './workspaces-api/provider.ts';

/** Every system that Steward speaks, in the order in which an unknown address is tried. */
export const providers: ReadonlyMap<ProviderId, Provider> = new Map<ProviderId, Provider>([
  ['system-initiative', systemInitiative],
  ['unstructured', unstructured],
  ['workspaces-api', workspacesApi],
  ['modbox', modbox],
  ['system', system],
]);
