import { nameKeyOf } from '../../../src-preload/shared/name-order.ts';
import { knownValue, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { isUnnamed } from '../../base/unnamed.ts';
import type { Db } from '../database.ts';
import { flagCell, stateCell, valueCell } from '../known-cells.ts';
import { createGonePlaces } from './gone-places.ts';
import { workspaceFromSql, workspaceColumns, type WorkspaceSqlRow } from './workspace-row.ts';
import type { Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';
import type { WorkspaceRow } from '../../base/records.ts';

/** What is watched of a workspace, with the words that name it in history. */
const watched: readonly { words: string; of: (row: WorkspaceRow) => Known<string> }[] = [
  { words: 'name', of: (row) => (isUnnamed(row.name) ? notReported : knownValue(row.name)) },
  { words: 'instance URL', of: (row) => row.instance.url },
  { words: 'my role', of: (row) => row.myRole },
  { words: 'default', of: (row) => yesNo(row.isDefault) },
  { words: 'favourite', of: (row) => yesNo(row.serverFavourite) },
  { words: 'hidden', of: (row) => yesNo(row.serverHidden) },
  { words: 'approvals', of: (row) => onOff(row.approvalsEnabled) },
];
const yesNo = (flag: Known<boolean>): Known<string> =>
  flag.state === 'known' ? { state: 'known', value: flag.value ? 'yes' : 'no' } : flag;
const onOff = (flag: Known<boolean>): Known<string> =>
  flag.state === 'known' ? { state: 'known', value: flag.value ? 'on' : 'off' } : flag;

/** One difference per watched field. What a system stopped or began to report is no change that anybody made. */
function changes(before: WorkspaceRow, after: WorkspaceRow): Difference[] {
  const found: Difference[] = [];
  for (const { words, of } of watched) {
    const was = of(before);
    const is = of(after);
    if (was.state === 'not-reported' || is.state === 'not-reported') continue;
    const text = (item: typeof was) => `${words}: ${item.state === 'known' ? item.value : 'none'}`;
    if (text(was) === text(is)) continue;
    found.push({
      kind: 'workspace.changed',
      workspaceId: after.id,
      subjectId: after.id,
      subject: after.name,
      before: text(was),
      after: text(is),
    });
  }
  return found;
}

const cellsOf = (connectionId: string, row: WorkspaceRow) => [
  connectionId,
  row.id,
  row.name,
  nameKeyOf(row.name),
  valueCell(row.description),
  stateCell(row.description),
  row.instance.kind,
  valueCell(row.instance.url),
  stateCell(row.instance.url),
  valueCell(row.myRole),
  stateCell(row.myRole),
  row.owner.state === 'known' ? row.owner.value.userId : null,
  row.owner.state === 'known' ? row.owner.value.name : null,
  stateCell(row.owner),
  flagCell(row.isDefault),
  stateCell(row.isDefault),
  flagCell(row.serverFavourite),
  stateCell(row.serverFavourite),
  flagCell(row.serverHidden),
  stateCell(row.serverHidden),
  flagCell(row.approvalsEnabled),
  stateCell(row.approvalsEnabled),
  row.scope,
  row.organization.state === 'known' ? row.organization.value.id : null,
  row.organization.state === 'known' ? row.organization.value.name : null,
  stateCell(row.organization),
  row.membersAt,
  row.tokensAt,
  row.origin,
  JSON.stringify(row.facts),
  JSON.stringify(row.unavailable),
];

/** The swap of a connection's list of workspaces, to be run inside a transaction. */
export function createWorkspaceSwap(db: Db) {
  const names = ['connection_id', 'id', 'name', 'name_key', ...workspaceColumns];
  const all = db.prepare<[string], WorkspaceSqlRow>('select * from workspaces where connection_id = ?');
  const save = db.prepare(`
    insert into workspaces (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
    on conflict (connection_id, id) do update set
      ${names
        .slice(2)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`);
  const gonePlaces = createGonePlaces(db);

  return (
    connectionId: string,
    rows: WorkspaceRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const stored = new Map(all.all(connectionId).map((row) => [row.id, row]));
    const fetched = new Map(rows.map((row) => [row.id, row]));
    const differences: Difference[] = [];
    const plain = (kind: Difference['kind'], row: WorkspaceRow): Difference => ({
      kind,
      workspaceId: row.id,
      subjectId: row.id,
      subject: row.name,
      before: null,
      after: null,
      personId: null,
      row: JSON.stringify({
        scope: row.scope,
        organization: row.organization,
        url: row.instance.url,
        myRole: row.myRole,
      }),
    });
    for (const row of fetched.values()) {
      const was = stored.get(row.id);
      // A record that could not be read the last time is not new now.
      if (was !== undefined) differences.push(...changes(workspaceFromSql(was), row));
      else if (earlier?.unreadable === 0) differences.push(plain('workspace.appeared', row));
      if (was === undefined) gonePlaces.comeBack(connectionId, row.id);
      save.run(...cellsOf(connectionId, row));
    }
    // With records that can't be read nobody knows which one is missing: its roster is kept until a whole list says it's gone.
    if (meta.unreadable === 0) {
      for (const row of stored.values()) {
        if (fetched.has(row.id)) continue;
        differences.push(plain('workspace.gone', workspaceFromSql(row)));
        gonePlaces.leave(row, earlier?.fetchedAt ?? null, meta.finishedAt);
      }
    }
    return earlier === null ? [] : differences;
  };
}
