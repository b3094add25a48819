import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { minute } from '../../../src-preload/shared/units.ts';
import type { Fetched } from '../../../src-main/providers/provider.ts';
import type { FakeServer } from './fake-server.ts';
import { applied, states, value } from './plans.ts';
import { createToken, invite, remove, setRole } from './requests.ts';
import { customRole, invitation, person, token, workspace } from './rows.ts';
import { system } from './systems.ts';
import { world, type World } from './world.ts';

/*
 * A server that cuts a list leaves out what a change has just made, and what it should have removed, along with other records: as few that
 * the list as a whole isn't in doubt.
 */

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
const theToken = { ...w1, tokenId: 'ci', name: 'ci' };
const mark = { ...w1, enabled: true };

type List = 'workspaces' | 'members' | 'invitations' | 'roles' | 'tokens';

/** Each kind of change that a list shows, the list, what of it the list leaves out with another record, and whether the server did it. */
const kinds: readonly (readonly [ChangeRequest, List, string | null])[] = [
  [remove('dana'), 'members', 'dana'],
  [setRole('dana', 'viewer'), 'members', 'dana'],
  [invite('gil@example.com'), 'invitations', null],
  [
    { type: 'invitation.cancel', ...w1, invitationId: 'i1', email: 'i1@example.com', reason: '' },
    'invitations',
    'i1',
  ],
  [createToken('deploy'), 'tokens', null],
  [{ type: 'token.delete', ...theToken }, 'tokens', 'ci'],
  [{ type: 'token.revoke', ...theToken }, 'tokens', 'ci'],
  [{ type: 'token.enable', ...theToken, enabled: false }, 'tokens', 'ci'],
  [{ type: 'role.create', ...w1, name: 'Fresh', description: '' }, 'roles', null],
  [
    { type: 'role.set-permissions', ...w1, roleId: 'auditor', name: 'Auditor', permissions: ['read'] },
    'roles',
    'auditor',
  ],
  [
    {
      type: 'workspace.create',
      connectionId: 'c1',
      kind: 'remote-url',
      name: 'Fresh',
      description: '',
      url: 'https://fresh.example.com',
      isDefault: false,
    },
    'workspaces',
    null,
  ],
  [{ type: 'organization.create', connectionId: 'c1', name: 'Fresh' }, 'workspaces', null],
  [{ type: 'organization.update', ...w1, name: 'Other' }, 'workspaces', 'w1'],
  [{ type: 'workspace.set-default', ...w1 }, 'workspaces', 'w1'],
  [{ type: 'workspace.approvals', ...mark }, 'workspaces', 'w1'],
  [{ type: 'workspace.favourite', ...mark }, 'workspaces', 'w1'],
  [{ type: 'workspace.hide', ...mark }, 'workspaces', 'w1'],
  [{ type: 'workspace.leave', ...w1 }, 'workspaces', 'w1'],
  [{ type: 'workspace.delete', ...w1 }, 'workspaces', 'w1'],
];

const seed = (server: FakeServer) => {
  server.invitedIn = 'invitations';
  server.workspaces = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6'].map((id) =>
    workspace(id, { myRole: knownValue('owner') }),
  );
  server.members.set('w1', [
    person('ana', 'owner'),
    person('zoe', 'owner'),
    ...['dana', 'eli', 'finn', 'lost'].map((id) => person(id, 'editor')),
  ]);
  server.tokens.set(
    'w1',
    ['ci', 'one', 'two', 'three', 'lost'].map((id) => token(id, 'ana', { enabled: knownValue(true) })),
  );
  server.invitations.set(
    'w1',
    ['i1', 'i2', 'i3', 'i4', 'lost'].map((id) => invitation(id, `${id}@example.com`)),
  );
  server.roles.set(
    'w1',
    ['auditor', 'b', 'c', 'd', 'lost'].map((id) => customRole(id, ['read', 'write'])),
  );
};
const lostOf = (list: List) => (list === 'workspaces' ? 'w6' : 'lost');
const idOf = (row: object) => ('userId' in row ? row.userId : 'id' in row ? row.id : undefined);

/** From the next change on, the list leaves out the record called lost, `target`, and all that wasn't there before. Gives what ends it. */
function cut(it: World, list: List, target: string | null, isDone: boolean): () => void {
  const { session } = it.server;
  const honest = session[list].bind(session) as (
    ...args: unknown[]
  ) => Promise<{ ok: true; value: Fetched<object> }>;
  let before: readonly unknown[] | null = null;
  it.server.onPerform = async (_request, work) => {
    before = (await honest('w1')).value.rows.map(idOf);
    return isDone ? work() : ok({ createdWorkspaceId: null, createdToken: null });
  };
  Object.assign(session, {
    [list]: async (...args: unknown[]) => {
      const answer = await honest(...args);
      const was = before;
      if (was === null) return answer;
      const rows = answer.value.rows.filter((row) => {
        const id = idOf(row);
        return was.includes(id) && id !== target && id !== lostOf(list);
      });
      return { ...answer, value: { ...answer.value, rows } };
    },
  });
  return () => Object.assign(session, { [list]: honest });
}

describe('a list that has just lost other records too', () => {
  describe.each([
    { isDone: true, what: 'made' },
    { isDone: false, what: 'didn’t make' },
  ])('after a change that the server $what', ({ isDone }) => {
    it.each(kinds)(
      '$type: the list proves nothing, and what it shows when it is whole again counts',
      async (request, list, target) => {
        const it = await world({ provider: system({ joining: { shownIn: 'invitations' } }), seed });
        const end = cut(it, list, target, isDone);
        const { plan } = await applied(it, [request], 'W1');
        expect(plan.items[0]?.state).toMatchObject({
          state: 'unverified',
          words:
            'Other records are missing from the list too, so Steward can’t confirm it yet. It checks again.',
        });
        end();
        expect(states(value(await it.changes.readBack(plan.id)))).not.toContain('unverified');
      },
    );
  });

  it('it is believed once the loss has stood for a few minutes', async () => {
    const it = await world({ provider: system(), seed });
    cut(it, 'tokens', 'ci', true);
    const { plan } = await applied(it, [{ type: 'token.delete', ...theToken }]);
    expect(states(plan)).toEqual(['unverified']);
    it.clock.now += 3 * minute;
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['done']);
  });

  it('what the plan itself takes out of it is no loss', async () => {
    const it = await world({ provider: system(), seed });
    const { plan } = await applied(it, [
      remove('dana'),
      remove('eli'),
      { type: 'token.delete', ...theToken },
    ]);
    expect(states(plan)).toEqual(['done', 'done', 'done']);
  });
});
