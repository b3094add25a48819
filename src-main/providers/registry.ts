import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { Provider } from './provider.ts';
import { systemInitiative } from './system-initiative/provider.ts';

/** Every system that Steward speaks, in the order in which an unknown address is tried. */
export const providers: ReadonlyMap<ProviderId, Provider> = new Map<ProviderId, Provider>([
  ['system-initiative', systemInitiative],
]);
