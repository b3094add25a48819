import { fold } from '../../../src-preload/shared/fold.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../../../src-main/base/records.ts';
import type { Difference } from '../../../src-main/store/history/types.ts';
import type {
  FetchMeta,
  RosterReader,
  RosterWriter,
  StoredFreshness,
} from '../../../src-main/store/roster/types.ts';
import type { RosterSearch } from '../../../src-main/store/search/types.ts';
import { unused } from '../../support/unused.ts';
import type { FakeLedger } from './fake-ledger.ts';

const never: StoredFreshness = { fetchedAt: null, triedAt: null, error: null, unreadable: 0, doubt: null };

export type FakeRoster = RosterReader & RosterWriter & Pick<RosterSearch, 'membersPage'>;

const member = ({ userId: id }: MemberRow) => ({ id });

/** What is missing from a list that could be read whole. */
function departures(
  kind: Difference['kind'],
  { workspaceId }: { workspaceId: string },
  before: readonly { id: string }[],
  next: readonly { id: string }[],
  { unreadable }: Pick<FetchMeta, 'unreadable'>,
): Difference[] {
  const ids = new Set(next.map(({ id }) => id));
  const missing = unreadable > 0 ? [] : before.filter(({ id }) => !ids.has(id));
  return missing.map(({ id }) => ({
    kind,
    workspaceId,
    subjectId: id,
    subject: id,
    before: null,
    after: null,
  }));
}

/** The roster in maps, with just as much of differences as the tests look at. */
export function fakeRoster(ledger: Pick<FakeLedger, 'addHistory'>): FakeRoster {
  const workspaces = new Map<string, WorkspaceRow[]>();
  const members = new Map<string, MemberRow[]>();
  const tokens = new Map<string, TokenRow[]>();
  const invitations = new Map<string, InvitationRow[]>();
  const roles = new Map<string, RoleRow[]>();
  const details = new Map<string, DetailsRow>();
  const fresh = new Map<string, StoredFreshness>();
  const counts = { members: null, pending: null, openInvitations: null, activeTokens: null };
  const at = (ref: { connectionId: string; workspaceId: string }) => `${ref.connectionId} ${ref.workspaceId}`;
  /** What a swap found becomes history, against the copy before it. */
  const told = (key: string, now: number, found: Difference[]) => {
    const { fetchedAt } = fresh.get(key) ?? never;
    if (fetchedAt !== null && found.length > 0)
      ledger.addHistory(key.split(' ')[0] ?? '', fetchedAt, Math.max(now, fetchedAt), found);
    return Promise.resolve(ok(fetchedAt === null ? [] : found));
  };
  const stamp = (key: string, fetchedAt: number, unreadable: number) =>
    fresh.set(key, { fetchedAt, triedAt: fetchedAt, error: null, unreadable, doubt: null });
  const rows = (connectionId: string) =>
    (workspaces.get(connectionId) ?? []).map((row) => ({ ...row, counts }));
  return {
    workspaces: rows,
    workspace: (ref) => rows(ref.connectionId).find(({ id }) => id === ref.workspaceId) ?? null,
    // The first of them, as the gate before a swap looks at them.
    async membersPage(ref, { offset, limit }) {
      const all = members.get(at(ref)) ?? [];
      const rows = all.slice(offset, offset + limit);
      return { rows, matching: all.length, total: all.length, queryProblem: null, next: null };
    },
    members: (ref) => members.get(at(ref)) ?? [],
    member: (ref, userId) => (members.get(at(ref)) ?? []).find((row) => row.userId === userId) ?? null,
    membersByEmail: (ref, email) =>
      (members.get(at(ref)) ?? []).filter((row) => fold(row.email) === fold(email)),
    countByRole(ref) {
      const counted = new Map<string, ReturnType<RosterReader['countByRole']>[number]>();
      for (const { role, status } of members.get(at(ref)) ?? []) {
        const key = `${role} ${status}`;
        counted.set(key, { role, status, count: (counted.get(key)?.count ?? 0) + 1 });
      }
      return [...counted.values()];
    },
    tokensPage: unused,
    tokenPieces: unused,
    tokens: (ref) => tokens.get(at(ref)) ?? [],
    invitations: (ref) => invitations.get(at(ref)) ?? [],
    roles: (ref) => roles.get(at(ref)) ?? [],
    details: (ref) => details.get(at(ref)) ?? null,
    freshness: (connectionId, workspaceId, list) =>
      fresh.get(`${connectionId} ${workspaceId ?? ''} ${list}`) ?? never,
    doubtedLists: () => [],
    coverage: unused,
    counts: unused,
    async swapWorkspaces(connectionId, next, meta) {
      const before = workspaces.get(connectionId) ?? [];
      const key = `${connectionId}  workspaces`;
      const missing = before.filter((row) => !next.some(({ id }) => id === row.id));
      // With records that can't be read nobody knows which one is missing.
      workspaces.set(connectionId, meta.unreadable > 0 ? [...next, ...missing] : next);
      const gone = meta.unreadable > 0 ? [] : missing;
      const differences = await told(
        key,
        meta.finishedAt,
        gone.map((row): Difference => ({
          kind: 'workspace.gone',
          workspaceId: row.id,
          subjectId: row.id,
          subject: row.name,
          before: null,
          after: null,
        })),
      );
      stamp(key, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapMembers(ref, next, meta) {
      const before = members.get(at(ref)) ?? [];
      members.set(at(ref), next);
      const differences = await told(`${at(ref)} members`, meta.finishedAt, [
        ...departures('member.left', ref, before.map(member), next.map(member), meta),
        ...next.flatMap((row): Difference[] => {
          const old = before.find(({ userId }) => userId === row.userId);
          if (!old || old.role === row.role) return [];
          const subject = { workspaceId: ref.workspaceId, subjectId: row.userId, subject: row.email };
          return [{ kind: 'member.role', ...subject, before: old.role, after: row.role }];
        }),
      ]);
      stamp(`${at(ref)} members`, meta.finishedAt, meta.unreadable);
      return differences;
    },
    // No answer is remembered, so none is ever the same.
    digest: () => null,
    confirmMembers: async () => ok(false),
    swapReadings: unused,
    async swapTokens(ref, next, meta) {
      const key = `${at(ref)} tokens`;
      const found = departures('token.gone', ref, tokens.get(at(ref)) ?? [], next, meta);
      const differences = await told(key, meta.finishedAt, found);
      tokens.set(at(ref), next);
      stamp(key, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapInvitations(ref, next, meta) {
      const key = `${at(ref)} invitations`;
      const found = departures('invitation.ended', ref, invitations.get(at(ref)) ?? [], next, meta);
      const differences = await told(key, meta.finishedAt, found);
      invitations.set(at(ref), next);
      stamp(key, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapRoles(ref, next, meta) {
      const key = `${at(ref)} roles`;
      const found = departures('role.gone', ref, roles.get(at(ref)) ?? [], next, meta);
      const differences = await told(key, meta.finishedAt, found);
      roles.set(at(ref), next);
      stamp(key, meta.finishedAt, meta.unreadable);
      return differences;
    },
    async swapDetails(ref, next, meta) {
      const [row] = next;
      if (row) details.set(at(ref), row);
      stamp(`${at(ref)} details`, meta.finishedAt, meta.unreadable);
      return ok([]);
    },
    flushHistory: async () => ok(null),
    async markTried(connectionId, workspaceId, list, triedAt, error) {
      const key = `${connectionId} ${workspaceId ?? ''} ${list}`;
      fresh.set(key, { ...(fresh.get(key) ?? never), triedAt, error });
      return ok(null);
    },
    async markDoubted(connectionId, workspaceId, list, triedAt, error, doubt) {
      const key = `${connectionId} ${workspaceId ?? ''} ${list}`;
      fresh.set(key, { ...(fresh.get(key) ?? never), triedAt, error, doubt });
      return ok(null);
    },
    async eraseConnection(connectionId) {
      workspaces.delete(connectionId);
      return ok(null);
    },
    async eraseWorkspace(ref) {
      members.delete(at(ref));
      tokens.delete(at(ref));
      return ok(null);
    },
  };
}
