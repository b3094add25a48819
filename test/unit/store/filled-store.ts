import { day } from '../../../src-preload/shared/units.ts';
import type { Store } from '../../../src-main/store/types.ts';
import {
  connectionRecord,
  memberRow,
  meta,
  open,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

export const start = 1_800_000_000_000;
export const ref = { connectionId: 'c1', workspaceId: 'w1' };

/** Two connections with two workspaces each, where a member left after a day. */
export async function filled(folder = temporaryFolder()): Promise<Store> {
  const store = await open(folder);
  for (const id of ['c1', 'c2']) {
    value(await store.ledger.saveConnection(connectionRecord(id)));
    value(await store.roster.swapWorkspaces(id, [workspaceRow('w1'), workspaceRow('w2')], meta(start)));
    for (const workspaceId of ['w1', 'w2']) {
      const place = { connectionId: id, workspaceId };
      value(await store.roster.swapMembers(place, [memberRow('U1'), memberRow('U2')], meta(start)));
      value(await store.roster.swapMembers(place, [memberRow('U1')], meta(start + day)));
      value(await store.roster.swapTokens(place, [tokenRow('t1')], meta(start)));
    }
  }
  return store;
}
