import { valueOr } from '../../../src-preload/shared/known.ts';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import type { Db } from '../database.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { fromCells, stateCell, valueCell } from '../known-cells.ts';
import { imageOfInvitation } from '../history/images.ts';
import { createRowsPast } from '../history/keep-past.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';
import type { InvitationRow } from '../../base/records.ts';

export interface InvitationSqlRow {
  id: string;
  email: string;
  role: string | null;
  role_state: number;
  status: InvitationStatus;
  invited_by: string | null;
  invited_by_state: number;
  message: string | null;
  message_state: number;
  created_at: number | null;
  created_at_state: number;
  expires_at: number | null;
  expires_at_state: number;
  ended_at: number | null;
  ended_at_state: number;
}

export const invitationFromSql = (row: InvitationSqlRow): InvitationRow => ({
  id: row.id,
  email: row.email,
  role: fromCells(row.role_state, row.role),
  status: row.status,
  invitedBy: fromCells(row.invited_by_state, row.invited_by),
  message: fromCells(row.message_state, row.message),
  createdAt: fromCells(row.created_at_state, row.created_at),
  expiresAt: fromCells(row.expires_at_state, row.expires_at),
  endedAt: fromCells(row.ended_at_state, row.ended_at),
});

/** A pending invitation past its end is expired, whether or not the system says so already. */
const statusAt = (row: InvitationRow, now: number): InvitationStatus =>
  row.status === 'pending' && row.expiresAt.state === 'known' && row.expiresAt.value <= now
    ? 'expired'
    : row.status;

/** Nothing is claimed of one whose status isn't reported. */
const hasEnded = (status: InvitationStatus): boolean => status !== 'pending' && status !== 'not-reported';

/** The swap of a place's invitations, to be run inside a transaction. */
export function createInvitationSwap(db: Db) {
  const all = db.prepare<[number], InvitationSqlRow>('select * from invitations where workspace_pk = ?');
  const keepPast = createRowsPast(db, 'invitations', imageOfInvitation);
  const clear = db.prepare<[number]>('delete from invitations where workspace_pk = ?');
  const insert = db.prepare(`
    insert into invitations (
      workspace_pk, id, email, email_key, search_key, role, role_state, status, invited_by, invited_by_state, message,
      message_state, created_at, created_at_state, expires_at, expires_at_state, ended_at, ended_at_state
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  return (
    workspacePk: number,
    workspaceId: string,
    rows: InvitationRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const stored = new Map(all.all(workspacePk).map((row) => [row.id, invitationFromSql(row)]));
    const fetched = new Map(rows.map((row) => [row.id, row]));
    const differences: Difference[] = [];
    const add = (
      kind: 'invitation.sent' | 'invitation.ended',
      row: InvitationRow,
      after: InvitationStatus | null,
    ) =>
      differences.push({
        kind,
        workspaceId,
        subjectId: row.id,
        subject: row.email,
        before: null,
        after,
        personId: null,
        row: imageOfInvitation(row),
      });
    const then = earlier?.fetchedAt ?? meta.finishedAt;
    keepPast(workspacePk, stored, fetched, earlier, meta);
    clear.run(workspacePk);
    for (const row of fetched.values()) {
      const was = stored.get(row.id);
      const is = statusAt(row, meta.finishedAt);
      // A record that could not be read the last time is not new now.
      if (was === undefined) {
        if (earlier?.unreadable === 0) add('invitation.sent', row, null);
        if (earlier?.unreadable === 0 && hasEnded(is)) add('invitation.ended', row, is);
      } else {
        const before = statusAt(was, then);
        if (before === 'pending' && hasEnded(is)) add('invitation.ended', row, is);
        // Sent once more under the same id.
        if (hasEnded(before) && is === 'pending') add('invitation.sent', row, null);
      }
      insert.run(
        workspacePk,
        row.id,
        row.email,
        fold(row.email),
        [row.email, valueOr(row.invitedBy, ''), valueOr(row.message, '')].map(fold).join('\n'),
        valueCell(row.role),
        stateCell(row.role),
        row.status,
        valueCell(row.invitedBy),
        stateCell(row.invitedBy),
        valueCell(row.message),
        stateCell(row.message),
        valueCell(row.createdAt),
        stateCell(row.createdAt),
        valueCell(row.expiresAt),
        stateCell(row.expiresAt),
        valueCell(row.endedAt),
        stateCell(row.endedAt),
      );
    }
    // Accepted, cancelled or expired: a list of what is pending doesn't say which.
    if (meta.unreadable === 0)
      for (const row of stored.values())
        if (!fetched.has(row.id) && statusAt(row, then) === 'pending') add('invitation.ended', row, null);
    return earlier === null ? [] : differences;
  };
}
