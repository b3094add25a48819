import type { Known } from '../../../src-preload/shared/known.ts';
import type { Db } from '../database.ts';
import { readJson } from '../json-cells.ts';
import { detailsFactsCell } from './fact-cell.ts';
import { fromCells, stateCell, valueCell } from '../known-cells.ts';
import type { DetailsRow } from '../../base/records.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';

export interface DetailsSqlRow {
  settings: string | null;
  settings_state: number;
  facts: string;
}

export const detailsFromSql = (row: DetailsSqlRow): DetailsRow => ({
  settings: fromCells(row.settings_state, row.settings),
  facts: readJson(detailsFactsCell, row.facts, []),
});

/** The swap of a place's details, to be run inside a transaction. What is running in it comes and goes: only settings are watched. */
export function createDetailsSwap(db: Db) {
  const stored = db.prepare<[number], DetailsSqlRow & { name: string }>(
    'select d.*, w.name from place_details d join workspaces w on w.pk = d.workspace_pk where d.workspace_pk = ?',
  );
  const clear = db.prepare<[number]>('delete from place_details where workspace_pk = ?');
  const save = db.prepare(`
    insert into place_details (workspace_pk, settings, settings_state, facts) values (?, ?, ?, ?)
    on conflict do update set settings = excluded.settings, settings_state = excluded.settings_state,
      facts = excluded.facts`);

  return (
    workspacePk: number,
    workspaceId: string,
    rows: DetailsRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const was = stored.get(workspacePk);
    const row = rows[0];
    if (row === undefined) {
      if (meta.unreadable === 0) clear.run(workspacePk);
      return [];
    }
    save.run(workspacePk, valueCell(row.settings), stateCell(row.settings), JSON.stringify(row.facts));
    if (earlier === null || was === undefined || !differ(detailsFromSql(was).settings, row.settings))
      return [];
    return [
      {
        kind: 'details.changed',
        workspaceId,
        subjectId: workspaceId,
        subject: was.name,
        before: null,
        after: null,
      },
    ];
  };
}

function differ(was: Known<string>, is: Known<string>): boolean {
  if (was.state === 'not-reported' || is.state === 'not-reported') return false;
  if (was.state !== 'known' || is.state !== 'known') return was.state !== is.state;
  return was.value !== is.value && plain(was.value) !== plain(is.value);
}

/** Without what JSON doesn't mean: white space and the order of keys. */
function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text;
  }
}
