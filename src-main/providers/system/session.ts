import type { Identity } from '../../../src-preload/contract/connections.ts';
import { knownValue, notReported, valueOr, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import type { MemberRow, RoleRow } from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { textOrEmpty } from '../record-fields.ts';
import { readRecords, type ReadRecords } from '../records.ts';
import { capabilities } from './capabilities.ts';
import { createCalls } from './client.ts';
import { perform } from './perform.ts';
import { owner } from './roles.ts';
import {
  fromInvitation,
  fromMember,
  fromMembership,
  fromRole,
  fromWorkspace,
  isOwnerRole,
  roleIdOf,
  seenRole,
  toDetails,
} from './rows.ts';
import { claimsOf } from './secret.ts';
import { scheduleByTimer, type Schedule } from './secure-channel.ts';
import * as wire from './wire.ts';
import { systemText } from './text.ts';

/** Members lists read beside what was asked for: to find my name in one, and my role in workspaces of v1.3. */
const maxLookups = { name: 3, roles: 8 };

/** A signed-in identity. `later` runs what is due when the secure channel was idle. */
export function createSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
  schedule: Schedule = scheduleByTimer,
): ProviderSession {
  const { address } = target;
  const calls = createCalls(http, target, storage, schedule);

  /* What only lists report, beside their rows. By workspace id. */
  const ownerRoleIds = new Map<string, string>();
  const myRoles = new Map<string, string>();
  let me: { id: string; email: string; name: string } | null =
    storage.identity === null
      ? null
      : { id: storage.identity.userId, email: storage.identity.email, name: storage.identity.name };

  const membersNotOffered = plainError(
    'not-implemented',
    systemText.membersNotReported(hostOf(address)),
    systemText.enterMembersPath,
  );

  async function readMine(
    signal: AbortSignal,
  ): Promise<Result<{ read: ReadRecords<wire.Mine>; at: number | null }>> {
    const list = await calls.list({ route: 'mine' }, signal);
    return list.ok ? ok({ read: await readRecords(wire.mine, list.value.records), at: list.value.at }) : list;
  }

  async function readMembers(
    workspaceId: string,
    signal: AbortSignal,
  ): Promise<Result<{ read: ReadRecords<wire.Member>; at: number | null }>> {
    const list = await calls.list(
      { route: 'members', values: { workspaceId }, missing: membersNotOffered },
      signal,
    );
    if (!list.ok) return list;
    const read = await readRecords(wire.member, list.value.records);
    const byId = new Map(read.rows.map((row) => [row.accountId, row]));
    for (const row of byId.values()) {
      if (valueOr(row.isOwner, false) && row.workspaceRoleBizId.state === 'known')
        ownerRoleIds.set(workspaceId, row.workspaceRoleBizId.value);
    }
    const mine = me === null ? undefined : byId.get(me.id);
    if (mine !== undefined) {
      myRoles.set(workspaceId, roleIdOf(mine, ownerRoleIds.get(workspaceId) ?? null));
      me = { id: mine.accountId, email: textOrEmpty(mine.email), name: textOrEmpty(mine.accountName) };
    }
    return ok({ read: { ...read, rows: [...byId.values()] }, at: list.value.at });
  }

  /** Null: neither a route nor the token reports it. */
  async function myId(rows: readonly wire.Mine[]): Promise<string | null> {
    for (const row of rows)
      if (row.generation === 'v2' && row.userBizId.state === 'known') return row.userBizId.value;
    const secret = await calls.secret();
    return secret.ok ? (claimsOf(secret.value.access).sub ?? null) : null;
  }

  async function findMe(
    rows: readonly wire.Mine[],
    email: string,
    signal: AbortSignal,
  ): Promise<wire.Member | null> {
    // Where I am the owner, I may certainly see the members.
    const owned = rows.toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)));
    for (const row of owned.slice(0, maxLookups.name)) {
      const members = await readMembers(placeIdOf(row), signal);
      if (!members.ok) {
        if (members.error.kind === 'forbidden') continue;
        return null;
      }
      const found = members.value.read.rows.find((one) =>
        me === null ? sameEmail(textOrEmpty(one.email), email) : one.accountId === me.id,
      );
      if (found !== undefined) return found;
    }
    return null;
  }

  async function whoami(signal: AbortSignal): Promise<Result<Identity>> {
    const mine = await readMine(signal);
    if (!mine.ok) return mine;
    const secret = await calls.secret();
    if (!secret.ok) return secret;
    const { rows } = mine.value.read;
    const typed = secret.value.email ?? '';
    const id = await myId(rows);
    if (id !== me?.id) me = id === null ? null : { id, email: '', name: '' };
    const found = me !== null && me.name !== '' ? null : await findMe(rows, typed, signal);
    if (me === null && found !== null) {
      me = { id: found.accountId, email: textOrEmpty(found.email), name: textOrEmpty(found.accountName) };
    }
    if (me === null) return fail(unknownIdentity());
    const email = typed || me.email;
    me = { ...me, email };
    return ok({ userId: me.id, email, name: me.name || email });
  }

  /** v1.3 doesn't say which role I have: a few members lists do, and each later one that is read anyway. */
  async function lookUpMyRoles(rows: readonly wire.Mine[], signal: AbortSignal): Promise<void> {
    const silent = rows.filter((row) => row.generation === 'v1.3' && !myRoles.has(row.bizId));
    if (silent.length === 0) return;
    me ??= await meById(rows);
    if (me === null) return;
    for (const row of silent.slice(0, maxLookups.roles)) {
      const workspaceId = placeIdOf(row);
      const members = await readMembers(workspaceId, signal);
      // Of one workspace only; anything else would fail for the next one too.
      if (!members.ok && members.error.kind !== 'forbidden') return;
      if (!myRoles.has(workspaceId)) myRoles.set(workspaceId, roleNotReported);
    }
  }

  async function meById(rows: readonly wire.Mine[]) {
    const id = await myId(rows);
    return id === null ? null : { id, email: '', name: '' };
  }

  const knownRole = (workspaceId: string): Known<string> => {
    const role = myRoles.get(workspaceId);
    return role === undefined || role === roleNotReported ? notReported : knownValue(role);
  };

  async function readRoles(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<RoleRow>>> {
    const list = await calls.list({ route: 'roles', values: { workspaceId } }, signal);
    if (!list.ok) return list;
    const read = await readRecords(wire.role, list.value.records);
    const found: RoleRow[] = [];
    for (const row of read.rows) {
      if (isOwnerRole(row)) ownerRoleIds.set(workspaceId, row.bizId);
      const permissions = await permissionsOf(workspaceId, row, signal);
      if (!permissions.ok) return permissions;
      found.push(fromRole(row, permissions.value));
    }
    return ok(fetched(found, read, list.value.at));
  }

  /** The list may leave a role's permissions out; then its own route has them. */
  async function permissionsOf(
    workspaceId: string,
    row: wire.Role,
    signal: AbortSignal,
  ): Promise<Result<Known<string[]>>> {
    if (row.permissionCodes.state === 'known') return ok(row.permissionCodes);
    if (isOwnerRole(row)) return ok(notReported);
    const reply = await calls.send(
      {
        method: 'GET',
        route: 'rolePermissions',
        values: { workspaceId, roleId: row.bizId },
        schema: wire.permissions,
      },
      signal,
    );
    if (reply.ok) return ok(reply.value.data === null ? notReported : knownValue(reply.value.data));
    const { kind } = reply.error;
    const ofThisRole = kind === 'forbidden' || kind === 'not-found' || kind === 'not-implemented';
    return ofThisRole ? ok(notReported) : reply;
  }

  return {
    whoami,

    async workspaces(signal) {
      const mine = await readMine(signal);
      if (!mine.ok) return mine;
      const { read, at } = mine.value;
      await lookUpMyRoles(read.rows, signal);
      const rows = read.rows.map((row) => {
        const self = { id: me?.id ?? null, name: me?.name ?? '' };
        if (row.generation === 'v1.3') {
          return fromWorkspace(row, address, self, knownRole(row.bizId));
        }
        const { isOwner, workspaceRoleBizId, workspaceBizId } = row;
        if (valueOr(isOwner, false) && workspaceRoleBizId.state === 'known')
          ownerRoleIds.set(workspaceBizId, workspaceRoleBizId.value);
        return fromMembership(row, address, self);
      });
      return ok(fetched(rows, read, at));
    },

    async members(workspaceId, signal) {
      const members = await readMembers(workspaceId, signal);
      if (!members.ok) return members;
      const { read, at } = members.value;
      const ownerNotReported = read.rows.some((row) => row.isOwner.state !== 'known');
      // Only for the owner's role id; where it isn't given, roles stay as they are on the wire.
      if (ownerNotReported && !ownerRoleIds.has(workspaceId)) await readRoles(workspaceId, signal);
      const ownerRoleId = ownerRoleIds.get(workspaceId) ?? null;
      const rows = read.rows.map((row) => fromMember(row, ownerRoleId));
      return ok(fetched(rows.sort(byRank), read, at));
    },

    async invitations(workspaceId, signal) {
      const list = await calls.list(
        { route: 'invitations', values: { workspaceId }, query: { page: '0', size: '100' } },
        signal,
      );
      if (!list.ok) return list;
      const read = await readRecords(wire.invitation, list.value.records);
      const byId = new Map(read.rows.map((row) => [row.bizId, fromInvitation(row)]));
      return ok(fetched([...byId.values()], read, list.value.at));
    },

    async roles(workspaceId, signal) {
      const roles = await readRoles(workspaceId, signal);
      if (roles.ok || roles.error.kind !== 'forbidden') return roles;
      // A member without access to the roles still sees their names on the members; ids would say nothing.
      const members = await readMembers(workspaceId, signal);
      if (!members.ok) return roles;
      const { read, at } = members.value;
      const seen = new Map<string, RoleRow>();
      for (const row of read.rows) {
        const id = roleIdOf(row, ownerRoleIds.get(workspaceId) ?? null);
        if (id !== '' && !seen.has(id)) seen.set(id, seenRole(id, textOrEmpty(row.workspaceRoleName) || id));
      }
      return ok(fetched([...seen.values()], read, at));
    },

    tokens: () => unsupportedList(capabilities['token.list']),

    async details(workspaceId, signal) {
      const reply = await calls.send(
        { method: 'GET', route: 'workspace', values: { workspaceId }, schema: wire.workspace },
        signal,
      );
      if (!reply.ok) return reply;
      const { data, at } = reply.value;
      return ok({
        ...fetched([toDetails(data)], wholeRecords, at),
        ofOtherPlace: data.bizId === workspaceId ? 0 : 1,
      });
    },

    async perform(request, _snapshot, signal) {
      const performed = await perform(calls, request, signal);
      if ('workspaceId' in request) myRoles.delete(request.workspaceId);
      return performed;
    },
  };
}

/** Was looked for and isn't reported: not asked for again before something changes. */
const roleNotReported = '';

type Unread = Pick<Fetched<unknown>, 'unreadable' | 'partlyUnreadable'>;
const wholeRecords: Unread = { unreadable: 0, partlyUnreadable: 0 };
const fetched = <T>(
  rows: T[],
  { unreadable, partlyUnreadable }: Unread,
  serverDate: number | null,
): Fetched<T> => ({ rows, unreadable, partlyUnreadable, serverDate, asOf: null });

const placeIdOf = (row: wire.Mine): string => (row.generation === 'v2' ? row.workspaceBizId : row.bizId);
const isMine = (row: wire.Mine): boolean => row.generation === 'v2' && valueOr(row.isOwner, false);
const sameEmail = (one: string, other: string): boolean =>
  other !== '' && one.toLowerCase() === other.toLowerCase();

/** The server gives no order. */
function byRank(a: MemberRow, b: MemberRow): number {
  const rank = Number(b.role === owner) - Number(a.role === owner);
  return rank || compare(a.email, b.email) || compare(a.userId, b.userId);
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** SYSTEM has no route that reports who is signed in. */
const unknownIdentity = () =>
  invalidError(systemText.unknownIdentity, systemText.enterEmail, [
    { path: 'email', message: systemText.whoseToken },
  ]);
