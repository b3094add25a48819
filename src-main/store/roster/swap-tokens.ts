import { nameKeyOf } from '../../../src-preload/shared/name-order.ts';
import { z } from 'zod';
import { notReported, valueOr, type Known } from '../../../src-preload/shared/known.ts';
import type { Db } from '../database.ts';
import { fromJsonCells, jsonCell } from '../json-cells.ts';
import { flagCell, flagFromCells, fromCells, stateCell, valueCell } from '../known-cells.ts';
import { imageOfToken } from '../history/images.ts';
import { createRowsPast } from '../history/keep-past.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';
import type { TokenRow } from '../../base/records.ts';

export interface TokenSqlRow {
  pk: number;
  workspace_pk: number;
  id: string;
  name: string | null;
  name_state: number;
  owner_id: string;
  created_at: number | null;
  created_at_state: number;
  expires_at: number | null;
  expires_at_state: number;
  revoked_at: number | null;
  revoked_at_state: number;
  last_used_at: number | null;
  last_used_at_state: number;
  enabled: number | null;
  enabled_state: number;
  hint: string | null;
  hint_state: number;
  scopes: string | null;
  scopes_state: number;
  probe: string | null;
  probe_state: number;
  refusal: string | null;
}

const probe = z.object({ at: z.number(), works: z.boolean(), words: z.string() });

export const tokenFromSql = (row: TokenSqlRow): TokenRow => ({
  id: row.id,
  name: fromCells(row.name_state, row.name),
  ownerId: row.owner_id,
  createdAt: fromCells(row.created_at_state, row.created_at),
  expiresAt: fromCells(row.expires_at_state, row.expires_at),
  revokedAt: fromCells(row.revoked_at_state, row.revoked_at),
  lastUsedAt: fromCells(row.last_used_at_state, row.last_used_at),
  enabled: flagFromCells(row.enabled_state, row.enabled),
  hint: fromCells(row.hint_state, row.hint),
  scopes: fromCells(row.scopes_state, row.scopes),
  probe: fromJsonCells(probe, row.probe_state, row.probe),
  refusal: row.refusal,
});

/** Not reported too where the owner isn't among the members. */
export const emailOf = (email: string | null): Known<string> =>
  email === null || email === '' ? notReported : { state: 'known', value: email };

/** The swap of a workspace's tokens, to be run inside a transaction. */
export function createTokenSwap(db: Db) {
  const all = db.prepare<[number], TokenSqlRow>('select * from tokens where workspace_pk = ?');
  const keepPast = createRowsPast(db, 'tokens', imageOfToken);
  const clear = db.prepare<[number]>('delete from tokens where workspace_pk = ?');
  const insert = db.prepare(`
    insert into tokens (
      workspace_pk, id, name, name_state, name_key, owner_id, created_at, created_at_state, expires_at,
      expires_at_state, revoked_at, revoked_at_state, last_used_at, last_used_at_state, enabled, enabled_state, hint,
      hint_state, scopes, scopes_state, probe, probe_state, refusal
    ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  return (
    workspacePk: number,
    workspaceId: string,
    rows: TokenRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const stored = new Map(all.all(workspacePk).map((row) => [row.id, tokenFromSql(row)]));
    const fetched = new Map(rows.map((row) => [row.id, row]));
    const differences: Difference[] = [];
    const add = (kind: Difference['kind'], row: TokenRow) =>
      differences.push({
        kind,
        workspaceId,
        subjectId: row.id,
        subject: valueOr(row.name, row.id),
        before: null,
        after: null,
        personId: row.ownerId,
        row: imageOfToken(row),
      });
    keepPast(workspacePk, stored, fetched, earlier, meta);
    clear.run(workspacePk);
    for (const row of fetched.values()) {
      const was = stored.get(row.id);
      if (was === undefined) {
        if (earlier?.unreadable === 0) add('token.created', row);
      } else {
        if (was.revokedAt.state === 'none' && row.revokedAt.state === 'known') add('token.revoked', row);
        const [before, after] = [was.enabled, row.enabled];
        if (before.state === 'known' && after.state === 'known' && before.value !== after.value)
          add(after.value ? 'token.enabled' : 'token.disabled', row);
      }
      insert.run(
        workspacePk,
        row.id,
        valueCell(row.name),
        stateCell(row.name),
        nameKeyOf(valueOr(row.name, '')),
        row.ownerId,
        valueCell(row.createdAt),
        stateCell(row.createdAt),
        valueCell(row.expiresAt),
        stateCell(row.expiresAt),
        valueCell(row.revokedAt),
        stateCell(row.revokedAt),
        valueCell(row.lastUsedAt),
        stateCell(row.lastUsedAt),
        flagCell(row.enabled),
        stateCell(row.enabled),
        valueCell(row.hint),
        stateCell(row.hint),
        valueCell(row.scopes),
        stateCell(row.scopes),
        jsonCell(row.probe),
        stateCell(row.probe),
        row.refusal,
      );
    }
    if (meta.unreadable === 0)
      for (const row of stored.values()) if (!fetched.has(row.id)) add('token.gone', row);
    return earlier === null ? [] : differences;
  };
}
