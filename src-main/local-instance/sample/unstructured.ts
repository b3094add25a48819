import { day } from '../../../src-preload/shared/units.ts';
import type { Directory } from '../directory.ts';
import type { OrganizationRole, WorkspaceRole } from '../dialects/unstructured/roles.ts';
import { systemName } from '../dialects/unstructured/session.ts';
import { formatOrganizationExtra, formatWorkspaceExtra } from '../dialects/unstructured/workspace-extra.ts';
import type { OrganizationKind } from '../tables/organizations.ts';
import { castOf } from './cast.ts';
import { samplePeople } from './seed.ts';

export const sampleUnstructured = {
  /** Ana is its Super Administrator. */
  northwind: 'Northwind Documents',
  /** Ana is an Account Member. */
  fabrikam: 'Fabrikam Archive',
  /** Its keys are answered with 402. */
  unpaid: 'Lumen Trial',
} as const;

type MemberPlan = readonly [email: string, role: OrganizationRole];
type RosterPlan = readonly [email: string, role: WorkspaceRole];

interface WorkspacePlan {
  readonly name: string;
  readonly members: readonly RosterPlan[];
  readonly keys?: readonly (readonly [name: string, by: string, enabled: boolean])[];
  readonly workflows?: readonly string[];
}

interface OrganizationPlan {
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly ageDays: number;
  readonly paymentRequired?: boolean;
  /** The first one counts as its creator. */
  readonly members: readonly [MemberPlan, ...MemberPlan[]];
  /** The first one is the default workspace. */
  readonly workspaces: readonly WorkspacePlan[];
}

const workspaceRoleCycle: readonly WorkspaceRole[] = ['viewer', 'operator', 'developer', 'viewer', 'admin'];

/** Adds Unstructured's sample data for the sample people. The same seed and time give the same data. */
export function seedUnstructured(directory: Directory, seed: number): void {
  directory.transaction(() => {
    fill(directory, seed);
  });
}

function fill(directory: Directory, seed: number): void {
  const cast = castOf(directory, seed, 0x0a01);
  const { ana, secondOwner, approver, collaborator, outsider, unverified, suspended, pending, departed } =
    samplePeople;
  const ordinary = cast.ordinary.map(({ email }) => email);

  const keyValue = () => {
    let value = '';
    while (value.length < 30) value += cast.random().toString(36).slice(2, 10);
    return value.slice(0, 30);
  };

  function addOrganization(plan: OrganizationPlan): void {
    const createdAt = cast.now - plan.ageDays * day;
    const later = () => createdAt + Math.floor(cast.random() * (cast.now - createdAt));
    const creatorId = cast.person(plan.members[0][0]).id;
    const organization = directory.organizations.add({
      id: cast.idAt(createdAt),
      system: systemName,
      name: plan.name,
      kind: plan.kind,
      creatorId,
      createdAt,
      extra: formatOrganizationExtra({ paymentRequired: plan.paymentRequired === true }),
    });
    for (const [index, [email, role]] of plan.members.entries()) {
      const joinedAt = index === 0 ? createdAt : later();
      directory.organizations.addMember(organization.id, cast.person(email).id, role, joinedAt);
    }
    for (const [index, one] of plan.workspaces.entries()) {
      const madeAt = createdAt + index * 6 * day;
      const workspace = directory.workspaces.add({
        id: cast.idAt(madeAt),
        system: systemName,
        name: one.name,
        description: null,
        creatorId,
        createdAt: madeAt,
        extra: formatWorkspaceExtra({ isDefault: index === 0, workflows: [...(one.workflows ?? [])] }),
      });
      directory.organizations.attachWorkspace(organization.id, workspace.id);
      for (const [email, role] of one.members) {
        directory.memberships.add(workspace.id, cast.person(email).id, role, later());
      }
      for (const [keyName, by, enabled] of one.keys ?? []) {
        const keyAt = later();
        const value = keyValue();
        directory.apiKeys.add(
          {
            id: cast.idAt(keyAt),
            system: systemName,
            ownerId: cast.person(by).id,
            organizationId: organization.id,
            workspaceId: workspace.id,
            name: keyName,
            scopes: '',
            enabled,
            createdAt: keyAt,
            expiresAt: null,
          },
          value,
          true,
        );
      }
    }
  }

  const members = (from: number, to: number): MemberPlan[] =>
    ordinary.slice(from, to).map((email) => [email, 'member']);
  const roster = (from: number, to: number): RosterPlan[] =>
    ordinary
      .slice(from, to)
      .map((email, index) => [email, workspaceRoleCycle[index % workspaceRoleCycle.length] ?? 'viewer']);

  const crowd = cast.crowd.map(({ email }) => email);
  const many = (from: number, to: number): MemberPlan[] =>
    crowd.slice(from, to).map((email, index) => [email, index % 60 === 59 ? 'billing_admin' : 'member']);
  const crowdRoster = (from: number, to: number): RosterPlan[] =>
    crowd
      .slice(from, to)
      .map((email, index) => [email, workspaceRoleCycle[index % workspaceRoleCycle.length] ?? 'viewer']);

  addOrganization({
    name: sampleUnstructured.northwind,
    kind: 'organization',
    ageDays: 400,
    members: [
      [ana, 'super_admin'],
      [secondOwner, 'billing_admin'],
      [approver, 'member'],
      [collaborator, 'member'],
      [unverified, 'member'],
      [suspended, 'member'],
      [pending, 'member'],
      ...members(0, 22),
      ...many(170, 440),
    ],
    workspaces: [
      {
        name: 'Default workspace',
        members: [[ana, 'admin'], [approver, 'admin'], [collaborator, 'developer'], ...roster(0, 8)],
        keys: [
          ['Ingest service', ana, true],
          ['Old ingest service', ana, false],
          ['Notebook', collaborator, true],
        ],
        workflows: ['Nightly contracts', 'Invoices to vectors', 'Support mail'],
      },
      {
        name: 'Contracts',
        members: [[approver, 'admin'], [collaborator, 'operator'], ...roster(4, 14)],
        keys: [['Contract parser', approver, true]],
        workflows: ['Signed contracts'],
      },
      { name: 'Invoices', members: [[collaborator, 'viewer'], ...roster(8, 12)] },
      {
        name: 'Support mail',
        members: [[secondOwner, 'viewer'], ...roster(10, 20), ...crowdRoster(170, 240)],
      },
      {
        name: 'Research',
        members: [[collaborator, 'admin'], ...roster(2, 5)],
        keys: [['Embedding trial', collaborator, true]],
      },
      { name: 'Legal hold', members: [...roster(18, 22), ...crowdRoster(380, 395)] },
      {
        name: 'Product manuals',
        members: [[unverified, 'developer'], ...roster(0, 6), ...crowdRoster(240, 350)],
      },
      { name: 'Scratch', members: [] },
    ],
  });
  addOrganization({
    name: sampleUnstructured.fabrikam,
    kind: 'organization',
    ageDays: 250,
    members: [
      [outsider, 'super_admin'],
      [ana, 'member'],
      [departed, 'billing_admin'],
      [collaborator, 'super_admin'],
      ...members(16, 30),
      ...many(170, 240),
    ],
    workspaces: [
      { name: 'Default workspace', members: [[outsider, 'admin'], [ana, 'viewer'], ...roster(16, 22)] },
      {
        name: 'Scanned archive',
        members: [[ana, 'developer'], [departed, 'operator'], ...roster(20, 30), ...crowdRoster(170, 210)],
        keys: [['Scanner', ana, true]],
        workflows: ['Scan to text'],
      },
      { name: 'Delivery notes', members: [[ana, 'admin'], ...roster(16, 19)] },
      { name: 'Blueprints', members: [[ana, 'operator'], ...roster(24, 29)] },
      { name: 'Personnel files', members: [[outsider, 'admin']] },
      { name: 'Audit 2025', members: roster(17, 21) },
      { name: 'Translations', members: roster(22, 27) },
      { name: 'Quarantine', members: [] },
    ],
  });
  addOrganization({
    name: sampleUnstructured.unpaid,
    kind: 'organization',
    ageDays: 40,
    paymentRequired: true,
    members: [
      ['priya.raman@lumen-consulting.example', 'super_admin'],
      [ana, 'billing_admin'],
    ],
    workspaces: [
      {
        name: 'Default workspace',
        members: [['priya.raman@lumen-consulting.example', 'admin']],
        keys: [['Trial', 'priya.raman@lumen-consulting.example', true]],
      },
    ],
  });
  for (const email of [ana, approver, collaborator]) {
    const { firstName } = cast.person(email);
    addOrganization({
      name: `${firstName ?? email} (personal)`,
      kind: 'personal',
      ageDays: 120,
      members: [[email, 'super_admin']],
      workspaces: [{ name: 'Personal workspace', members: [[email, 'admin']] }],
    });
  }
}
