import type { Person } from '../../tables/people.ts';
import type { Member } from '../../tables/memberships.ts';
import type { TokenRecord } from '../../tables/tokens.ts';
import type { MembershipView, Workspace } from '../../tables/workspaces.ts';
import { parseExtra } from './workspace-extra.ts';

/* Domain rows as the auth API writes them. The order of the keys is the recorded one. */

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function userOnWire(person: Person) {
  return {
    id: person.id,
    auth0Id: person.signupAt === null ? null : `local|${person.nickname ?? person.id}`,
    auth0Details: null,
    nickname: person.nickname,
    email: person.email,
    emailVerified: person.emailVerified,
    firstName: person.firstName,
    lastName: person.lastName,
    pictureUrl: person.pictureUrl,
    discordUsername: null,
    githubUsername: null,
    onboardingDetails: null,
    signupAt: isoOrNull(person.signupAt),
    quarantinedAt: isoOrNull(person.quarantinedAt),
    suspendedAt: isoOrNull(person.suspendedAt),
    needsTosUpdate: person.tosAcceptedAt === null,
  };
}

export function workspaceOnWire(workspace: Workspace) {
  const extra = parseExtra(workspace.extra);
  return {
    id: workspace.id,
    instanceEnvType: extra.instanceType,
    instanceUrl: extra.instanceUrl,
    displayName: workspace.name,
    creatorUserId: workspace.creatorId,
    deletedAt: isoOrNull(workspace.deletedAt),
    token: extra.secret,
    isDefault: extra.isDefault,
    quarantinedAt: isoOrNull(workspace.quarantinedAt),
    description: workspace.description,
    isFavourite: extra.isFavourite,
    isHidden: extra.isHidden,
    approvalsEnabled: extra.approvalsEnabled,
  };
}

export function listItemOnWire(view: MembershipView) {
  return {
    ...workspaceOnWire(view.workspace),
    creatorUser: { firstName: view.creatorFirstName, lastName: view.creatorLastName },
    role: view.role,
    invitedAt: iso(view.invitedAt),
  };
}

export function memberOnWire(member: Member) {
  return {
    userId: member.personId,
    email: member.email,
    nickname: member.nickname ?? '',
    role: member.role,
    signupAt: isoOrNull(member.signupAt),
  };
}

export function tokenOnWire(token: TokenRecord) {
  return {
    id: token.id,
    name: token.name,
    userId: token.personId,
    workspaceId: token.workspaceId,
    createdAt: iso(token.createdAt),
    expiresAt: isoOrNull(token.expiresAt),
    revokedAt: isoOrNull(token.revokedAt),
    claims: { role: token.role },
    // The real server never fills these two in.
    lastUsedAt: null,
    lastUsedIp: null,
  };
}

export type WorkspaceOnWire = ReturnType<typeof workspaceOnWire>;
export type ListItemOnWire = ReturnType<typeof listItemOnWire>;
export type MemberOnWire = ReturnType<typeof memberOnWire>;
export type TokenOnWire = ReturnType<typeof tokenOnWire>;
