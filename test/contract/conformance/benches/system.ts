import { randomUUID } from 'node:crypto';
import {
  addOwnerRole,
  addRole,
  joinerRole,
} from '../../../../src-main/local-instance/dialects/system/admission.ts';
import { newTokens, sampleSignIn } from '../../../../src-main/local-instance/dialects/system/identity.ts';
import { permissionCodes } from '../../../../src-main/local-instance/dialects/system/rules.ts';
import { formatExtra } from '../../../../src-main/local-instance/dialects/system/workspace-extra.ts';
import type { Person } from '../../../../src-main/local-instance/tables/people.ts';
import { system as provider } from '../../../../src-main/providers/system/provider.ts';
import { owner } from '../../../../src-main/providers/system/roles.ts';
import { formatSecret } from '../../../../src-main/providers/system/secret.ts';
import type { Bench, Desk, Ground } from '../../../support/systems.ts';
import { systemErrors } from '../errors/system.ts';

const system = 'system';

function ground(desk: Desk): Ground {
  const { directory, server } = desk;
  const actor = (person: Person) =>
    desk.actor(person, person.id, async () => {
      const { accessToken, refreshToken } = await newTokens(person, null, directory, server.signer);
      const { portalCode } = sampleSignIn;
      return {
        address: server.systemUrl,
        secret: formatSecret({
          access: accessToken,
          refresh: refreshToken,
          portalCode,
          clientHash: null,
          email: person.email,
        }),
      };
    });

  return {
    // v1.3 doesn't tell which workspace is somebody's default one.
    untold: (capability, place, { userId }) =>
      capability === 'workspace.set-default' && directory.defaultWorkspaces.of(userId, system) !== place.id
        ? 'it is not the default one'
        : null,
    newcomer: () => Promise.resolve(actor(desk.person())),
    async place(scope, variant) {
      const creator = desk.person();
      const top = actor(creator);
      const { id } = directory.workspaces.add({
        id: randomUUID(),
        system,
        name: 'Made place',
        description: null,
        creatorId: creator.id,
        extra: formatExtra({
          institutionId: 'local-institution',
          timezone: 'Europe/Lisbon',
          status: 'ACTIVE',
          kind: variant === 'sandbox' ? 'SANDBOX' : 'LIVE',
          systemOwned: false,
          memberLimit: null,
          updatedAt: directory.now(),
        }),
      });
      const ownerRole = addOwnerRole(directory, id);
      directory.memberships.add(id, creator.id, ownerRole.id);
      // One role for each permission, one with all and one with none: a right that hangs on another shows.
      const frame = { workspaceId: id, kind: 'CUSTOM', description: '' } as const;
      for (const code of permissionCodes)
        addRole(directory, { ...frame, name: `Only ${code}`, permissions: [code] });
      addRole(directory, { ...frame, name: 'All', permissions: [...permissionCodes] });
      addRole(directory, { ...frame, name: 'None', permissions: [] });
      joinerRole(directory, id);
      return desk.made({
        id,
        scope,
        top,
        join(role) {
          const person = desk.person();
          directory.memberships.add(id, person.id, role === owner ? ownerRole.id : role);
          return actor(person);
        },
      });
    },
  };
}

const bench = (generation: 'v2' | 'v1.3'): Bench => ({
  name: `SYSTEM ${generation}`,
  column: `SYSTEM ${generation}`,
  provider,
  apiVariant: provider.defaultApiVariant,
  credential: 'session',
  basePath: '/system',
  instance: { systemGeneration: generation },
  enforced: true,
  ground,
  restrictions: {
    'workspace.set-default: if SYSTEM allows the workspace as a default': {
      yes: {},
      no: { variant: 'sandbox' },
    },
  },
  olderRefuses:
    generation === 'v2'
      ? []
      : (['member.invite', 'invitation.cancel'] as const).map((capability) => ({
          capability,
          exceptRole: owner,
          note: /v1\.3.*only the owner can send and cancel/i,
        })),
  rawRows: {},
  errors: systemErrors(generation),
});

export const systemBenches: readonly Bench[] = [bench('v2'), bench('v1.3')];
