import { expect, it } from 'vitest';
import { closeFiles, openFiles } from '../../../src-main/store/ladder.ts';
import { createLedgerReader } from '../../../src-main/store/ledger-read.ts';
import { createRosterReader } from '../../../src-main/store/roster-read.ts';
import { fetchList } from '../../../src-main/sync/fetch-list.ts';
import { ok } from '../../../src-preload/contract/result.ts';
import { fakeProvider } from '../../support/provider.ts';
import { fakeServer, person, settle } from '../sync/support.ts';
import { connectionRecord, ledgerKey, onEnd, open, rosterKey, temporaryFolder, value } from './support.ts';

// The roster and the history are two databases, and a swap is in the one before its differences are in the other.
it.fails('killed between a swap and its history, the next start still has the differences', async () => {
  const folder = temporaryFolder();
  const store = await open(folder);
  const server = fakeServer();
  const provider = fakeProvider();
  value(await store.ledger.saveConnection(connectionRecord('c1', { face: 'only', provider: 'system' })));
  const { signal } = new AbortController();
  const fetch = (list: 'workspaces' | 'members', isKilled: boolean) =>
    fetchList(
      {
        sessions: { for: () => ok({ session: server.session, provider }) },
        roster: store.roster,
        ledger: {
          connections: store.ledger.connections,
          // What a killed process looks like: the call is made and never done.
          addHistory: isKilled ? () => new Promise(() => undefined) : store.ledger.addHistory,
        },
        now: Date.now,
        onChanged: () => undefined,
      },
      { connectionId: 'c1', workspaceId: list === 'workspaces' ? null : 'w1', list },
      signal,
      () => true,
    );
  await fetch('workspaces', false);
  await fetch('members', false);
  server.members.get('w1')?.push(person('new', 'viewer'));
  const killed = fetch('members', true);
  await Promise.race([killed, until(() => emails().includes('new@example.com'))]);
  await store.close();

  const files = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, patience: 20 }));
  onEnd(() => closeFiles(files, false));
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  expect(createRosterReader(files.roster).members(ref)).toHaveLength(4);
  const seen = createLedgerReader(files.ledger).history('c1', 'w1');
  expect(seen.map(({ subjectId }) => subjectId)).toEqual(['new']);

  function emails() {
    return store.roster.members({ connectionId: 'c1', workspaceId: 'w1' }).map(({ email }) => email);
  }
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
  await settle();
}
