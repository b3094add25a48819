import { notReported, knownValue, none, valueOr, type Known } from '../../src-preload/contract/known.ts';
import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { MemberRow, RosterReader, StoredFreshness, TokenRow, WorkspaceRow } from '../store/types.ts';
import type { PreImage } from './pre-image.ts';

/** The workspaces of a connection as the plan sees them: a copy that planned changes are played on. */
export interface ConnectionGround {
  workspaces: Map<string, WorkspaceRow>;
  freshness: StoredFreshness;
}
/** One workspace's lists, likewise. Members are found by id, and by e-mail whatever its case. */
export interface WorkspaceGround {
  members: Map<string, MemberRow>;
  byEmail: Map<string, MemberRow[]>;
  tokens: Map<string, TokenRow>;
  freshness: { members: StoredFreshness; tokens: StoredFreshness };
  /** Members when it was read. */
  size: number;
}

/** The local copy, read once per workspace; `play` changes it as if an item had been done. */
export interface Ground {
  connection(connectionId: string): ConnectionGround;
  workspace(connectionId: string, workspaceId: string): WorkspaceGround;
  row(connectionId: string, workspaceId: string): WorkspaceRow | null;
  play(request: ChangeRequest, me: string, inviteArrivesAs: string | null): void;
}

const lower = (email: string) => email.trim().toLowerCase();

/** Takes the copy lazily; the roster itself is never changed. */
export function readGround(roster: RosterReader, now: number): Ground {
  const connections = new Map<string, ConnectionGround>();
  const workspaces = new Map<string, WorkspaceGround>();

  const connection = (connectionId: string): ConnectionGround => {
    let found = connections.get(connectionId);
    if (!found) {
      const rows = roster.workspaces(connectionId, now);
      found = {
        workspaces: new Map(rows.map((row) => [row.id, row])),
        freshness: roster.freshness(connectionId, null, 'workspaces'),
      };
      connections.set(connectionId, found);
    }
    return found;
  };

  const workspace = (connectionId: string, workspaceId: string): WorkspaceGround => {
    const key = `${connectionId} ${workspaceId}`;
    let found = workspaces.get(key);
    if (!found) {
      const ref = { connectionId, workspaceId };
      found = {
        members: new Map(),
        byEmail: new Map(),
        tokens: new Map(roster.tokens(ref).map((token) => [token.id, token])),
        freshness: {
          members: roster.freshness(connectionId, workspaceId, 'members'),
          tokens: roster.freshness(connectionId, workspaceId, 'tokens'),
        },
        size: 0,
      };
      for (const member of roster.members(ref)) addMember(found, member);
      found.size = found.members.size;
      workspaces.set(key, found);
    }
    return found;
  };

  const row = (connectionId: string, workspaceId: string) =>
    connection(connectionId).workspaces.get(workspaceId) ?? null;

  return {
    connection,
    workspace,
    row,
    play(request, me, inviteArrivesAs) {
      if (request.type === 'workspace.create') return;
      const { workspaces: rows } = connection(request.connectionId);
      const at = workspace(request.connectionId, request.workspaceId);
      const change = (part: Partial<WorkspaceRow>) => {
        const before = rows.get(request.workspaceId);
        if (before) rows.set(request.workspaceId, { ...before, ...part });
      };
      switch (request.type) {
        case 'workspace.update':
          change({ name: request.name, description: knownValue(request.description) });
          break;
        case 'workspace.set-default':
          for (const [id, other] of rows)
            rows.set(id, { ...other, isDefault: knownValue(id === request.workspaceId) });
          break;
        case 'workspace.approvals':
          change({ approvalsEnabled: knownValue(request.enabled) });
          break;
        case 'workspace.favourite':
          change({ serverFavourite: knownValue(request.enabled) });
          break;
        case 'workspace.hide':
          change({ serverHidden: knownValue(request.enabled) });
          break;
        case 'workspace.leave':
        case 'workspace.delete':
          rows.delete(request.workspaceId);
          break;
        case 'member.invite':
          addMember(at, {
            userId: `invited:${request.email}`,
            email: request.email,
            name: notReported,
            role: inviteArrivesAs ?? request.role ?? '',
            status: 'pending',
            signedUpAt: none,
          });
          break;
        case 'member.set-role': {
          const member = findMember(at, request.userId, request.email);
          if (member) addMember(at, { ...member, role: request.role });
          if (member?.userId === me) change({ myRole: knownValue(request.role) });
          break;
        }
        case 'member.remove': {
          const member = at.members.get(request.userId);
          if (member) dropMember(at, member);
          if (request.userId === me) rows.delete(request.workspaceId);
          break;
        }
        case 'token.revoke': {
          const token = at.tokens.get(request.tokenId);
          if (token) at.tokens.set(token.id, { ...token, revokedAt: knownValue(now) });
          break;
        }
        case 'token.delete':
          at.tokens.delete(request.tokenId);
          break;
        case 'token.create':
          break;
      }
    },
  };
}

function addMember(at: WorkspaceGround, member: MemberRow): void {
  const before = at.members.get(member.userId);
  if (before) dropMember(at, before);
  at.members.set(member.userId, member);
  const key = lower(member.email);
  at.byEmail.set(key, [...(at.byEmail.get(key) ?? []), member]);
}

function dropMember(at: WorkspaceGround, member: MemberRow): void {
  at.members.delete(member.userId);
  const key = lower(member.email);
  at.byEmail.set(
    key,
    (at.byEmail.get(key) ?? []).filter(({ userId }) => userId !== member.userId),
  );
}

/** By id; without one by the exact e-mail, else by the only one that differs in case alone. */
export function findMember(at: WorkspaceGround, userId: string | null, email: string): MemberRow | null {
  if (userId !== null) return at.members.get(userId) ?? null;
  const alike = at.byEmail.get(lower(email)) ?? [];
  return (
    alike.find((member) => member.email === email.trim()) ?? (alike.length === 1 ? (alike[0] ?? null) : null)
  );
}

export const sameEmailOtherCase = (at: WorkspaceGround, email: string): MemberRow[] =>
  (at.byEmail.get(lower(email)) ?? []).filter((member) => member.email !== email.trim());

/** Owners who can act: an invited one has not signed up. */
export function activeOwners(at: WorkspaceGround, ownerRole: string): MemberRow[] {
  return [...at.members.values()].filter(({ role, status }) => role === ownerRole && status === 'active');
}

export function isActiveToken(token: TokenRow, now: number): boolean {
  return (
    token.revokedAt.state !== 'known' && !(token.expiresAt.state === 'known' && token.expiresAt.value <= now)
  );
}

/** The member's name where it is known, else the e-mail. */
export function personName(member: MemberRow | null, email: string): string {
  if (!member) return email;
  const name = valueOr(member.name, '').trim();
  return name === '' ? member.email : name;
}

/** Lists that a change is planned on, and that tell afterwards whether it worked. */
export function groundLists(request: ChangeRequest): ListName[] {
  switch (request.type) {
    case 'member.invite':
    case 'member.set-role':
    case 'member.remove':
    case 'workspace.leave':
      return ['workspaces', 'members'];
    case 'token.create':
    case 'token.revoke':
    case 'token.delete':
      return ['workspaces', 'tokens'];
    default:
      return ['workspaces'];
  }
}

export function freshnessOf(ground: Ground, request: ChangeRequest, list: ListName): StoredFreshness {
  if (list === 'workspaces' || request.type === 'workspace.create')
    return ground.connection(request.connectionId).freshness;
  return ground.workspace(request.connectionId, request.workspaceId).freshness[list];
}

const flag = (value: Known<boolean>): boolean | null => valueOr(value, null);

/** What this change finds now. */
export function takePreImage(ground: Ground, request: ChangeRequest, now: number): PreImage {
  if (request.type === 'workspace.create') {
    const all = [...ground.connection(request.connectionId).workspaces.values()];
    const existing = all.filter(({ name }) => name === request.name).map(({ id }) => id);
    return { of: 'creation', existing, created: null };
  }
  const at = ground.workspace(request.connectionId, request.workspaceId);
  switch (request.type) {
    case 'member.invite':
    case 'member.set-role':
    case 'member.remove': {
      const userId = request.type === 'member.invite' ? null : request.userId;
      const found = findMember(at, userId, request.email);
      // Another case is another person to the server, so an invitation finds only the exact address.
      const member = request.type === 'member.invite' && found?.email !== request.email.trim() ? null : found;
      return {
        of: 'member',
        userId: member?.userId ?? null,
        name: personName(member, request.email),
        role: member?.role ?? null,
      };
    }
    case 'token.create': {
      const alike = [...at.tokens.values()].filter(({ name }) => valueOr(name, '') === request.name);
      return { of: 'creation', existing: alike.map(({ id }) => id), created: null };
    }
    case 'token.revoke':
    case 'token.delete': {
      const token = at.tokens.get(request.tokenId);
      if (!token) return { of: 'token', name: request.name, state: 'missing' };
      const state = isActiveToken(token, now) ? 'active' : 'inactive';
      return { of: 'token', name: valueOr(token.name, request.name), state };
    }
    default: {
      const { workspaces } = ground.connection(request.connectionId);
      const row = workspaces.get(request.workspaceId);
      const before = [...workspaces.values()].find(({ isDefault }) => flag(isDefault) === true);
      return {
        of: 'workspace',
        present: row !== undefined,
        name: row?.name ?? '',
        description: row ? valueOr(row.description, '') : '',
        myRole: row ? valueOr(row.myRole, null) : null,
        isDefault: row ? flag(row.isDefault) : null,
        defaultId: before?.id ?? null,
        approvals: row ? flag(row.approvalsEnabled) : null,
        favourite: row ? flag(row.serverFavourite) : null,
        hidden: row ? flag(row.serverHidden) : null,
      };
    }
  }
}
