import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls } from '../../src-preload/contract/api.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { valueOr } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { connectionsHandlers } from '../../src-main/ipc/connections.ts';
import { invitationsHandlers } from '../../src-main/ipc/invitations.ts';
import { membersHandlers } from '../../src-main/ipc/members.ts';
import { rolesHandlers } from '../../src-main/ipc/roles.ts';
import { tokensHandlers } from '../../src-main/ipc/tokens.ts';
import { workspacesHandlers } from '../../src-main/ipc/workspaces.ts';
import { unused } from '../support/unused.ts';
import { startConnectedCore, type ConnectedCore } from '../support/core.ts';
import { valueOf } from '../support/results.ts';
import { signal } from '../support/signal.ts';
import { listRefusal } from '../../src-main/access/list-access.ts';
import { placeAccess } from '../../src-main/access/place-access.ts';
import { placeLists } from '../../src-main/base/lists.ts';

const page = { query: '', offset: 0, limit: 200 };

let app: ConnectedCore;
let copied: string[];

beforeAll(async () => {
  app = await startConnectedCore({ workspacesApiPerMinute: 10_000, systemRateLimit: 10_000 });
  copied = [];
  for (const { id } of app.core.connections.list()) {
    valueOf(await app.core.sync.fetchNow(id, null, ['workspaces'], signal));
    for (const row of app.core.store.roster.workspaces(id, Date.now()))
      for (const list of placeLists) await app.core.sync.fetchNow(id, row.id, [list], signal);
  }
}, 60_000);
afterAll(() => app.close());

const context = () => app.context();
const handlers = () => ({
  connections: connectionsHandlers(context()),
  workspaces: workspacesHandlers(context(), async () => ok(null), { openText: async () => ok(null) }, unused),
  members: membersHandlers(context()),
  invitations: invitationsHandlers(context(), unused),
  roles: rolesHandlers(context()),
  tokens: tokensHandlers(context(), {
    put: () => '',
    reveal: () => ok({ secret: '' }),
    copy: async () => ok({ clearsAt: 1 }),
    copyText: async (secret) => {
      copied.push(secret);
      return { clearsAt: 1 };
    },
    forget: () => undefined,
    waiting: () => 0,
    forgetAll: () => undefined,
    clearClipboard: async () => undefined,
  }),
});
/** Every place of a connection in the order of the list, as the screens get it. */
async function placesOf(provider: Connection['provider']): Promise<WorkspaceDetail[]> {
  const { workspaces } = handlers();
  const { id: connectionId } = app.connectionTo(provider);
  const list = valueOf(await workspaces.list({ connectionId }));
  const parsed = calls.workspaces.list.output.parse(list);
  const details: WorkspaceDetail[] = [];
  for (const { id } of parsed.workspaces)
    details.push(
      calls.workspaces.get.output.parse(valueOf(await workspaces.get({ connectionId, workspaceId: id }))),
    );
  return details;
}
const refOf = ({ workspace }: WorkspaceDetail) => ({
  connectionId: workspace.connectionId,
  workspaceId: workspace.id,
});

describe.each(['system-initiative', 'unstructured', 'workspaces-api', 'modbox', 'system'] as const)(
  '%s',
  (provider) => {
    it('it answers every screen of every place in the shape of the contract', async () => {
      const { connections: ofConnections, members, invitations, roles, tokens } = handlers();
      const { id: connectionId } = app.connectionTo(provider);
      const capabilities = calls.connections.capabilities.output.parse(
        valueOf(await ofConnections.capabilities({ connectionId })),
      );
      for (const { permission } of capabilities)
        if (!permission.allowed)
          expect(permission).toMatchObject({ source: expect.stringMatching(/./) as string });
      const places = await placesOf(provider);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        const ref = refOf(place);
        const list = calls.members.page.output.parse(
          valueOf(await members.page({ ...ref, ...page, sort: { by: 'name', order: 'asc' } })),
        );
        expect(list.queryProblem).toBeNull();
        for (const member of list.rows.slice(0, 3)) {
          const person = { ...ref, userId: member.userId };
          calls.members.roleOptions.output.parse(valueOf(await members.roleOptions(person)));
          const may = calls.roles.effectivePermissions.output.parse(
            valueOf(await roles.effectivePermissions(person)),
          );
          expect(new Set(may.rows.map(({ id }) => id)).size).toBe(may.rows.length);
        }
        calls.invitations.page.output.parse(
          valueOf(
            await invitations.page({ ...ref, ...page, sort: { by: 'email', order: 'asc' }, list: 'open' }),
          ),
        );
        calls.invitations.joinOffers.output.parse(valueOf(await invitations.joinOffers(ref)));
        calls.roles.tables.output.parse(valueOf(await roles.tables(ref)));
        calls.roles.permissionCodes.output.parse(valueOf(await roles.permissionCodes(ref)));
        calls.roles.inviteOptions.output.parse(valueOf(await roles.inviteOptions(ref)));
        calls.roles.candidates.output.parse(valueOf(await roles.candidates({ ...ref, ...page })));
        calls.tokens.page.output.parse(
          valueOf(await tokens.page({ ...ref, ...page, sort: { by: 'name', order: 'asc' }, list: 'active' })),
        );
      }
    });

    it('it reads every list that is supported', async () => {
      const places = await placesOf(provider);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        const standing = valueOf(placeAccess(app.core, refOf(place)));
        // Where a role's permissions can't be read, the server alone knows what it refuses.
        const failed = Object.values(place.freshness).filter(
          ({ list, error }) =>
            error !== null && error.kind !== 'forbidden' && listRefusal(standing, list) === null,
        );
        expect([place.workspace.name, failed]).toEqual([place.workspace.name, []]);
      }
    });
  },
);

describe('organizations', () => {
  it('it lists organizations before their workspaces, whose lists are where the system keeps them', async () => {
    const places = await placesOf('workspaces-api');
    expect(places[0]?.workspace.scope).toBe('organization');
    const workspace = places.find(({ workspace: { scope } }) => scope === 'workspace');
    const above = workspace?.workspace.organization;
    expect(workspace?.listsAt.members.workspaceId).toBe(above?.state === 'known' ? above.value.id : null);
  });

  it('it shows who can access a workspace without being a member, with both matrices', async () => {
    const places = await placesOf('unstructured');
    const reached = places.filter(({ inheritedAccess }) => inheritedAccess !== null);
    expect(reached.length).toBeGreaterThan(0);
    expect(reached[0]?.inheritedAccess).toMatchObject({ roleLabel: 'Super Administrator', complete: true });
    expect(reached[0]?.roleTables.map(({ scope }) => scope)).toEqual(['workspace', 'organization']);
    const { members } = handlers();
    const [place] = reached;
    if (!place) throw new Error('nobody reaches anything');
    const { rows } = valueOf(
      await members.page({ ...refOf(place), ...page, sort: { by: 'name', order: 'asc' } }),
    );
    expect(rows.map(({ organizationRole: { state } }) => state)).toEqual(rows.map(() => 'known'));
  });

  it('the count of those who have access without being members leads to a search for exactly them', async () => {
    const { members } = handlers();
    for (const place of await placesOf('unstructured')) {
      const { inheritedAccess } = place;
      if (inheritedAccess === null || inheritedAccess.count === 0) continue;
      const { shownBy, count, names } = inheritedAccess;
      if (shownBy === null) throw new Error('no search shows them');
      const { connectionId } = place.workspace;
      const found = valueOf(
        await members.page({
          ...page,
          connectionId,
          workspaceId: shownBy.workspaceId,
          query: shownBy.query,
          sort: { by: 'name', order: 'asc' },
        }),
      );
      expect(found.rows.map(({ name, email }) => valueOr(name, email))).toEqual(names);
      expect(found.rows).toHaveLength(count);
    }
  });

  it('it offers people to choose from who aren’t in the workspace yet', async () => {
    const { roles, members } = handlers();
    const places = await placesOf('unstructured');
    let found = 0;
    for (const place of places.filter(({ inheritedAccess }) => inheritedAccess !== null)) {
      const picked = valueOf(await roles.candidates({ ...refOf(place), ...page }));
      const inside = valueOf(
        await members.page({ ...refOf(place), ...page, sort: { by: 'name', order: 'asc' } }),
      );
      const ids = new Set(inside.rows.map(({ userId }) => userId));
      expect(picked.rows.filter(({ userId }) => ids.has(userId))).toEqual([]);
      found += picked.rows.length;
    }
    expect(found).toBeGreaterThan(0);
  });
});

describe('the value of a key', () => {
  it('it copies the value to the clipboard and puts it in no answer', async () => {
    const { tokens } = handlers();
    for (const place of await placesOf('unstructured')) {
      const ref = refOf(place);
      const { rows } = valueOf(
        await tokens.page({ ...ref, ...page, sort: { by: 'name', order: 'asc' }, list: 'active' }),
      );
      const key = rows.find(({ actions }) => actions.copy.allowed);
      if (!key) continue;
      const answer = valueOf(await tokens.copyValue({ ...ref, tokenId: key.id }));
      expect(Object.keys(answer)).toEqual(['clearsAt']);
      expect(copied).toHaveLength(1);
      expect(copied[0]?.length).toBeGreaterThan(10);
      return;
    }
    throw new Error('no key can be copied');
  });

  it('it doesn’t ask for the value where the system doesn’t return it', async () => {
    const { tokens } = handlers();
    const [place] = await placesOf('system-initiative');
    if (!place) throw new Error('no place');
    expect(await tokens.copyValue({ ...refOf(place), tokenId: 'any' })).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed' },
    });
  });
});
