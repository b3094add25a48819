import {
  knownValue,
  mapKnown,
  none,
  notReported,
  valueOr,
  type Known,
} from '../../../src-preload/shared/known.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import {
  plainPlace,
  plainToken,
  type MemberRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { textOrEmpty } from '../record-fields.ts';
import { readRecords, readRows } from '../records.ts';
import { commonText } from '../text.ts';
import { unnamed } from '../../base/unnamed.ts';
import { capabilities } from './capabilities.ts';
import { createSend, paths, type Send } from './client.ts';
import { kindOf } from './fields.ts';
import { readHeldTokens } from './held-tokens.ts';
import { perform } from './perform.ts';
import * as wire from './wire.ts';
import { modboxText } from './text.ts';

/** The place that holds the signed-in person's API tokens: they belong to no workspace. */
export const accountId = 'account';
/** Details asked for at once while the list is read. */
const maxConcurrent = 3;

export function createSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
): ProviderSession {
  const send = createSend(http, target, storage);
  const kind = kindOf(target.address);
  return {
    async whoami(signal) {
      const reply = await send({ method: 'GET', path: '/auth/me', schema: wire.me }, signal);
      if (!reply.ok) return reply;
      const { user_id, email, name } = reply.value.value;
      const address = textOrEmpty(email);
      return ok({ userId: user_id, email: address, name: textOrEmpty(name) || address || user_id });
    },

    async workspaces(signal) {
      const reply = await send({ method: 'GET', path: '/workspaces', schema: wire.workspaceList }, signal);
      if (!reply.ok) return reply;
      const read = await readRecords(wire.workspace, reply.value.value.workspaces);
      const roles = await myRoles(send, read.rows, storage, signal);
      if (!roles.ok) return roles;
      const rows = read.rows.map((row): WorkspaceRow => ({
        ...plainPlace,
        id: row.id,
        name: textOrEmpty(row.name) || unnamed('Workspace', row.id),
        description: row.description,
        tokensAt: accountId,
        facts: [{ label: 'Realm', value: row.realm }],
        unavailable: isWhole(row) ? {} : { 'workspace.update': commonText.notReadWhole },
        instance: { kind, url: notReported },
        myRole: roles.value.byWorkspace.get(row.id) ?? notReported,
        owner: notReported,
        ...noMarks,
      }));
      const { serverDate } = reply.value;
      const { ofOtherPlace } = roles.value;
      return ok({ ...read, rows: [...rows, account(kind)], ofOtherPlace, serverDate, asOf: null });
    },

    async members(workspaceId, signal, reading, ahead) {
      if (workspaceId === accountId) return unsupportedList({ supported: false, ...noPeople });
      const path = paths.workspace(workspaceId);
      const reply = await send({ method: 'GET', path, schema: wire.workspaceDetail, reading }, signal);
      if (!reply.ok) return reply;
      const read = await readRows(wire.member, reply.value.value.members, toMember, ahead);
      const { serverDate } = reply.value;
      const ofOtherPlace = reply.value.value.id === workspaceId ? 0 : 1;
      return ok({ ...read, ofOtherPlace, serverDate, asOf: null });
    },

    invitations: () => unsupportedList(capabilities['invitation.list']),
    roles: () => unsupportedList(capabilities['role.list']),
    tokens: (workspaceId, signal) =>
      workspaceId === accountId
        ? fetchTokens(send, storage, signal)
        : unsupportedList(capabilities['token.list']),

    async details(workspaceId, signal) {
      if (workspaceId === accountId) return unsupportedList(capabilities['workspace.details']);
      const call = {
        method: 'GET',
        path: '/sandboxes',
        query: { status: 'running' },
        workspaceId,
        schema: wire.sandboxes,
      } as const;
      const reply = await send(call, signal);
      if (!reply.ok) return reply;
      const { value: running, serverDate } = reply.value;
      const fact = {
        label: 'Running sandboxes',
        value: mapKnown(running, String),
        tone: valueOr(running, 0) > 0 ? ('warn' as const) : ('neutral' as const),
        hint: modboxText.sandboxesHint,
      };
      const rows = [{ settings: notReported, facts: [fact] }];
      const partlyUnreadable = running.state === 'known' ? 0 : 1;
      return ok({ rows, unreadable: 0, partlyUnreadable, serverDate, asOf: null });
    },

    perform: (request, _snapshot, signal) => perform(send, storage, request, signal),
  };
}

/** A workspace is saved whole: what couldn't be read would be overwritten. */
const isWhole = ({ name, description }: wire.WorkspaceOnWire): boolean =>
  name.state !== 'not-reported' && description.state !== 'not-reported';

const noPeople = { reason: modboxText.ownAccount, source: 'Modbox’s reference' };

const noMarks = {
  isDefault: notReported,
  serverFavourite: notReported,
  serverHidden: notReported,
  approvalsEnabled: notReported,
} as const;

const account = (kind: WorkspaceRow['instance']['kind']): WorkspaceRow => ({
  ...plainPlace,
  id: accountId,
  scope: 'account',
  name: 'Your API tokens',
  description: none,
  facts: [],
  unavailable: {},
  instance: { kind, url: notReported },
  myRole: notReported,
  owner: notReported,
  ...noMarks,
});

interface MyRoles {
  byWorkspace: ReadonlyMap<string, WorkspaceRow['myRole']>;
  /** Answers about another workspace than the one that was asked for. */
  ofOtherPlace: number;
}

/** The list doesn't say my role; each workspace's own answer does, in its roster. */
async function myRoles(
  send: Send,
  rows: readonly wire.WorkspaceOnWire[],
  storage: ConnectionStorage,
  signal: AbortSignal,
): Promise<Result<MyRoles>> {
  const byWorkspace = new Map<string, WorkspaceRow['myRole']>();
  let ofOtherPlace = 0;
  const me = storage.identity?.userId ?? null;
  for (let at = 0; at < rows.length; at += maxConcurrent) {
    const answers = await Promise.all(
      rows.slice(at, at + maxConcurrent).map(async (row) => {
        const call = { method: 'GET', path: paths.workspace(row.id), schema: wire.workspaceDetail } as const;
        return { row, reply: await send(call, signal) };
      }),
    );
    for (const { row, reply } of answers) {
      if (!reply.ok) {
        // Left or deleted between the two answers: the next refresh knows.
        if (reply.error.kind === 'forbidden' || reply.error.kind === 'not-found') continue;
        return reply;
      }
      const detail = reply.value.value;
      if (!isSamePlace(row, detail)) ofOtherPlace += 1;
      const { rows } = await readRecords(wire.member, detail.members);
      const mine = rows.find((member) => member.user_id === me);
      byWorkspace.set(row.id, mine?.role ?? notReported);
    }
  }
  return ok({ byWorkspace, ofOtherPlace });
}

/** A workspace stays in its realm. */
const isSamePlace = (one: wire.WorkspaceOnWire, other: wire.WorkspaceOnWire): boolean =>
  one.id === other.id &&
  (one.realm.state !== 'known' || other.realm.state !== 'known' || one.realm.value === other.realm.value);

const toMember = (row: wire.MemberOnWire): MemberRow => ({
  userId: row.user_id,
  email: textOrEmpty(row.email),
  name: notReported,
  role: textOrEmpty(row.role),
  status: 'active',
  signedUpAt: row.created_at,
  enteredAt: notReported,
});

async function fetchTokens(
  send: Send,
  storage: ConnectionStorage,
  signal: AbortSignal,
): Promise<Result<Fetched<TokenRow>>> {
  const held = readHeldTokens(storage);
  if (!held.ok) return held;
  const me = storage.identity?.userId ?? '';
  const toRow = (
    id: string,
    name: Known<string>,
    hint: Known<string>,
    createdAt: Known<number>,
    isHeld: boolean,
  ): TokenRow => ({
    ...plainToken,
    id,
    name: name.state === 'known' && name.value === '' ? none : name,
    ownerId: me,
    createdAt,
    // No expiry is documented.
    expiresAt: none,
    revokedAt: none,
    lastUsedAt: notReported,
    hint,
    refusal: isHeld ? null : notHeld,
  });
  const reply = await send({ method: 'GET', path: '/api-tokens/', schema: wire.tokenList }, signal);
  if (!reply.ok) {
    // The list is no documented route. What is held here is known, but that it is all is not: so it counts as incomplete.
    if (!isMissingRoute(reply.error.kind)) return reply;
    const rows = [...held.value].map(([id, { description, prefix, createdAt }]) =>
      toRow(id, knownValue(description), reported(prefix), reported(createdAt), true),
    );
    return ok({ rows, unreadable: 1, partlyUnreadable: 0, serverDate: null, asOf: null });
  }
  const read = await readRecords(wire.token, reply.value.value);
  const rows = read.rows.map(({ id, description, prefix, created_at }) =>
    toRow(id, description, prefix, created_at, held.value.has(id)),
  );
  return ok({ ...read, rows, serverDate: reply.value.serverDate, asOf: null });
}

/** Of a token held here: null where the server didn't say it when the token was created. */
const reported = <T>(value: T | null): Known<T> => (value === null ? notReported : knownValue(value));

const isMissingRoute = (kind: string) => kind === 'not-found' || kind === 'not-implemented';

const notHeld = modboxText.tokenMadeElsewhere;
