import { ok } from '../../src-preload/shared/result.ts';
import type { LastScreenKeeper } from '../last-screen/keeper.ts';
import type { Caller, PageHandlers } from './handle.ts';

/** The next start opens what the first window shows: that of the others isn't kept. */
export const lastScreenHandlers = (
  keeper: LastScreenKeeper,
  isFirst: (caller: Caller) => boolean,
): PageHandlers<'lastScreen'> => ({
  keep: async (screen, caller) => ok(isFirst(caller) && (await keeper.keep(screen))),
});
