import { day } from '../../../src-preload/shared/units.ts';
import type { Directory } from '../directory.ts';
import { arrive } from '../dialects/workspaces-api/accounts.ts';
import {
  freeSlug,
  numberOf,
  numberOrganization,
  systemName,
  type RoleName,
} from '../dialects/workspaces-api/names.ts';
import { invitationLifetime } from '../dialects/workspaces-api/organizations.ts';
import { defaultSettings, formatExtra, type Settings } from '../dialects/workspaces-api/workspace-extra.ts';
import { castOf } from './cast.ts';
import { samplePeople } from './seed.ts';

export const sampleWorkspacesApi = {
  /** Ana is an Admin of it. */
  northwind: 'Northwind Platform',
  /** Ana is a Developer of it. */
  fabrikam: 'Fabrikam Labs',
} as const;

type MemberPlan = readonly [email: string, role: RoleName];

interface OrganizationPlan {
  readonly name: string;
  readonly ageDays: number;
  /** The first one counts as its creator. */
  readonly members: readonly [MemberPlan, ...MemberPlan[]];
  readonly workspaces: readonly (readonly [name: string, settings?: Settings])[];
  /** `sent`: days ago. */
  readonly invitations: readonly {
    readonly email: string;
    readonly role: RoleName;
    readonly sent: number;
  }[];
  /** `expires`: days from now, in the past if negative; null: never. Nobody knows the secrets. */
  readonly tokens: readonly {
    readonly name: string;
    readonly by: string;
    readonly scopes: string;
    readonly expires: number | null;
  }[];
}

/** Adds the Workspaces API's sample data for the sample people. The same seed and time give the same data. */
export function seedWorkspacesApi(directory: Directory, seed: number): void {
  directory.transaction(() => {
    fill(directory, seed);
  });
}

function fill(directory: Directory, seed: number): void {
  const cast = castOf(directory, seed, 0x0b02);
  const { ana, secondOwner, approver, collaborator, outsider, suspended, unverified, departed } =
    samplePeople;
  const ordinary = cast.ordinary.map(({ email }) => email);

  function addOrganization(plan: OrganizationPlan): void {
    const createdAt = cast.now - plan.ageDays * day;
    const later = () => createdAt + Math.floor(cast.random() * (cast.now - createdAt));
    const creatorId = cast.person(plan.members[0][0]).id;
    const organization = directory.organizations.add({
      id: cast.idAt(createdAt),
      system: systemName,
      name: plan.name,
      kind: 'organization',
      creatorId,
      createdAt,
      extra: '{}',
    });
    numberOrganization(directory, organization);
    for (const [index, [email, role]] of plan.members.entries()) {
      const { id } = cast.person(email);
      numberOf(directory, 'user', id);
      directory.organizations.addMember(organization.id, id, role, index === 0 ? createdAt : later());
    }
    const slugs = new Set<string>();
    for (const [index, [name, settings]] of plan.workspaces.entries()) {
      const madeAt = createdAt + index * 5 * day;
      const slug = freeSlug(name, slugs);
      slugs.add(slug);
      const workspace = directory.workspaces.add({
        id: cast.idAt(madeAt),
        system: systemName,
        name,
        description: null,
        creatorId,
        createdAt: madeAt,
        extra: formatExtra({
          slug,
          updatedAt: madeAt,
          sourceId: null,
          settings: { ...defaultSettings(directory, organization.id), ...settings },
        }),
      });
      numberOf(directory, 'workspace', workspace.id);
      directory.organizations.attachWorkspace(organization.id, workspace.id);
    }
    for (const { email, role, sent } of plan.invitations) {
      const sentAt = cast.now - sent * day;
      const id = cast.idAt(sentAt);
      directory.organizationInvitations.add({
        id,
        organizationId: organization.id,
        email,
        role,
        invitedBy: creatorId,
        createdAt: sentAt,
        expiresAt: sentAt + invitationLifetime,
        acceptedAt: null,
      });
      numberOf(directory, 'invitation', id);
    }
    for (const { name, by, scopes, expires } of plan.tokens) {
      const madeAt = cast.now - 60 * day;
      const id = cast.idAt(madeAt);
      directory.apiKeys.add(
        {
          id,
          system: systemName,
          ownerId: cast.person(by).id,
          organizationId: organization.id,
          workspaceId: null,
          name,
          scopes,
          enabled: true,
          createdAt: madeAt,
          expiresAt: expires === null ? null : cast.now + expires * day,
        },
        `pat_${cast.idAt(madeAt)}`,
        false,
      );
      numberOf(directory, 'token', id);
    }
  }

  const members = (from: number, to: number): MemberPlan[] =>
    ordinary.slice(from, to).map((email, index) => [email, index % 3 === 0 ? 'Developer' : 'Viewer']);

  const many = (from: number, to: number): MemberPlan[] =>
    cast.crowd
      .slice(from, to)
      .map(({ email }, index) => [
        email,
        index % 40 === 39 ? 'Admin' : index % 3 === 0 ? 'Developer' : 'Viewer',
      ]);

  addOrganization({
    name: sampleWorkspacesApi.northwind,
    ageDays: 300,
    members: [
      [ana, 'Admin'],
      [approver, 'Developer'],
      [collaborator, 'Viewer'],
      [secondOwner, 'Admin'],
      [suspended, 'Developer'],
      [unverified, 'Viewer'],
      ...members(0, 24),
      ...many(250, 370),
    ],
    workspaces: [
      ['Storefront', { allow_public_access: true }],
      ['Checkout', { features: { beta: true }, integrations: ['slack'] }],
      ['Search'],
      ['Data platform', { permissions: { export: 'admins' } }],
      ['Mobile'],
      ['Internal tools'],
      ['Incident drills'],
      ['Attic'],
    ],
    invitations: [
      { email: 'newhire@northwind.example', role: 'Developer', sent: 1 },
      { email: 'contractor.one@lumen-consulting.example', role: 'Viewer', sent: 6.5 },
      { email: 'late.reply@partner.example', role: 'Viewer', sent: 20 },
    ],
    tokens: [
      { name: 'CI', by: ana, scopes: 'read write', expires: 300 },
      { name: 'Dashboard', by: approver, scopes: 'read', expires: 5 },
      { name: 'Old export', by: secondOwner, scopes: 'read', expires: -10 },
      { name: 'Backup', by: secondOwner, scopes: 'read write', expires: null },
    ],
  });
  addOrganization({
    name: sampleWorkspacesApi.fabrikam,
    ageDays: 180,
    members: [
      [outsider, 'Admin'],
      [ana, 'Developer'],
      [collaborator, 'Admin'],
      [departed, 'Viewer'],
      ...members(18, 34),
      ...many(310, 370),
    ],
    workspaces: [
      ['Robotics'],
      ['Materials', { allow_public_access: true }],
      ['Simulation'],
      ['Field tests'],
      ['Safety'],
      ['Patents', { permissions: { read: 'members' } }],
      ['Open house'],
      ['Storage'],
    ],
    invitations: [{ email: 'oncall@fabrikam.example', role: 'Viewer', sent: 2 }],
    tokens: [{ name: 'Lab display', by: outsider, scopes: 'read', expires: 80 }],
  });
  arrive(directory, cast.person(ana), cast.idAt);
}
