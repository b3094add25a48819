import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { modboxRules } from './modbox/rules.ts';
import type { SystemRules } from './provider.ts';
import { systemInitiativeRules } from './system-initiative/rules.ts';
import { systemRules } from './system/rules.ts';
import { unstructuredRules } from './unstructured/rules.ts';
import { workspacesApiRules } from './workspaces-api/rules.ts';

/** What is known of every system: for those who read the copies and ask no server, so that the code which does isn't loaded. */
export const rulesOfSystems: ReadonlyMap<ProviderId, SystemRules> = new Map<ProviderId, SystemRules>([
  ['system-initiative', systemInitiativeRules],
  ['unstructured', unstructuredRules],
  ['workspaces-api', workspacesApiRules],
  ['modbox', modboxRules],
  ['system', systemRules],
]);
