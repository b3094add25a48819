import { afterEach, beforeEach, expect, it } from 'vitest';
import { rosterAfter } from '../../../src-main/local-instance/dialects/system-initiative/prepared-roster.ts';
import { memberOnWire } from '../../../src-main/local-instance/dialects/system-initiative/wire.ts';
import { openDirectory, type Directory } from '../../../src-main/local-instance/directory.ts';

/* The roster that a role change answers with is the one that the next request for it would give, whatever happened in between. */

let directory: Directory;
let workspaceId: string;
beforeEach(() => {
  directory = openDirectory({ path: ':memory:' });
  for (const id of ['ana', 'ben', 'cleo', 'dan']) directory.people.add({ id, email: `${id}@example.com` });
  workspaceId = addWorkspace();
});
afterEach(() => directory.close());

function addWorkspace(): string {
  const { id } = directory.workspaces.add({
    system: 'system-initiative',
    name: 'Shop',
    description: null,
    creatorId: 'ana',
    extra: '{}',
  });
  for (const personId of ['ana', 'ben', 'cleo']) directory.memberships.add(id, personId, 'EDITOR');
  return id;
}

/** The answer to a role change, as JSON. */
const change = (personId: string, role: string, id = workspaceId) =>
  rosterAfter(directory, id, personId, () => directory.memberships.setRole(id, personId, role)).map(
    ({ text }) => text,
  );
const asRead = (id = workspaceId) =>
  directory.memberships.of(id).map((member) => JSON.stringify(memberOnWire(member)));

it('it has the new roles, those changed last at the end', () => {
  change('ana', 'APPROVER');
  const answer = change('ben', 'APPROVER');
  expect(answer).toEqual(asRead());
  expect(answer.map((text) => (JSON.parse(text) as { userId: string }).userId)).toEqual([
    'cleo',
    'ana',
    'ben',
  ]);
});

it('a change that makes none leaves the order', () => {
  change('ana', 'APPROVER');
  const before = asRead();
  const answer = rosterAfter(directory, workspaceId, 'ben', () => false).map(({ text }) => text);
  expect(answer).toEqual(before);
});

it('it has who was added, changed or removed in between', () => {
  change('ana', 'APPROVER');
  directory.memberships.add(workspaceId, 'dan', 'EDITOR');
  directory.memberships.remove(workspaceId, 'cleo');
  directory.memberships.setRole(workspaceId, 'ben', 'OWNER');
  expect(change('ana', 'EDITOR')).toEqual(asRead());
});

it('it has nothing of a change that was taken back', () => {
  change('ana', 'APPROVER');
  directory.rolledBack(() => change('ben', 'OWNER'));
  expect(change('ana', 'EDITOR')).toEqual(asRead());
});

it('each workspace has its own', () => {
  const other = addWorkspace();
  change('ana', 'APPROVER');
  expect(change('ana', 'OWNER', other)).toEqual(asRead(other));
  expect(change('ben', 'OWNER')).toEqual(asRead());
});
