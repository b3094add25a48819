import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import { knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { isLoopback, parseAddress } from '../../http/address.ts';
import { plainPlace, type MemberRow, type WorkspaceRow } from '../../base/records.ts';
import { labelOf, rankOf, superAdmin, workspaceAdmin } from './roles.ts';
import { personalReasons } from './sources.ts';

export const managedAddress = 'https://platform.unstructuredapp.io';

/** Each account gets an address of its own: all of the vendor's hosts are managed. */
export function kindOf(address: string): ConnectionKind {
  const url = parseAddress(address);
  if (url === null) return 'remote-url';
  if (isVendorHost(url.hostname)) return 'managed';
  return isLoopback(url.hostname) ? 'local-dev' : 'remote-url';
}

export const isVendorHost = (hostname: string): boolean =>
  hostname === 'unstructuredapp.io' || hostname.endsWith('.unstructuredapp.io');

const inPersonal: Partial<Record<Capability, string>> = {
  'member.invite': personalReasons.members,
  'member.set-role': personalReasons.members,
  'member.remove': personalReasons.members,
  'workspace.create': personalReasons.create,
  'workspace.delete': personalReasons.delete,
};

/** What both kinds of places have alike, on either API variant. `personal`: a personal account or its workspace. */
const place = (personal: boolean, address: string) => ({
  ...plainPlace,
  description: notReported,
  unavailable: personal ? inPersonal : {},
  instance: { kind: kindOf(address), url: none },
  owner: notReported,
  serverFavourite: notReported,
  serverHidden: notReported,
  approvalsEnabled: notReported,
});

interface PlaceParts {
  id: string;
  name: string;
  /** Of the organization: "organization" or "personal". */
  kind: string;
  address: string;
  origin: WorkspaceRow['origin'];
  facts: WorkspaceRow['facts'];
}

export const organizationRow = (parts: PlaceParts & { role: Known<string> }): WorkspaceRow => ({
  ...place(parts.kind === 'personal', parts.address),
  id: parts.id,
  scope: 'organization',
  name: parts.name,
  origin: parts.origin,
  facts: [
    ...(parts.kind === 'personal' ? [{ label: 'Kind', value: knownValue('Personal account') }] : []),
    ...parts.facts,
  ],
  myRole: parts.role,
  isDefault: notReported,
});

export const workspaceRow = (
  parts: PlaceParts & {
    organization: { id: string; name: string };
    /** My roles in the organization and as the workspace's member. */
    organizationRole: Known<string>;
    role: Known<string>;
    isDefault: Known<boolean>;
  },
): WorkspaceRow => {
  const mine = roleInWorkspace(parts.organizationRole, parts.role);
  const memberRole: WorkspaceRow['facts'] =
    mine.state === 'known' && parts.role.state === 'known' && mine.value !== parts.role.value
      ? [{ label: 'Your role as its member', value: knownValue(labelOf('workspace', parts.role.value)) }]
      : [];
  return {
    ...place(parts.kind === 'personal', parts.address),
    id: parts.id,
    scope: 'workspace',
    name: parts.name,
    origin: parts.origin,
    organization: knownValue(parts.organization),
    facts: [
      ...(parts.kind === 'personal' ? [{ label: 'Kind', value: knownValue('Personal workspace') }] : []),
      ...memberRole,
      ...parts.facts,
    ],
    myRole: mine,
    isDefault: parts.isDefault,
  };
};

/**
 * A Super Administrator may do everything in every workspace of the organization, also where they are a member with a lesser role. So
 * that is their role there, but where they are its administrator anyway.
 */
function roleInWorkspace(organizationRole: Known<string>, role: Known<string>): Known<string> {
  const isSuper = organizationRole.state === 'known' && organizationRole.value === superAdmin;
  if (!isSuper) return role;
  return role.state === 'known' && role.value === workspaceAdmin ? role : knownValue(superAdmin);
}

/** Highest role first, then by e-mail: the same order at every fetch. */
export function sortMembers(rows: MemberRow[], scope: WorkspaceRow['scope']): MemberRow[] {
  return rows.sort(
    (a, b) =>
      rankOf(scope, b.role) - rankOf(scope, a.role) ||
      compare(a.email, b.email) ||
      compare(a.userId, b.userId),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
