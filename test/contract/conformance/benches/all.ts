import type { Bench } from '../../../support/systems.ts';
import { modboxBenches } from './modbox.ts';
import { systemBenches } from './system.ts';
import { systemInitiativeBenches } from './system-initiative.ts';
import { unstructuredBenches } from './unstructured.ts';
import { workspacesApiBenches } from './workspaces-api.ts';

/** Every API variant of every system. */
export const benches: readonly Bench[] = [
  ...systemInitiativeBenches,
  ...unstructuredBenches,
  ...workspacesApiBenches,
  ...modboxBenches,
  ...systemBenches,
];
