import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  connectionRecord,
  invitationRow,
  ledgerKey,
  memberRow,
  meta,
  open,
  plan,
  planItem,
  rosterKey,
  temporaryFolder,
  value,
  decrypted,
  workspaceRow,
} from './support.ts';
import { filled } from './filled-store.ts';

describe('Erase now', () => {
  it('it leaves no e-mail of the connection’s people in any file, but keeps the connection and all others', async () => {
    const folder = temporaryFolder();
    const scratch = temporaryFolder();
    const first = await open(folder);
    for (const id of ['gone', 'stays']) {
      const place = { connectionId: id, workspaceId: 'w1' };
      value(await first.ledger.saveConnection(connectionRecord(id)));
      value(await first.roster.swapWorkspaces(id, [workspaceRow('w1')], meta(1)));
      const people = (round: number) =>
        Array.from({ length: 400 }, (_, n) =>
          memberRow(`U${n + 50 * round}`, { email: `p${n + 50 * round}-${round}-${id}@example.com` }),
        );
      for (let round = 1; round <= 4; round += 1) {
        value(await first.roster.swapMembers(place, people(round), meta(round)));
        const invited = [invitationRow(`i${round}`, { email: `invited${round}-${id}@example.com` })];
        value(await first.roster.swapInvitations(place, invited, meta(round)));
      }
      value(await first.ledger.savePlan(plan(`of-${id}`, [planItem('i1', id)])));
    }
    await first.close();
    expect(decrypted(join(folder, 'ledger.db.backup'), ledgerKey, scratch)).toContain('-gone@example.com');
    expect(decrypted(join(folder, 'roster.db'), rosterKey, scratch)).toContain('p60-1-gone@example.com');

    const store = await open(folder);
    value(await store.storage.eraseCopies('gone', true));
    for (const log of ['ledger.db-wal', 'roster.db-wal'])
      expect(readFileSync(join(folder, log))).toHaveLength(0);
    for (const [file, key] of [
      ['ledger.db', ledgerKey],
      ['ledger.db.backup', ledgerKey],
      ['roster.db', rosterKey],
    ] as const) {
      const bytes = decrypted(join(folder, file), key, scratch);
      expect(bytes).not.toContain('-gone@example.com');
      expect(bytes).toContain('-stays@example.com');
    }
    expect(store.ledger.connections().map(({ id }) => id)).toEqual(['gone', 'stays']);
    expect(store.ledger.counts('gone')).toEqual({ history: 0, receipts: 0 });
    expect(store.past.membersAt({ connectionId: 'stays', workspaceId: 'w1' }, 1)).toHaveLength(400);
    // Unlike after its removal, the next refresh is welcome.
    value(await store.roster.swapWorkspaces('gone', [workspaceRow('w1')], meta(9)));
    expect(store.roster.workspaces('gone', 9)).toHaveLength(1);
  });

  it('it leaves no backup that the user made', async () => {
    const folder = temporaryFolder();
    const store = await open(folder);
    value(await store.ledger.saveConnection(connectionRecord('c1')));
    const { name } = value(await store.earlier.save());
    expect(existsSync(join(folder, name))).toBe(true);
    value(await store.storage.eraseCopies('c1', true));
    expect(existsSync(join(folder, name))).toBe(false);
  });

  it('it keeps receipts on request, and refuses a connection that doesn’t exist', async () => {
    const store = await filled();
    value(await store.ledger.savePlan(plan('p1', [planItem('i1', 'c1')])));
    value(await store.storage.eraseCopies('c1', false));
    expect(store.ledger.counts('c1')).toEqual({ history: 0, receipts: 1 });
    value(await store.ledger.eraseConnection('c1'));
    expect(await store.storage.eraseCopies('c1', false)).toMatchObject({ ok: false });
  });
});
