import { knownOrNone, knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import { parseAddress, isLoopback } from '../../http/address.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { formatUtcDate } from '../../../src-preload/shared/format/dates.ts';
import { plainPlace } from '../../base/records.ts';
import type { DetailsRow, InvitationRow, MemberRow, RoleRow, WorkspaceRow } from '../../base/records.ts';
import { owner } from './roles.ts';
import type * as wire from './wire.ts';
import { systemText } from './text.ts';

export const timezoneLabel = 'Time zone';

/** SYSTEM has no vendor's address: every portal has its own. */
export function kindOf(address: string): ConnectionKind {
  const url = parseAddress(address);
  return url !== null && isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
}

const enumLabels: Readonly<Record<string, string>> = {
  LIVE: 'Live',
  SANDBOX: 'Sandbox',
  SELF_CREATED: 'As its creator',
  INVITATION: 'By invitation',
};

/** An enum's key for people: known ones in our words, others as they are, made readable. */
function wordsOf(key: string): string {
  const spaced = key.toLowerCase().replaceAll('_', ' ');
  return enumLabels[key] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

type Fact = WorkspaceRow['facts'][number];
const fact = (label: string, value: string | null | undefined): Fact[] =>
  value === null || value === undefined || value === '' ? [] : [{ label, value }];
const enumFact = (label: string, key: string | null): Fact[] =>
  key === null ? [] : fact(label, wordsOf(key));

const textOr = (text: string | null | undefined): Known<string> => knownOrNone(text?.trim() ? text : null);

const common = (address: string) => ({
  ...plainPlace,
  // A workspace has a name and nothing to describe it.
  description: notReported,
  instance: { kind: kindOf(address), url: none },
  serverFavourite: notReported,
  serverHidden: notReported,
  approvalsEnabled: notReported,
});

export interface Me {
  id: string | null;
  name: string;
}

const onlyOwner = systemText.onlyOwnerInvitesV13;
const onlyOwnerInvites = { 'member.invite': onlyOwner, 'invitation.cancel': onlyOwner };

/** v1.3 lists workspaces and says nothing of me in them: `myRole` comes from a members list that was read, if one was. */
export function fromWorkspace(
  row: wire.Workspace,
  address: string,
  me: Me,
  myRole: Known<string>,
): WorkspaceRow {
  return {
    ...common(address),
    unavailable: myRole.state === 'known' && myRole.value !== owner ? onlyOwnerInvites : {},
    id: row.bizId,
    name: row.workspaceName,
    facts: [
      ...enumFact('Kind', row.workspaceKind),
      ...enumFact('Status', row.workspaceStatus),
      ...fact(timezoneLabel, row.workspaceTimezone),
    ],
    myRole,
    owner: ownerOf(myRole, me),
    isDefault: notReported,
  };
}

export function fromMembership(row: wire.Membership, address: string, me: Me): WorkspaceRow {
  const role = row.isOwner ? owner : row.workspaceRoleBizId;
  const myRole: Known<string> = role ? knownValue(role) : notReported;
  return {
    ...common(address),
    id: row.workspaceBizId,
    name: row.workspaceName,
    facts: [
      ...enumFact('Kind', row.workspaceKind),
      ...enumFact('Joined', row.joinSource),
      ...(row.enterable === false ? fact('Can be entered', 'No') : []),
    ],
    unavailable:
      row.defaultEligible === false
        ? {
            'workspace.set-default':
              row.workspaceKind === 'SANDBOX' ? systemText.sandboxNotDefault : systemText.notEligible,
          }
        : {},
    myRole,
    owner: ownerOf(myRole, { ...me, id: row.userBizId }),
    isDefault: typeof row.isDefault === 'boolean' ? knownValue(row.isDefault) : notReported,
  };
}

/** Who owns a workspace is told of me alone. */
function ownerOf(myRole: Known<string>, me: Me): WorkspaceRow['owner'] {
  const mine = myRole.state === 'known' && myRole.value === owner && me.id !== null;
  return mine && me.id !== null ? knownValue({ userId: me.id, name: me.name }) : notReported;
}

const dayFact = (label: string, at: Known<number>): Fact[] =>
  at.state === 'known' ? fact(label, formatUtcDate(at.value)) : [];

export function toDetails(row: wire.Workspace): DetailsRow {
  const facts = [
    ...fact(timezoneLabel, row.workspaceTimezone),
    ...enumFact('Kind', row.workspaceKind),
    ...enumFact('Status', row.workspaceStatus),
    ...fact('Institution', row.institutionBizId),
    ...dayFact('Created', row.createdAt),
    ...dayFact('Updated', row.updatedAt),
  ].map(({ label, value }) => ({ label, value, tone: 'neutral' as const, hint: '' }));
  const sleeps = row.workspaceStatus !== null && row.workspaceStatus !== 'ACTIVE';
  return {
    settings: none,
    facts: facts.map((one) =>
      one.label === 'Status' && sleeps ? { ...one, tone: 'warn', hint: systemText.inactiveWorkspace } : one,
    ),
  };
}

/** `ownerRoleId`: the wire's id of the owner's role here, where it is known. */
export const roleIdOf = (row: wire.Member, ownerRoleId: string | null): string => {
  const id = row.workspaceRoleBizId ?? '';
  return row.isOwner === true || (id !== '' && id === ownerRoleId) ? owner : id;
};

export function fromMember(row: wire.Member, ownerRoleId: string | null): MemberRow {
  return {
    userId: row.accountId,
    email: row.email ?? '',
    name: textOr(row.accountName),
    role: roleIdOf(row, ownerRoleId),
    status: 'active',
    signedUpAt: row.joinedAt,
    enteredAt: notReported,
  };
}

export function fromInvitation(row: wire.Invitation): InvitationRow {
  return {
    id: row.bizId,
    email: row.inviteeEmail,
    // Invitations of SYSTEM carry none: it is given after the person has joined.
    role: none,
    status: row.invitationStatus,
    invitedBy: textOr(row.inviterName),
    message: textOr(row.message),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    endedAt: endedAt(row),
  };
}

/** When somebody declined or cancelled isn't told. */
function endedAt(row: wire.Invitation): Known<number> {
  switch (row.invitationStatus) {
    case 'pending':
      return none;
    case 'accepted':
      return row.acceptedAt.state === 'known' ? row.acceptedAt : notReported;
    case 'expired':
      return row.expiresAt;
    case 'declined':
    case 'cancelled':
      return notReported;
  }
}

export const isOwnerRole = (row: wire.Role): boolean => row.roleType === 'OWNER';

/** The owner may do everything, which the server tells as no list at all. `permissions`: a custom role's. */
export function fromRole(row: wire.Role, permissions: Known<string[]>): RoleRow {
  const built = isOwnerRole(row);
  return {
    id: built ? owner : row.bizId,
    name: row.roleName,
    kind: built ? 'built-in' : 'custom',
    description: textOr(row.description),
    permissions: built ? none : permissions,
  };
}

/** A role that is known only by what members have, where the list of roles itself isn't given. */
export const seenRole = (id: string, name: string): RoleRow => ({
  id,
  name,
  kind: id === owner ? 'built-in' : 'custom',
  description: knownValue(systemText.roleSeenOnMember),
  permissions: id === owner ? none : notReported,
});
