import { day } from '../../../src-preload/shared/units.ts';
import type { Directory } from '../directory.ts';
import { addOwnerRole, addRole, joinerRole } from '../dialects/system/admission.ts';
import type { InvitationState, PermissionCode } from '../dialects/system/rules.ts';
import { formatExtra, type WorkspaceExtra } from '../dialects/system/workspace-extra.ts';
import { createRandom } from '../random.ts';
import { findSamplePeople, uuidFrom } from './people.ts';
import { samplePeople } from './seed.ts';

/** The six sample workspaces on SYSTEM, by name. */
export const sampleSystemWorkspaces = {
  /** Ana's own. */
  operations: 'Northwind Operations',
  /** Ana may manage its roles and invitations there. */
  treasury: 'Northwind Treasury',
  /** Ana may look at it only. */
  logistics: 'Warehouse Logistics',
  /** A sandbox: it can be entered, but is no one's default. */
  sandbox: 'Integration Sandbox',
  /** Suspended: it can't be entered. */
  archive: 'Lumen Archive',
  /** The system's own, where everybody is: it can't be changed or left. */
  commons: 'SYSTEM Commons',
} as const;

/** Adds SYSTEM's workspaces to the sample people. The same seed and time give the same data. */
export function seedSystemSample(directory: Directory, seed: number): void {
  const random = createRandom(seed + 0x7379_7300);
  const now = Math.floor(directory.now() / 1000) * 1000;
  const { idOf, ordinary, crowd } = findSamplePeople(directory);
  const { ana, secondOwner, approver, collaborator, departed } = samplePeople;
  const priya = 'priya.raman@lumen-consulting.example';

  interface Plan {
    readonly name: string;
    readonly owner: string;
    readonly ageDays: number;
    readonly extra: Partial<WorkspaceExtra>;
    /** Permissions of the custom roles, by name. */
    readonly roles: Readonly<Record<string, readonly PermissionCode[]>>;
    /** By name of a role; "Member" is what everybody is who joined. */
    readonly members: readonly (readonly [email: string, role: string])[];
    readonly invitations: readonly (readonly [email: string, state: InvitationState, daysAgo: number])[];
  }

  function add(plan: Plan): string {
    const createdAt = now - plan.ageDays * day;
    const between = () => createdAt + Math.floor(random() * (now - createdAt));
    const { id: workspaceId } = directory.workspaces.add({
      id: uuidFrom(random),
      system: 'system',
      name: plan.name,
      description: null,
      creatorId: idOf(plan.owner),
      createdAt,
      extra: formatExtra({
        institutionId: 'local-institution',
        timezone: 'Europe/Lisbon',
        status: 'ACTIVE',
        kind: 'LIVE',
        systemOwned: false,
        memberLimit: null,
        updatedAt: between(),
        ...plan.extra,
      }),
    });
    const fixed = () => ({ id: uuidFrom(random), createdAt });
    const owner = addOwnerRole(directory, workspaceId, fixed());
    directory.memberships.add(workspaceId, idOf(plan.owner), owner.id, createdAt);
    const joiner = joinerRole(directory, workspaceId, fixed());
    const roleIds = new Map([[joiner.name, joiner.id]]);
    for (const [name, permissions] of Object.entries(plan.roles)) {
      const role = addRole(directory, {
        ...fixed(),
        workspaceId,
        kind: 'CUSTOM',
        name,
        description: `${name} of ${plan.name}`,
        permissions,
      });
      roleIds.set(name, role.id);
    }
    for (const [email, role] of plan.members) {
      directory.memberships.add(workspaceId, idOf(email), roleIds.get(role) ?? joiner.id, between());
    }
    for (const [email, state, daysAgo] of plan.invitations) {
      const invitedAt = now - daysAgo * day;
      directory.systemInvitations.add({
        id: uuidFrom(random),
        workspaceId,
        inviterId: idOf(plan.owner),
        email,
        message: 'Come and join us',
        // Time alone makes it expire.
        state: state === 'EXPIRED' ? 'PENDING' : state,
        createdAt: invitedAt,
        expiresAt: invitedAt + 7 * day,
        acceptedAt: state === 'ACCEPTED' ? invitedAt + day : null,
      });
    }
    return workspaceId;
  }

  const some = (from: number, to: number, role = 'Member'): (readonly [string, string])[] =>
    ordinary.slice(from, to).map((email) => [email, role]);
  const many = (from: number, to: number, role = 'Member'): (readonly [string, string])[] =>
    crowd.slice(from, to).map((email, index) => [email, index % 20 === 19 ? role : 'Member']);
  const readAll = ['workspace:read', 'workspace:role:read', 'workspace:invitation:read'] as const;

  const operations = add({
    name: sampleSystemWorkspaces.operations,
    owner: ana,
    ageDays: 400,
    extra: {},
    roles: {
      Recruiter: ['workspace:read', 'workspace:invitation:read', 'workspace:invitation:write'],
      Auditor: readAll,
    },
    members: [[secondOwner, 'Auditor'], [approver, 'Recruiter'], [collaborator, 'Member'], ...some(0, 10)],
    invitations: [
      [samplePeople.outsider, 'PENDING', 1],
      [samplePeople.pending, 'PENDING', 5],
      ['contractor.one@lumen-consulting.example', 'EXPIRED', 20],
      [collaborator, 'ACCEPTED', 90],
      ['oncall@fabrikam.example', 'DECLINED', 60],
      ['intern-2@northwind.example', 'CANCELLED', 45],
    ],
  });
  directory.defaultWorkspaces.set(idOf(ana), 'system', operations);
  add({
    name: sampleSystemWorkspaces.treasury,
    owner: secondOwner,
    ageDays: 250,
    extra: { timezone: 'Europe/Warsaw', memberLimit: 12 },
    roles: {
      Steward: [...readAll, 'workspace:role:write', 'workspace:invitation:write'],
      Reader: ['workspace:read'],
    },
    members: [[ana, 'Steward'], [approver, 'Reader'], ...some(8, 17, 'Reader')],
    // Full: whoever accepts gets to hear so.
    invitations: [[collaborator, 'PENDING', 2]],
  });
  add({
    name: sampleSystemWorkspaces.logistics,
    owner: approver,
    ageDays: 180,
    extra: { timezone: 'Asia/Ho_Chi_Minh' },
    roles: { Dispatcher: ['workspace:read', 'workspace:write'] },
    members: [[ana, 'Member'], [departed, 'Dispatcher'], ...some(15, 24), ...many(60, 110, 'Dispatcher')],
    invitations: [],
  });
  add({
    name: sampleSystemWorkspaces.sandbox,
    owner: collaborator,
    ageDays: 30,
    extra: { kind: 'SANDBOX', timezone: 'UTC' },
    roles: {},
    members: [[ana, 'Member'], ...some(20, 23)],
    invitations: [],
  });
  add({
    name: sampleSystemWorkspaces.archive,
    owner: departed,
    ageDays: 900,
    extra: { status: 'SUSPENDED', timezone: 'America/New_York' },
    roles: {},
    members: [[ana, 'Member']],
    invitations: [],
  });
  add({
    name: sampleSystemWorkspaces.commons,
    owner: priya,
    ageDays: 1000,
    extra: { systemOwned: true, timezone: 'UTC' },
    roles: { Reporter: readAll },
    members: [
      [ana, 'Reporter'],
      [secondOwner, 'Member'],
      [approver, 'Member'],
      ...some(0, 30),
      ...many(0, 370, 'Reporter'),
    ],
    invitations: [],
  });
}
