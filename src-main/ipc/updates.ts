import { ok } from '../../src-preload/shared/result.ts';
import type { AppUpdates } from '../app/updates.ts';
import type { Handlers } from './handle.ts';

export const updatesHandlers = (updates: AppUpdates): Handlers<'updates'> => ({
  state: () => ok(updates.state()),
  check: async () => ok(await updates.check()),
  download: async () => ok(await updates.download()),
  restart() {
    updates.restart();
    return ok(null);
  },
  whatsNew: () => ok(updates.whatsNew()),
});
