import { newKeyValue } from '../../../../src-main/local-instance/dialects/unstructured/keys.ts';
import {
  sessionClaimsOf,
  systemName as system,
} from '../../../../src-main/local-instance/dialects/unstructured/session.ts';
import {
  formatOrganizationExtra,
  formatWorkspaceExtra,
} from '../../../../src-main/local-instance/dialects/unstructured/workspace-extra.ts';
import type { Person } from '../../../../src-main/local-instance/tables/people.ts';
import { organizationIdOf, workspaceIdOf } from '../../../../src-main/providers/unstructured/inventory.ts';
import { organizationPlace, workspacePlace } from '../../../../src-main/providers/unstructured/place-ids.ts';
import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { accountMember, superAdmin, viewer } from '../../../../src-main/providers/unstructured/roles.ts';
import { memoryStorage } from '../../../support/connection-storage.ts';
import { callAt } from '../../../support/other-systems.ts';
import type { Actor, Bench, Desk, Ground, MadePlace } from '../../../support/systems.ts';
import { dataApiErrors, unstructuredErrors } from '../errors/unstructured.ts';
import { signal } from '../../../support/signal.ts';

/** Tokens of the suite's people, for requests that no provider makes. */
const tokens = new WeakMap<Actor, () => Promise<{ base: string; token: string }>>();

function addOrganization({ directory }: Desk, creatorId: string): string {
  const { id } = directory.organizations.add({
    system,
    name: 'Made organization',
    kind: 'organization',
    creatorId,
    extra: formatOrganizationExtra({ paymentRequired: false }),
  });
  directory.organizations.addMember(id, creatorId, superAdmin);
  return id;
}
function addWorkspace({ directory }: Desk, organizationId: string, creatorId: string): string {
  const { id } = directory.workspaces.add({
    system,
    name: 'Made place',
    description: null,
    creatorId,
    extra: formatWorkspaceExtra({ isDefault: false, workflows: ['Nightly'] }),
  });
  directory.organizations.attachWorkspace(organizationId, id);
  return id;
}

function managementGround(desk: Desk): Ground {
  const { directory, server } = desk;
  const address = server.addresses.unstructured;
  function actor(person: Person): Actor {
    const sign = () => server.signer.sign(sessionClaimsOf(person.id, directory.now()));
    const made = desk.actor(person, person.id, async () => ({ address, secret: await sign() }));
    tokens.set(made, async () => ({ base: address, token: await sign() }));
    return made;
  }

  return {
    newcomer: () => Promise.resolve(actor(desk.person())),
    async place(scope) {
      const creator = desk.person();
      const top = actor(creator);
      const organizationId = addOrganization(desk, creator.id);
      const workspaceId = addWorkspace(desk, organizationId, creator.id);
      const inOrganization = (role: string) => {
        const person = desk.person();
        directory.organizations.addMember(organizationId, person.id, role);
        return person;
      };
      if (scope === 'organization') {
        const id = organizationPlace(organizationId);
        return desk.made({ id, scope, top, join: (role) => actor(inOrganization(role)) });
      }
      // Who reaches it by the organization can read, but is on its roster only when added to it.
      directory.memberships.add(workspaceId, creator.id, 'admin');
      const id = workspacePlace(organizationId, workspaceId);
      return desk.made({
        id,
        scope,
        top,
        join(role) {
          if (role === superAdmin) return actor(inOrganization(superAdmin));
          const person = inOrganization(accountMember);
          directory.memberships.add(workspaceId, person.id, role);
          return actor(person);
        },
        candidate: () => inOrganization(accountMember).email,
      });
    },
  };
}

async function raw(actor: Actor, method: string, path: string, body?: unknown): Promise<number> {
  const found = await tokens.get(actor)?.();
  if (found === undefined) throw new Error('The suite has no token of this person');
  const answer = await callAt(
    found.base,
    method,
    `/api/v1/organizations/${path}`,
    { authorization: `Bearer ${found.token}` },
    body,
  );
  return answer.status;
}

/** Ids of the first workspace of an organization, and of a member of it who is in no workspace. */
async function inside(
  place: MadePlace,
): Promise<{ workspace: string; add: (actor: Actor) => Promise<number> }> {
  const rows = await (await place.top.session()).workspaces(signal);
  const row = rows.ok
    ? rows.value.rows.find(({ id, scope }) => scope === 'workspace' && id.startsWith(`${place.id}/`))
    : undefined;
  const workspace = row?.id.replace('/', '/workspaces/') ?? '';
  return {
    workspace,
    async add(actor) {
      const other = await place.member(accountMember);
      return raw(actor, 'POST', `${workspace}/members/`, { user_id: other.userId, role: viewer });
    },
  };
}

const management: Bench = {
  name: 'Unstructured, management API',
  column: 'Unstr. mgmt',
  provider: unstructured,
  apiVariant: 'management',
  credential: 'session',
  basePath: '/unstructured',
  instance: {},
  enforced: true,
  ground: managementGround,
  restrictions: {
    // Of two pages that contradict each other the dialect follows the newer one.
    'member.list: newer page: yes, older page: no': { yes: {}, no: null },
  },
  olderRefuses: [],
  rawRows: {
    'workspace-members.add': async (place, actor) => (await (await inside(place)).add(actor)) === 201,
    'workspace-members.view': async (place, actor) =>
      (await raw(actor, 'GET', `${(await inside(place)).workspace}/members/`)) === 200,
    'workspace.join': async (place, actor) => {
      const { workspace } = await inside(place);
      const body = { user_id: actor.userId, role: viewer };
      return (await raw(place.top, 'POST', `${workspace}/members/`, body)) === 201;
    },
  },
  errors: unstructuredErrors,
};

/** The inventory is of one connection: every place of the suite is in it. */
function consoleGround(desk: Desk): Ground {
  const { directory, server } = desk;
  const admin = { email: 'admin@conformance.example', name: 'Admin' };
  const dataApi = `${server.addresses.unstructured}/data/api/v1`;
  const me = desk.actor(admin, admin.email, () =>
    Promise.resolve({
      address: server.addresses.unstructured,
      secret: JSON.stringify(admin),
      storage: { options: { dataApi }, inventory },
    }),
  );
  const { inventory } = memoryStorage(JSON.stringify(admin));
  let places = 0;

  return {
    newcomer: () => Promise.resolve(me),
    async place(scope) {
      places += 1;
      const organization = `Organization ${places}`;
      const enter = async (cells: readonly string[]) => {
        const header = 'organization,workspace,email,organization role,workspace role';
        const list = `${header}\n${cells.join(',')}\n`;
        const done = unstructured.inventory?.import(inventory.read(), list, Date.now());
        if (done?.ok !== true || done.value.left > 0) throw new Error('The inventory takes no such row');
        await inventory.write(done.value.inventory);
      };
      await enter([organization, '', admin.email, superAdmin, '']);
      await enter([organization, 'Made place', admin.email, superAdmin, 'admin']);
      const id = organizationIdOf(organization);
      const placeId = scope === 'organization' ? id : workspaceIdOf(id, 'Made place');
      return {
        id: placeId,
        scope,
        table: await desk.table(scope, me, placeId),
        top: me,
        async member(role) {
          const { email } = desk.person();
          const [inOrganization, here] =
            scope === 'organization' || role === superAdmin ? [role, ''] : [accountMember, role];
          await enter([organization, here === '' ? '' : 'Made place', email, inOrganization, here]);
          return { ...me, userId: email, email };
        },
        async candidate() {
          const { email } = desk.person();
          if (scope === 'workspace') await enter([organization, '', email, accountMember, '']);
          return email;
        },
      };
    },
    workingKey() {
      const creator = desk.person();
      const organizationId = addOrganization(desk, creator.id);
      const value = newKeyValue();
      directory.apiKeys.add(
        {
          id: directory.newId(),
          system,
          ownerId: creator.id,
          organizationId,
          workspaceId: addWorkspace(desk, organizationId, creator.id),
          name: 'Key',
          scopes: '',
          enabled: true,
          createdAt: directory.now(),
          expiresAt: null,
        },
        value,
        true,
      );
      return Promise.resolve(value);
    },
  };
}

const consoleGuided: Bench = {
  name: 'Unstructured, console-guided',
  column: 'Unstr. cons',
  provider: unstructured,
  apiVariant: 'console',
  credential: 'unknown',
  basePath: '/unstructured',
  instance: {},
  enforced: false,
  ground: consoleGround,
  restrictions: management.restrictions,
  olderRefuses: [],
  rawRows: {},
  errors: dataApiErrors,
};

export const unstructuredBenches: readonly Bench[] = [management, consoleGuided];
