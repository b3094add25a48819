import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { openDatabase } from '../../../src-main/store/database.ts';
import {
  addSeen,
  connectionRecord,
  decrypted,
  detailsRow,
  invitationRow,
  ledgerKey,
  memberRow,
  membersQuery,
  meta,
  open,
  plan,
  planItem,
  roleRow,
  rosterKey,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

it('erasing a connection leaves nothing of it in any file, and the others whole', async () => {
  const folder = temporaryFolder();
  const scratch = temporaryFolder();
  const first = await open(folder);
  for (const id of ['gone', 'stays']) {
    value(
      await first.ledger.saveConnection(
        connectionRecord(id, { identity: { userId: 'U1', name: '', email: `me-${id}@example.com` } }),
      ),
    );
    value(await first.ledger.setLocalWorkspace(id, { workspaceId: 'w1', note: `note-${id}` }));
    value(
      await addSeen(first, id, 1, 2, [
        {
          kind: 'member.left',
          workspaceId: 'w1',
          subjectId: 'U3',
          subject: `left-${id}@example.com`,
          before: null,
          after: null,
        },
      ]),
    );
    value(
      await first.ledger.savePin({
        origin: `https://${id}.example.com`,
        sha256: '',
        subject: '',
        issuer: '',
        validTo: 1,
        trustedAt: 1,
      }),
    );
    value(await first.ledger.savePlan(plan(`only-${id}`, [planItem('i1', id)])));
    value(await first.roster.swapWorkspaces(id, [workspaceRow('w1', { name: `name-${id}` })], meta(1)));
    const people = Array.from({ length: 1500 }, (_, n) =>
      memberRow(`U${n}`, { email: `person${n}-${id}@example.com` }),
    );
    value(await first.roster.swapMembers({ connectionId: id, workspaceId: 'w1' }, people, meta(1)));
    // Rows that move and change leave copies behind in a careless database.
    value(
      await first.roster.swapMembers({ connectionId: id, workspaceId: 'w1' }, people.slice(300), meta(2)),
    );
    value(
      await first.roster.swapTokens(
        { connectionId: id, workspaceId: 'w1' },
        [tokenRow(`token-${id}`)],
        meta(1),
      ),
    );
    const place = { connectionId: id, workspaceId: 'w1' };
    const invited = Array.from({ length: 300 }, (_, n) =>
      invitationRow(`i${n}`, {
        email: `invited${n}-${id}@example.com`,
        invitedBy: knownValue(`inviter-${id}`),
        message: knownValue(`message-${id}`),
      }),
    );
    value(await first.roster.swapInvitations(place, invited, meta(1)));
    value(await first.roster.swapInvitations(place, invited.slice(100), meta(2)));
    value(await first.roster.swapRoles(place, [roleRow(`role-${id}`)], meta(1)));
    value(
      await first.roster.swapDetails(
        place,
        [detailsRow({ settings: knownValue(JSON.stringify({ contact: `settings-${id}` })) })],
        meta(1),
      ),
    );
    value(await first.ledger.setInventory(id, { people: [`entered-${id}@example.com`] }));
  }
  const mixed = plan('mixed', [planItem('i1', 'gone'), planItem('i2', 'stays', { dependsOn: 'i1' })]);
  value(await first.ledger.savePlan(mixed));
  // A backup that knows the connection, and a roster set aside with it.
  await first.close();
  copyFileSync(join(folder, 'roster.db'), join(folder, 'roster.db.corrupt-20260101T000000Z'));
  expect(decrypted(join(folder, 'ledger.db.backup'), ledgerKey, scratch)).toContain('gone@example.com');
  expect(decrypted(join(folder, 'roster.db'), rosterKey, scratch)).toContain('person700-gone@example.com');
  expect(decrypted(join(folder, 'roster.db'), rosterKey, scratch)).toContain('invited200-gone@example.com');
  expect(decrypted(join(folder, 'ledger.db'), ledgerKey, scratch)).toContain('entered-gone@example.com');

  const store = await open(folder);
  value(await store.roster.eraseConnection('gone'));
  value(await store.ledger.eraseConnection('gone'));
  // While the app still runs: the logs are empty, so the databases are all there is.
  expect(readdirSync(folder).sort()).toEqual([
    'ledger.db',
    'ledger.db-shm',
    'ledger.db-wal',
    'ledger.db.backup',
    'roster.db',
    'roster.db-shm',
    'roster.db-wal',
    'store.lock',
  ]);
  for (const log of ['ledger.db-wal', 'roster.db-wal'])
    expect(readFileSync(join(folder, log))).toHaveLength(0);
  for (const [file, key] of [
    ['ledger.db', ledgerKey],
    ['ledger.db.backup', ledgerKey],
    ['roster.db', rosterKey],
  ] as const) {
    const bytes = decrypted(join(folder, file), key, scratch);
    expect(bytes).not.toMatch(/-gone|gone\.example/);
    expect(bytes).toContain('-stays@example.com');
  }

  expect(store.ledger.inventory('gone')).toBeNull();
  expect(store.ledger.inventory('stays')).toEqual({ people: ['entered-stays@example.com'] });
  expect(store.roster.invitations({ connectionId: 'stays', workspaceId: 'w1' })).toHaveLength(200);
  expect(store.ledger.connections().map((record) => record.id)).toEqual(['stays']);
  expect(store.ledger.pins().map((pin) => pin.origin)).toEqual(['https://stays.example.com']);
  expect(store.ledger.plan('only-gone')).toBeNull();
  expect(store.ledger.plan('only-stays')).not.toBeNull();
  expect(store.ledger.plan('mixed')).toMatchObject({ items: [{ id: 'i2', dependsOn: null }] });
  expect(store.roster.counts('gone')).toEqual({ workspaces: 0, members: 0, tokens: 0 });
  const page = await store.roster.membersPage(
    { connectionId: 'stays', workspaceId: 'w1' },
    membersQuery('person999-st'),
  );
  expect(page).toMatchObject({ matching: 1, total: 1200 });
});

it('it keeps a pin that another connection needs', async () => {
  const { ledger } = await open(temporaryFolder());
  const address = 'https://shared.example.com';
  value(await ledger.saveConnection(connectionRecord('a', { address: `${address}/x` })));
  value(await ledger.saveConnection(connectionRecord('b', { address: `${address}/y` })));
  value(
    await ledger.savePin({ origin: address, sha256: '', subject: '', issuer: '', validTo: 1, trustedAt: 1 }),
  );
  value(await ledger.eraseConnection('a'));
  expect(ledger.pins()).toHaveLength(1);
  value(await ledger.eraseConnection('b'));
  expect(ledger.pins()).toHaveLength(0);
});

it('it can erase a single workspace', async () => {
  const { roster } = await open(temporaryFolder());
  value(await roster.swapWorkspaces('c1', [workspaceRow('w1'), workspaceRow('w2')], meta(1)));
  for (const workspaceId of ['w1', 'w2']) {
    const place = { connectionId: 'c1', workspaceId };
    value(await roster.swapMembers(place, [memberRow('U1')], meta(1)));
    value(await roster.swapInvitations(place, [invitationRow('i1')], meta(1)));
    value(await roster.swapRoles(place, [roleRow('r1')], meta(1)));
    value(await roster.swapDetails(place, [detailsRow()], meta(1)));
  }
  value(await roster.eraseWorkspace({ connectionId: 'c1', workspaceId: 'w1' }));
  value(await roster.eraseWorkspace({ connectionId: 'c1', workspaceId: 'w1' }));
  expect(roster.workspaces('c1', 0).map((row) => row.id)).toEqual(['w2']);
  const left = { connectionId: 'c1', workspaceId: 'w2' };
  expect([roster.invitations(left).length, roster.roles(left).length]).toEqual([1, 1]);
  expect(roster.details(left)).toEqual(detailsRow());
  const page = await roster.membersPage(left, membersQuery('name'));
  expect(page.matching).toBe(1);
});

it('it also deletes a newer Steward’s roster, which holds the e-mails', async () => {
  const folder = temporaryFolder();
  await (await open(folder)).close();
  const newer = openDatabase(join(folder, 'roster.db'), rosterKey, { readonly: false });
  newer.pragma('user_version=99');
  newer.close();
  const store = await open(folder);
  writeFileSync(join(folder, 'unrelated.txt'), '');
  value(await store.roster.eraseConnection('c1'));
  expect(existsSync(join(folder, 'roster.db'))).toBe(false);
  expect(existsSync(join(folder, 'unrelated.txt'))).toBe(true);
});
