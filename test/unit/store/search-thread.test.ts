import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import {
  memberRow,
  membersQuery,
  meta,
  open,
  roles,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';

const searchFile = join(import.meta.dirname, '../../../src-main/store/reader/search-thread.ts');
const ref = { connectionId: 'c1', workspaceId: 'w1' };
const people = Array.from({ length: 300 }, (_, n) =>
  memberRow(`U${n}`, { name: knownValue(`Name ${String(n).padStart(3, '0')}`) }),
);

async function filled(options = {}) {
  const store = await open(temporaryFolder(), options);
  value(await store.roster.swapWorkspaces('c1', [workspaceRow('w1'), workspaceRow('w2')], meta(1)));
  value(await store.roster.swapMembers(ref, people, meta(1)));
  return store;
}

it('searches in a thread of its own give what they give without one, and follow every swap', async () => {
  const { roster } = await filled({ searchFile });
  const here = (await filled()).roster;
  const now = 5;
  const connection = { id: 'c1', label: 'C', system: { id: 'modbox', label: 'Modbox' }, roles } as const;
  const across = { query: 'name', connections: [connection], limit: 10, now };
  const answers = ({
    membersPage,
    countMembers,
    membersMatching,
    candidates,
    people: peopleOf,
    workspacesAcross,
  }: typeof roster) =>
    Promise.all([
      membersPage(ref, membersQuery('')),
      membersPage(ref, membersQuery('"name 02"', { sort: { by: 'role', order: 'desc' } })),
      countMembers(ref, { query: 'name 1', roles }, new AbortController().signal),
      membersMatching(ref, { query: 'u12', roles, except: ['U12'], now }, 5),
      candidates({ ...ref, workspaceId: 'w2' }, ref, { query: '29', offset: 0, limit: 5 }),
      peopleOf({ ...across, sort: { by: 'name', order: 'asc' } }),
      workspacesAcross({ ...across, query: '', offset: 0, sort: { by: 'name', order: 'asc' } }),
    ]);
  expect(await answers(roster)).toEqual(await answers(here));
  expect((await roster.membersPage(ref, membersQuery('"name 02"'))).matching).toBe(10);
  value(await roster.swapMembers(ref, people.slice(25), meta(2)));
  expect((await roster.membersPage(ref, membersQuery('"name 02"'))).matching).toBe(5);
});

it('a count that is stopped gives nothing, and the thread goes on', async () => {
  const { roster } = await filled({ searchFile });
  const stopped = AbortSignal.abort();
  const count = roster.countMembers(ref, { query: 'name', roles }, stopped);
  expect(await count).toBeNull();
  expect((await roster.membersPage(ref, membersQuery('"name 299"'))).matching).toBe(1);
});

it('the thread exits when the store is closed, also during a search', async () => {
  const store = await filled({ searchFile });
  value(await store.roster.swapMembers(ref, people, meta(2)));
  const search = store.roster.membersPage(ref, membersQuery('"name 02"')).then(
    ({ matching }) => matching,
    (cause: Error) => cause.message,
  );
  await store.close();
  expect([10, 'The search thread has ended.']).toContain(await search);
});
