import { expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import {
  invitationRow,
  memberRow,
  meta,
  open,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

const half = 'half \ud800 a character';
const stored = 'half \ufffd a character';

it('what can’t be stored exactly isn’t a change when it is fetched again', async () => {
  const { roster } = await open(temporaryFolder());
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  const fetchAll = async (at: number) => [
    ...value(
      await roster.swapWorkspaces(
        'c1',
        [workspaceRow('w1', { name: half, description: knownValue(half) })],
        meta(at),
      ),
    ),
    ...value(
      await roster.swapMembers(
        ref,
        [memberRow('U1', { name: knownValue(half), email: half, role: half })],
        meta(at),
      ),
    ),
    ...value(await roster.swapTokens(ref, [tokenRow('t1', { name: knownValue(half) })], meta(at))),
    ...value(await roster.swapInvitations(ref, [invitationRow('i1', { email: half })], meta(at))),
  ];
  await fetchAll(10);
  expect(await fetchAll(20)).toEqual([]);
  expect(roster.workspace(ref, 20)?.name).toBe(stored);
  expect(roster.members(ref)).toMatchObject([{ email: stored, name: knownValue(stored), role: stored }]);
});
