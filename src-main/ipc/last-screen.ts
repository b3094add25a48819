import { ok } from '../../src-preload/shared/result.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { Handlers } from './handle.ts';

export const lastScreenHandlers = (keeper: LastScreenKeeper): Handlers<'lastScreen'> => ({
  keep: async (screen) => ok(await keeper.keep(screen)),
});
