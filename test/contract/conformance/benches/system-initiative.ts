import {
  automationClaimsOf,
  sessionClaimsOf,
} from '../../../../src-main/local-instance/dialects/system-initiative/identity.ts';
import { formatExtra } from '../../../../src-main/local-instance/dialects/system-initiative/workspace-extra.ts';
import type { Person } from '../../../../src-main/local-instance/tables/people.ts';
import { systemInitiative } from '../../../../src-main/providers/system-initiative/provider.ts';
import { editor, owner } from '../../../../src-main/providers/system-initiative/roles.ts';
import type { Bench, Desk, Ground, NamedError } from '../../../support/systems.ts';
import { systemInitiativeErrors, systemInitiativePublicErrors } from '../errors/system-initiative.ts';

const system = 'system-initiative';
const year = 365 * 86_400_000;

function ground(desk: Desk, apiVariant: 'auth' | 'public'): Ground {
  const { directory, server } = desk;

  function addWorkspace(creatorId: string): string {
    const { id } = directory.workspaces.add({
      system,
      name: 'Made place',
      description: '',
      creatorId,
      extra: formatExtra({
        instanceType: 'SI',
        instanceUrl: 'https://app.systeminit.com',
        secret: directory.newId(),
        isDefault: false,
        isFavourite: false,
        isHidden: false,
        approvalsEnabled: false,
      }),
    });
    directory.memberships.add(id, creatorId, owner);
    return id;
  }

  /** Tokens of a workspace end with it, so that those of the suite belong to one that nobody deletes. */
  let home: string | null = null;
  function automationToken(person: Person): Promise<string> {
    home ??= addWorkspace(desk.person().id);
    const now = Math.floor(directory.now() / 1000) * 1000;
    const token = {
      id: directory.newId(),
      system,
      personId: person.id,
      workspaceId: home,
      name: null,
      role: 'automation',
      createdAt: now,
      expiresAt: now + year,
      revokedAt: null,
    } as const;
    directory.tokens.add(token);
    return server.signer.sign(automationClaimsOf(token));
  }

  const actor = (person: Person) =>
    desk.actor(person, person.id, async () =>
      apiVariant === 'auth'
        ? {
            address: server.url,
            secret: await server.signer.sign(sessionClaimsOf(person.id, directory.now())),
          }
        : { address: server.publicApiUrl, secret: await automationToken(person) },
    );

  return {
    newcomer: () => Promise.resolve(actor(desk.person())),
    async place(scope) {
      const creator = desk.person();
      const id = addWorkspace(creator.id);
      const top = actor(creator);
      return desk.made({
        id,
        scope,
        top,
        join(role) {
          const person = desk.person();
          directory.memberships.add(id, person.id, role);
          return actor(person);
        },
      });
    },
  };
}

const bench = (
  apiVariant: 'auth' | 'public',
  parts: Pick<Bench, 'name' | 'column' | 'credential' | 'basePath'> & { errors: readonly NamedError[] },
): Bench => ({
  provider: systemInitiative,
  apiVariant,
  instance: {},
  enforced: true,
  ground: (desk) => ground(desk, apiVariant),
  restrictions: {
    'member.remove: not an owner': { yes: { target: editor }, no: { target: owner } },
  },
  olderRefuses: [],
  rawRows: {},
  ...parts,
});

export const systemInitiativeBenches: readonly Bench[] = [
  bench('auth', {
    name: 'System Initiative, auth API',
    column: 'SI auth',
    credential: 'session',
    basePath: '/si/auth',
    errors: systemInitiativeErrors,
  }),
  bench('public', {
    name: 'System Initiative, public API',
    column: 'SI public',
    credential: 'automation',
    basePath: '/si/public',
    errors: systemInitiativePublicErrors,
  }),
];
