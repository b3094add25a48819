import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import { appError, type AppError } from '../../../src-preload/contract/result.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { notReported } from '../../../src-preload/shared/known.ts';
import {
  listDoubt,
  listName,
  type ListDoubt,
  type ListName,
} from '../../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import { createCoverage } from '../search/coverage.ts';
import { openInvitation } from '../search/invitation-pages.ts';
import { fromCells } from '../known-cells.ts';
import { memberFromSql, type MemberSqlRow } from './member-row.ts';
import { detailsFromSql, type DetailsSqlRow } from './swap-details.ts';
import { invitationFromSql, type InvitationSqlRow } from './swap-invitations.ts';
import { roleFromSql, type RoleSqlRow } from './swap-roles.ts';
import { emailOf, tokenFromSql, type TokenSqlRow } from './swap-tokens.ts';
import { createTokenPages, liveToken } from '../search/token-pages.ts';
import { text } from '../text.ts';
import type { RosterReader } from './types.ts';
import { workspaceFromSql, type WorkspaceSqlRow } from './workspace-row.ts';

type Counted = WorkspaceSqlRow & {
  members_fetched: number | null;
  tokens_fetched: number | null;
  invitations_fetched: number | null;
  roster_members: number | null;
  roster_pending: number | null;
  active_tokens: number;
  open_invitations: number;
};

/** Reads of a roster on a read-only connection. */
export function createRosterReader(db: Db): RosterReader {
  const fetchedAt = (place: string, list: ListName) => `(select fetched_at from freshness f
    where f.connection_id = w.connection_id and f.workspace_id = ${place}.id and f.list = '${list}')`;
  // r: the place that has the roster, k: the place that has the tokens; mostly w itself.
  const counted = `
    select w.*,
      ${fetchedAt('r', 'members')} as members_fetched,
      ${fetchedAt('r', 'invitations')} as invitations_fetched,
      ${fetchedAt('k', 'tokens')} as tokens_fetched,
      r.member_count as roster_members, r.pending_count as roster_pending,
      (select count(*) from invitations i where i.workspace_pk = r.pk and ${openInvitation}) as open_invitations,
      (select count(*) from tokens t where t.workspace_pk = k.pk and ${liveToken}) as active_tokens
    from workspaces w
    left join workspaces r on r.connection_id = w.connection_id and r.id = coalesce(w.members_at, w.id)
    left join workspaces k on k.connection_id = w.connection_id and k.id = coalesce(w.tokens_at, w.id)
    where w.connection_id = @connectionId`;
  const statements = {
    workspaces: db.prepare<[{ connectionId: string; now: number }], Counted>(
      `${counted} order by w.name_key, w.id`,
    ),
    workspace: db.prepare<[{ connectionId: string; workspaceId: string; now: number }], Counted>(
      `${counted} and w.id = @workspaceId`,
    ),
    pk: db.prepare<[string, string], { pk: number }>(
      'select pk from workspaces where connection_id = ? and id = ?',
    ),
    digest: db.prepare<[string, string, string], { digest: string | null }>(
      'select digest from freshness where connection_id = ? and workspace_id = ? and list = ?',
    ),
    members: db.prepare<[number], MemberSqlRow>(
      'select * from members where workspace_pk = ? order by nameless, name_key, email_key, user_id',
    ),
    member: db.prepare<[number, string], MemberSqlRow>(
      'select * from members where workspace_pk = ? and user_id = ?',
    ),
    // Ordered by user id, SQLite would walk the whole roster in that order.
    byEmail: db.prepare<[number, string], MemberSqlRow>(
      'select * from members where workspace_pk = ? and email_key = ? order by pk limit 50',
    ),
    byRole: db.prepare<[number], { role: string; status: MemberStatus; count: number }>(
      'select role, status, count from member_counts where workspace_pk = ? order by role, status',
    ),
    tokens: db.prepare<[number], TokenSqlRow>(
      'select * from tokens where workspace_pk = ? order by name_key, id',
    ),
    invitations: db.prepare<[number], InvitationSqlRow>(
      'select * from invitations where workspace_pk = ? order by email_key, id',
    ),
    roles: db.prepare<[number], RoleSqlRow>(
      'select * from place_roles where workspace_pk = ? order by name_key, id',
    ),
    details: db.prepare<[number], DetailsSqlRow>('select * from place_details where workspace_pk = ?'),
    freshness: db.prepare<
      [string, string, string],
      {
        fetched_at: number | null;
        tried_at: number | null;
        error: string | null;
        unreadable: number;
        doubt: string | null;
      }
    >('select * from freshness where connection_id = ? and workspace_id = ? and list = ?'),
    doubted: db.prepare<[string], { workspace_id: string; list: string }>(
      `select workspace_id, list from freshness where connection_id = ? and doubt is not null
       order by workspace_id, list`,
    ),
    counts: db.prepare<[{ connectionId: string }], { workspaces: number; members: number; tokens: number }>(`
      select count(*) as workspaces, coalesce(sum(member_count), 0) as members,
        (select count(*) from tokens t join workspaces o on o.pk = t.workspace_pk
          where o.connection_id = @connectionId) as tokens
      from workspaces where connection_id = @connectionId`),
  };
  const pkOf = (ref: WorkspaceRef) => statements.pk.get(ref.connectionId, ref.workspaceId);
  const tokenPages = createTokenPages(db);

  const withCounts = (row: Counted) => ({
    ...workspaceFromSql(row),
    counts: {
      members: row.members_fetched === null ? null : row.roster_members,
      pending: row.members_fetched === null ? null : row.roster_pending,
      activeTokens: row.tokens_fetched === null ? null : row.active_tokens,
      openInvitations: row.invitations_fetched === null ? null : row.open_invitations,
    },
  });

  return {
    workspaces: (connectionId, now) => statements.workspaces.all({ connectionId, now }).map(withCounts),
    workspace(ref, now) {
      const row = statements.workspace.get({ ...ref, now });
      return row === undefined ? null : withCounts(row);
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
    membersByEmail(ref, email) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.byEmail.all(place.pk, fold(email)).map(memberFromSql);
    },
    countByRole(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.byRole.all(place.pk);
    },
    tokensPage(ref, query) {
      const place = pkOf(ref);
      if (place === undefined)
        return { rows: [], matching: 0, totals: { active: 0, inactive: 0 }, queryProblem: null };
      const page = tokenPages.page(ref.connectionId, place.pk, query);
      return { ...page, rows: page.rows.map(ownedToken) };
    },
    *tokenPieces(ref, query, size) {
      const place = pkOf(ref);
      if (place === undefined) return;
      const keys = tokenPages.keys(ref.connectionId, place.pk, query);
      for (let at = 0; at < keys.length; at += size)
        yield tokenPages.byKeys(ref.connectionId, place.pk, query, keys.slice(at, at + size)).map(ownedToken);
    },
    tokens(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.tokens.all(place.pk).map(tokenFromSql);
    },
    invitations(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.invitations.all(place.pk).map(invitationFromSql);
    },
    roles(ref) {
      const place = pkOf(ref);
      return place === undefined ? [] : statements.roles.all(place.pk).map(roleFromSql);
    },
    details(ref) {
      const place = pkOf(ref);
      const row = place === undefined ? undefined : statements.details.get(place.pk);
      return row === undefined ? null : detailsFromSql(row);
    },
    freshness(connectionId, workspaceId, list) {
      const row = statements.freshness.get(connectionId, workspaceId ?? '', list);
      return {
        fetchedAt: row?.fetched_at ?? null,
        triedAt: row?.tried_at ?? null,
        error: typeof row?.error === 'string' ? readError(row.error) : null,
        unreadable: row?.unreadable ?? 0,
        doubt: typeof row?.doubt === 'string' ? readDoubt(row.doubt) : null,
      };
    },
    doubtedLists: (connectionId) =>
      statements.doubted.all(connectionId).flatMap(({ workspace_id, list }) => {
        const name = listName.safeParse(list);
        return name.success
          ? [{ workspaceId: workspace_id === '' ? null : workspace_id, list: name.data }]
          : [];
      }),
    digest: ({ connectionId, workspaceId }, list) =>
      statements.digest.get(connectionId, workspaceId, list)?.digest ?? null,
    coverage: createCoverage(db),
    counts: (connectionId) =>
      statements.counts.get({ connectionId }) ?? { workspaces: 0, members: 0, tokens: 0 },
  };
}

const ownedToken = (
  row: TokenSqlRow & { owner_name: string | null; owner_state: number | null; owner_email: string | null },
) => ({
  ...tokenFromSql(row),
  ownerEmail: emailOf(row.owner_email),
  ownerName: row.owner_state === null ? notReported : fromCells(row.owner_state, row.owner_name),
});

/** null where another version kept it in another shape: the next reading tells it again. */
const readDoubt = (json: string): ListDoubt | null => listDoubt.safeParse(JSON.parse(json)).data ?? null;

/** An error kept by an earlier version in another shape is still a failed try. */
function readError(json: string): AppError {
  const read = appError.safeParse(JSON.parse(json));
  return read.success ? read.data : { kind: 'server', ...text.refreshFailed, retryable: true, detail: null };
}
