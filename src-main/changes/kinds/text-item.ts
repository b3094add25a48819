import type { ChangeRequest, PlanItem } from '../../../src-preload/contract/changes.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import {
  findMember,
  isActiveToken,
  personName,
  type Snapshot,
  type PlaceSnapshot,
} from '../snapshot/snapshot.ts';
import { organizationOf } from './lists.ts';
import { arrivesAs, roleLabel, type ChangeContext } from './place.ts';
import type { PreImage } from './pre-image.ts';
import { changedKeys, readSettings } from './settings.ts';
import { listed, quoted } from '../text.ts';
import { undoText } from './text-undo.ts';

export interface ItemWords {
  title: string;
  fact: string;
  op: PlanItem['op'];
  undo: PlanItem['undo'];
}
type Told = Omit<ItemWords, 'undo'>;

const removes: ReadonlySet<ChangeRequest['type']> = new Set<ChangeRequest['type']>([
  'workspace.leave',
  'workspace.delete',
  'member.remove',
  'invitation.cancel',
  'invitation.decline',
  'token.rotate',
  'token.revoke',
  'token.delete',
]);
const adds: ReadonlySet<ChangeRequest['type']> = new Set<ChangeRequest['type']>([
  'workspace.create',
  'workspace.provision',
  'workspace.clone',
  'organization.create',
  'member.invite',
  'invitation.accept',
  'role.create',
  'token.create',
]);
const opOf = ({ type }: ChangeRequest): PlanItem['op'] =>
  removes.has(type) ? 'remove' : adds.has(type) ? 'add' : 'change';

/** Everything a plan says of one change by itself. `before` is its pre-image. */
export function itemText(
  request: ChangeRequest,
  ground: Snapshot,
  before: PreImage,
  teller: ChangeContext,
  now: number,
): ItemWords {
  const [title, fact] =
    'workspaceId' in request
      ? placeWords(request, ground, before, teller, now)
      : connectionWords(request, teller);
  const told: Told = { title, fact, op: opOf(request) };
  return { ...told, undo: undoText(request, before, teller) };
}

type Words = readonly [title: string, fact: string];

function connectionWords(
  request: Exclude<ChangeRequest, { workspaceId: string }>,
  { connection, row }: ChangeContext,
): Words {
  switch (request.type) {
    case 'workspace.create': {
      const type = connection.provider.workspaceTypes.find(({ kind }) => kind === request.kind);
      return [`Create workspace ${quoted(request.name)}`, row?.name ?? type?.label ?? request.timezone ?? ''];
    }
    case 'workspace.provision':
      return [`Create workspace ${quoted(request.name)}`, row?.name ?? ''];
    case 'organization.create':
      return [`Create organization ${quoted(request.name)}`, ''];
    case 'invitation.accept':
      return ['Accept the invitation', 'you become a member'];
    case 'invitation.decline':
      return ['Decline the invitation', ''];
  }
}

function placeWords(
  request: Extract<ChangeRequest, { workspaceId: string }>,
  ground: Snapshot,
  before: PreImage,
  teller: ChangeContext,
  now: number,
): Words {
  const { facts, roles } = teller;
  const label = (role: string) => roleLabel(roles, role);
  const row = ground.row(request.connectionId, request.workspaceId);
  const at = ground.place(request.connectionId, request.workspaceId);
  const name = quoted(row?.name ?? request.workspaceId);
  const shared = facts.sharedMarks ? 'for everybody in it' : 'for you';
  const token = facts.tokens.one;
  switch (request.type) {
    case 'workspace.update':
      return updateWords(request, before, name, teller);
    case 'organization.update': {
      const old = before.of === 'workspace' ? before.name : '';
      return [`Rename ${name} to ${quoted(request.name)}`, `${old} → ${request.name}`];
    }
    case 'workspace.clone': {
      const along = [request.copyMembers ? 'members' : '', request.copySettings ? 'settings' : ''];
      const parts = along.filter((part) => part !== '');
      return [
        `Clone ${name} as ${quoted(request.name)}`,
        parts.length === 0 ? 'without members and settings' : `with ${listed(parts)}`,
      ];
    }
    case 'workspace.change-settings': {
      const old = before.of === 'settings' && before.settings !== null ? readSettings(before.settings) : null;
      const next = readSettings(request.settings);
      return [`Change the settings of ${name}`, old && next ? listed(changedKeys(old, next), 3) : ''];
    }
    case 'workspace.transfer': {
      const from = before.of === 'transfer' ? (before.owner?.name ?? null) : null;
      const who = personName(findMember(at, request.userId, request.email), request.email);
      return [`Transfer ${name} to ${who}`, from === null ? 'ownership' : `${from} → ${who}`];
    }
    case 'workspace.set-default':
      return [`Make ${name} ${facts.sharedMarks ? 'the' : 'your'} default workspace`, shared];
    case 'workspace.approvals':
      return [
        `Turn approvals ${request.enabled ? 'on' : 'off'} in ${name}`,
        request.enabled ? 'off → on' : 'on → off',
      ];
    case 'workspace.favourite':
      return [
        request.enabled
          ? `Mark ${name} as a favourite on the server`
          : `Take the favourite mark off ${name} on the server`,
        shared,
      ];
    case 'workspace.hide':
      return [request.enabled ? `Hide ${name} on the server` : `Show ${name} again on the server`, shared];
    case 'workspace.leave':
      return [`Leave ${name}`, row?.myRole.state === 'known' ? label(row.myRole.value) : ''];
    case 'workspace.delete': {
      const active = [...at.tokens.values()].filter((one) => isActiveToken(one, now)).length;
      const parts = [
        at.freshness('members').fetchedAt === null ? null : plural(at.people.count(), 'person', 'people'),
        at.freshness('tokens').fetchedAt === null
          ? null
          : plural(active, `active ${token}`, `active ${facts.tokens.many}`),
      ];
      return [`Delete ${name}`, parts.filter((part) => part !== null).join(' · ')];
    }
    case 'member.invite':
      return inviteWords(request, ground, name, teller);
    case 'member.set-role': {
      const member = findMember(at, request.userId, request.email);
      const from = member?.role ?? arrivesAs(teller);
      return [
        `Make ${personName(member, request.email)} ${label(request.role)}`,
        from === null ? label(request.role) : `${label(from)} → ${label(request.role)}`,
      ];
    }
    case 'member.remove': {
      const member = findMember(at, request.userId, request.email);
      return [`Remove ${personName(member, request.email)}`, member ? label(member.role) : request.email];
    }
    case 'invitation.cancel': {
      const role = before.of === 'invitation' ? before.role : null;
      return [`Cancel the invitation of ${request.email}`, role === null ? '' : label(role)];
    }
    case 'role.create':
      return [`Create role ${quoted(request.name)}`, 'without permissions'];
    case 'role.set-permissions':
      return [
        `Set the permissions of role ${quoted(label(request.roleId))}`,
        permissionFact(request, before),
      ];
    case 'token.create':
      return [`Create ${token} ${quoted(request.name)}`, expiryFact(request, teller, now)];
    case 'token.enable':
      return [
        `Switch ${token} ${quoted(tokenName(at, request))} ${request.enabled ? 'on' : 'off'}`,
        request.enabled ? 'off → on' : 'on → off',
      ];
    case 'token.rotate':
      return [`Rotate ${token} ${quoted(tokenName(at, request))}`, request.newName];
    case 'token.revoke':
    case 'token.delete': {
      const ownerId = at.tokens.get(request.tokenId)?.ownerId;
      const owner = ownerId === undefined ? null : at.people.get(ownerId);
      const verb = request.type === 'token.revoke' ? 'Revoke' : 'Delete';
      return [
        `${verb} ${token} ${quoted(tokenName(at, request))}`,
        owner ? `of ${personName(owner, owner.email)}` : '',
      ];
    }
  }
}

function tokenName(at: Pick<PlaceSnapshot, 'tokens'>, request: { tokenId: string; name: string }): string {
  const token = at.tokens.get(request.tokenId);
  return token ? valueOr(token.name, request.name) : request.name;
}

function updateWords(
  request: Extract<ChangeRequest, { type: 'workspace.update' }>,
  before: PreImage,
  name: string,
  { facts }: ChangeContext,
): Words {
  const old = before.of === 'workspace' ? before : null;
  if (old?.name !== request.name)
    return [`Rename ${name} to ${quoted(request.name)}`, `${old?.name ?? ''} → ${request.name}`];
  const moves = request.timezone !== undefined && request.timezone !== old.timezone;
  if (!moves || !facts.updateFields.includes('timezone'))
    return [`Change the description of ${name}`, 'description'];
  const zone = request.timezone ?? '';
  return [`Change the time zone of ${name}`, old.timezone === null ? zone : `${old.timezone} → ${zone}`];
}

function inviteWords(
  request: Extract<ChangeRequest, { type: 'member.invite' }>,
  ground: Snapshot,
  name: string,
  teller: ChangeContext,
): Words {
  const { joining } = teller.facts;
  const organization = organizationOf(request, teller.connection, ground);
  const known =
    organization === null
      ? null
      : findMember(ground.place(request.connectionId, organization), null, request.email);
  const who = personName(known, request.email);
  const title = joining.verb === 'add' ? `Add ${who} to ${name}` : `Invite ${who}`;
  if (joining.role === 'after-join')
    return [
      title,
      request.role === null ? 'invitation' : `${roleLabel(teller.roles, request.role)} once they have joined`,
    ];
  const arrives = arrivesAs(teller) ?? request.role;
  return [title, arrives === null ? 'invitation' : `as ${roleLabel(teller.roles, arrives)}`];
}

function permissionFact(
  request: Extract<ChangeRequest, { type: 'role.set-permissions' }>,
  before: PreImage,
): string {
  const old = before.of === 'role' ? before.permissions : null;
  if (old === null) return plural(request.permissions.length, 'permission');
  const added = request.permissions.filter((code) => !old.includes(code)).length;
  const taken = old.filter((code) => !request.permissions.includes(code)).length;
  return [added > 0 ? `+${added}` : '', taken > 0 ? `−${taken}` : ''].filter((part) => part !== '').join(' ');
}

function expiryFact(
  request: Extract<ChangeRequest, { type: 'token.create' }>,
  { facts, connection }: ChangeContext,
  now: number,
): string {
  if (!facts.tokens.expiry) return 'no expiry';
  const reading = connection.provider.readExpiry(request.expiry, now);
  if (reading.reading === 'instant') return `expires ${reading.text}`;
  return reading.reading === 'never' ? reading.text : request.expiry;
}
