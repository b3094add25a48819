import { sessionClaimsOf } from '../../../../src-main/local-instance/dialects/workspaces-api/accounts.ts';
import {
  numberOf,
  numberOrganization,
  systemName as system,
} from '../../../../src-main/local-instance/dialects/workspaces-api/names.ts';
import {
  defaultSettings,
  formatExtra,
} from '../../../../src-main/local-instance/dialects/workspaces-api/workspace-extra.ts';
import type { Person } from '../../../../src-main/local-instance/tables/people.ts';
import { organizationPlace, workspacePlace } from '../../../../src-main/providers/workspaces-api/places.ts';
import { workspacesApi } from '../../../../src-main/providers/workspaces-api/provider.ts';
import type { Bench, Desk, Ground } from '../../../support/systems.ts';
import { workspacesApiErrors } from '../errors/workspaces-api.ts';
import { signal } from '../../../support/signal.ts';

/** As the server spells the provider's role ids. */
const nameOf = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);

function ground(desk: Desk): Ground {
  const { directory, server } = desk;
  const address = server.addresses['workspaces-api'];
  const actor = (person: Person) =>
    desk.actor(person, String(numberOf(directory, 'user', person.id)), async () => ({
      address,
      secret: await server.signer.sign(sessionClaimsOf(person.id, directory.now())),
    }));

  return {
    newcomer: () => Promise.resolve(actor(desk.person())),
    async place(scope) {
      const creator = desk.person();
      const top = actor(creator);
      const organization = directory.organizations.add({
        system,
        name: 'Made organization',
        kind: 'organization',
        creatorId: creator.id,
        extra: '{}',
      });
      numberOrganization(directory, organization);
      directory.organizations.addMember(organization.id, creator.id, 'Admin');
      const workspace = directory.workspaces.add({
        system,
        name: 'Made place',
        description: null,
        creatorId: creator.id,
        extra: formatExtra({
          slug: 'made-place',
          updatedAt: directory.now(),
          sourceId: null,
          settings: defaultSettings(directory, organization.id),
        }),
      });
      directory.organizations.attachWorkspace(organization.id, workspace.id);
      const organizationNumber = String(numberOf(directory, 'organization', organization.id));
      const workspaceNumber = String(numberOf(directory, 'workspace', workspace.id));
      const id =
        scope === 'organization'
          ? organizationPlace(organizationNumber)
          : workspacePlace(organizationNumber, workspaceNumber);
      return desk.made({
        id,
        scope,
        top,
        join(role) {
          const person = desk.person();
          directory.organizations.addMember(organization.id, person.id, nameOf(role));
          return actor(person);
        },
      });
    },
  };
}

const bench = (mode: 'built' | 'stub'): Bench => ({
  name: mode === 'built' ? 'Workspaces API, built' : 'Workspaces API, stubs',
  column: mode === 'built' ? 'WS built' : 'WS stubs',
  provider: workspacesApi,
  apiVariant: workspacesApi.defaultApiVariant,
  credential: 'session',
  basePath: '/workspaces-api',
  instance: { workspacesApi: mode },
  enforced: true,
  ground,
  restrictions: {
    'token.delete: only their own': { yes: { token: 'own' }, no: { token: 'of somebody else' } },
  },
  olderRefuses: [],
  rawRows: {
    'workspace.list': async (place, actor) => {
      const rows = await (await actor.session()).workspaces(signal);
      return rows.ok && rows.value.rows.some(({ id }) => id.startsWith(`${place.id}/`));
    },
  },
  errors: workspacesApiErrors,
});

export const workspacesApiBenches: readonly Bench[] = [bench('built'), bench('stub')];
