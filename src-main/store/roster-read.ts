import { appError, type AppError } from '../../src-preload/contract/result.ts';
import { notReported } from '../../src-preload/contract/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Db } from './database.ts';
import { fromCells } from './known-cells.ts';
import { createMemberPages, memberFromSql, type MemberSqlRow } from './member-pages.ts';
import { tokenFromSql, type TokenSqlRow } from './swap-tokens.ts';
import { createTokenPages, liveToken } from './token-pages.ts';
import type { RosterReader } from './types.ts';
import { workspaceFromSql, type WorkspaceSqlRow } from './workspace-row.ts';

type Counted = WorkspaceSqlRow & {
  members_fetched: number | null;
  tokens_fetched: number | null;
  active_tokens: number;
};

/** Reads of a roster on a read-only connection. */
export function createRosterReader(db: Db): RosterReader {
  const counted = `
    select w.*,
      (select fetched_at from freshness f
        where f.connection_id = w.connection_id and f.workspace_id = w.id and f.list = 'members') as members_fetched,
      (select fetched_at from freshness f
        where f.connection_id = w.connection_id and f.workspace_id = w.id and f.list = 'tokens') as tokens_fetched,
      (select count(*) from tokens t where t.workspace_pk = w.pk and ${liveToken}) as active_tokens
    from workspaces w where w.connection_id = @connectionId`;
  const statements = {
    workspaces: db.prepare<[{ connectionId: string; now: number }], Counted>(
      `${counted} order by w.name_key, w.id`,
    ),
    workspace: db.prepare<[{ connectionId: string; workspaceId: string; now: number }], Counted>(
      `${counted} and w.id = @workspaceId`,
    ),
    pk: db.prepare<[string, string], { pk: number; member_count: number }>(
      'select pk, member_count from workspaces where connection_id = ? and id = ?',
    ),
    members: db.prepare<[number], MemberSqlRow>(
      'select * from members where workspace_pk = ? order by nameless, name_key, email_key, user_id',
    ),
    member: db.prepare<[number, string], MemberSqlRow>(
      'select * from members where workspace_pk = ? and user_id = ?',
    ),
    byRole: db.prepare<[number], { role: string; status: 'active' | 'pending'; count: number }>(
      'select role, status, count from member_counts where workspace_pk = ? order by role, status',
    ),
    tokens: db.prepare<[number], TokenSqlRow>(
      'select * from tokens where workspace_pk = ? order by name_key, id',
    ),
    freshness: db.prepare<
      [string, string, string],
      { fetched_at: number | null; tried_at: number | null; error: string | null; unreadable: number }
    >('select * from freshness where connection_id = ? and workspace_id = ? and list = ?'),
    counts: db.prepare<[{ connectionId: string }], { workspaces: number; members: number; tokens: number }>(`
      select count(*) as workspaces, coalesce(sum(member_count), 0) as members,
        (select count(*) from tokens t join workspaces o on o.pk = t.workspace_pk
          where o.connection_id = @connectionId) as tokens
      from workspaces where connection_id = @connectionId`),
  };
  const pkOf = (ref: WorkspaceRef) => statements.pk.get(ref.connectionId, ref.workspaceId);
  const memberPages = createMemberPages(db);
  const tokenPages = createTokenPages(db);

  const withCounts = (row: Counted) => ({
    ...workspaceFromSql(row),
    counts: {
      members: row.members_fetched === null ? null : row.member_count,
      pending: row.members_fetched === null ? null : row.pending_count,
      activeTokens: row.tokens_fetched === null ? null : row.active_tokens,
    },
  });

  return {
    workspaces: (connectionId, now) => statements.workspaces.all({ connectionId, now }).map(withCounts),
    workspace(ref, now) {
      const row = statements.workspace.get({ ...ref, now });
      return row === undefined ? null : withCounts(row);
    },
    membersPage(ref, query) {
      const place = pkOf(ref);
      return memberPages(place?.pk ?? null, place?.member_count ?? 0, query);
    },
    members(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.members.all(place.pk).map(memberFromSql);
    },
    member(ref, userId) {
      const place = pkOf(ref);
      const row = place === undefined ? undefined : statements.member.get(place.pk, userId);
      return row === undefined ? null : memberFromSql(row);
    },
    countByRole(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.byRole.all(place.pk);
    },
    tokensPage(ref, query) {
      const place = pkOf(ref);
      if (place === undefined) return { rows: [], matching: 0, totals: { active: 0, inactive: 0 } };
      const page = tokenPages(ref.connectionId, place.pk, query);
      return {
        ...page,
        rows: page.rows.map((row) => ({
          ...tokenFromSql(row),
          ownerName: row.owner_state === null ? notReported : fromCells(row.owner_state, row.owner_name),
        })),
      };
    },
    tokens(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.tokens.all(place.pk).map(tokenFromSql);
    },
    freshness(connectionId, workspaceId, list) {
      const row = statements.freshness.get(connectionId, workspaceId ?? '', list);
      return {
        fetchedAt: row?.fetched_at ?? null,
        triedAt: row?.tried_at ?? null,
        error: typeof row?.error === 'string' ? readError(row.error) : null,
        unreadable: row?.unreadable ?? 0,
      };
    },
    counts: (connectionId) =>
      statements.counts.get({ connectionId }) ?? { workspaces: 0, members: 0, tokens: 0 },
  };
}

/** An error kept by an earlier version in another shape is still a failed try. */
function readError(json: string): AppError {
  const read = appError.safeParse(JSON.parse(json));
  return read.success
    ? read.data
    : {
        kind: 'server',
        sentence: 'The last refresh failed.',
        nextStep: 'Refresh again.',
        retryable: true,
        detail: null,
      };
}
