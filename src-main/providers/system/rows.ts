import { knownValue, mapKnown, none, notReported, valueOr } from '../../../src-preload/shared/known.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import { parseAddress, isLoopback } from '../../http/address.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { formatUtcDate } from '../../../src-preload/shared/format/dates.ts';
import { plainPlace } from '../../base/records.ts';
import type { DetailsRow, InvitationRow, MemberRow, RoleRow, WorkspaceRow } from '../../base/records.ts';
import { textOrEmpty } from '../record-fields.ts';
import { unnamed } from '../../base/unnamed.ts';
import { owner } from './roles.ts';
import type * as wire from './wire.ts';
import { systemText } from './text.ts';

const timezoneLabel = 'Time zone';

/** SYSTEM has no vendor's address: every portal has its own. */
export function kindOf(address: string): ConnectionKind {
  const url = parseAddress(address);
  return url !== null && isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
}

const enumLabels = new Map([
  ['LIVE', 'Live'],
  ['SANDBOX', 'Sandbox'],
  ['SELF_CREATED', 'As its creator'],
  ['INVITATION', 'By invitation'],
]);

/** An enum's key for people: known ones in our words, others as they are, made readable. */
function wordsOf(key: string): string {
  const spaced = key.toLowerCase().replaceAll('_', ' ');
  return enumLabels.get(key) ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

type Fact = WorkspaceRow['facts'][number];
const fact = (label: string, value: Known<string>): Fact => ({ label, value: notBlank(value) });
const enumFact = (label: string, key: Known<string>): Fact => fact(label, mapKnown(key, wordsOf));

/** Blank text says that there is none. */
const notBlank = (text: Known<string>): Known<string> =>
  text.state === 'known' && text.value.trim() === '' ? none : text;

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
    name: textOrEmpty(row.workspaceName) || unnamed('Workspace', row.bizId),
    facts: [
      enumFact('Kind', row.workspaceKind),
      enumFact('Status', row.workspaceStatus),
      fact(timezoneLabel, row.workspaceTimezone),
    ],
    myRole,
    owner: ownerOf(myRole, me),
    isDefault: notReported,
  };
}

export function fromMembership(row: wire.Membership, address: string, me: Me): WorkspaceRow {
  const myRole = roleOfMine(row);
  return {
    ...common(address),
    id: row.workspaceBizId,
    name: textOrEmpty(row.workspaceName) || unnamed('Workspace', row.workspaceBizId),
    facts: [
      enumFact('Kind', row.workspaceKind),
      enumFact('Joined', row.joinSource),
      ...(isYes(row.enterable)
        ? []
        : [fact('Can be entered', isNo(row.enterable) ? knownValue('No') : notReported)]),
    ],
    unavailable: isNo(row.defaultEligible)
      ? {
          'workspace.set-default':
            textOrEmpty(row.workspaceKind) === 'SANDBOX'
              ? systemText.sandboxNotDefault
              : systemText.notEligible,
        }
      : {},
    myRole,
    owner: ownerOf(myRole, { ...me, id: valueOr(row.userBizId, me.id) }),
    isDefault: row.isDefault,
  };
}

const isYes = (answer: Known<boolean>): boolean => answer.state === 'known' && answer.value;
const isNo = (answer: Known<boolean>): boolean => answer.state === 'known' && !answer.value;

/** Where it isn't said whether I'm the owner, the ID of my role may be the owner's. */
function roleOfMine({ isOwner, workspaceRoleBizId }: wire.Membership): Known<string> {
  if (isOwner.state !== 'known') return notReported;
  if (isOwner.value) return knownValue(owner);
  return textOrEmpty(workspaceRoleBizId) === '' ? notReported : workspaceRoleBizId;
}

/** The server reports only whether I own a workspace, not who does. */
function ownerOf(myRole: Known<string>, me: Me): WorkspaceRow['owner'] {
  const mine = myRole.state === 'known' && myRole.value === owner && me.id !== null;
  return mine && me.id !== null ? knownValue({ userId: me.id, name: me.name }) : notReported;
}

const dayFact = (label: string, at: Known<number>): Fact => fact(label, mapKnown(at, formatUtcDate));

export function toDetails(row: wire.Workspace): DetailsRow {
  const facts = [
    fact(timezoneLabel, row.workspaceTimezone),
    enumFact('Kind', row.workspaceKind),
    enumFact('Status', row.workspaceStatus),
    fact('Institution', row.institutionBizId),
    dayFact('Created', row.createdAt),
    dayFact('Updated', row.updatedAt),
  ].map(({ label, value }) => ({ label, value, tone: 'neutral' as const, hint: '' }));
  const sleeps = row.workspaceStatus.state === 'known' && row.workspaceStatus.value !== 'ACTIVE';
  return {
    settings: none,
    facts: facts.map((one) =>
      one.label === 'Status' && sleeps ? { ...one, tone: 'warn', hint: systemText.inactiveWorkspace } : one,
    ),
  };
}

/** `ownerRoleId`: the wire's id of the owner's role here, where it is known. */
export const roleIdOf = (row: wire.Member, ownerRoleId: string | null): string => {
  const id = textOrEmpty(row.workspaceRoleBizId);
  return valueOr(row.isOwner, false) || (id !== '' && id === ownerRoleId) ? owner : id;
};

export function fromMember(row: wire.Member, ownerRoleId: string | null): MemberRow {
  return {
    userId: row.accountId,
    email: textOrEmpty(row.email),
    name: notBlank(row.accountName),
    role: roleIdOf(row, ownerRoleId),
    status: 'active',
    signedUpAt: row.joinedAt,
    enteredAt: notReported,
  };
}

export function fromInvitation(row: wire.Invitation): InvitationRow {
  return {
    id: row.bizId,
    email: textOrEmpty(row.inviteeEmail),
    // Invitations of SYSTEM carry none: it is given after the person has joined.
    role: none,
    status: valueOr(row.invitationStatus, 'not-reported'),
    invitedBy: notBlank(row.inviterName),
    message: notBlank(row.message),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    endedAt: endedAt(row),
  };
}

/** The time of declining or cancelling isn't reported. */
function endedAt(row: wire.Invitation): Known<number> {
  switch (valueOr(row.invitationStatus, 'not-reported')) {
    case 'pending':
      return none;
    case 'accepted':
      return row.acceptedAt.state === 'known' ? row.acceptedAt : notReported;
    case 'expired':
      return row.expiresAt;
    case 'declined':
    case 'cancelled':
    case 'not-reported':
      return notReported;
  }
}

export const isOwnerRole = (row: wire.Role): boolean => textOrEmpty(row.roleType) === 'OWNER';

/** The owner may do everything, for which the server sends no list. `permissions`: a custom role's. */
export function fromRole(row: wire.Role, permissions: Known<string[]>): RoleRow {
  const built = isOwnerRole(row);
  return {
    id: built ? owner : row.bizId,
    name: textOrEmpty(row.roleName) || unnamed('Role', row.bizId),
    kind: built ? 'built-in' : 'custom',
    description: notBlank(row.description),
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
