import { Check, Minus } from 'lucide-react';
import type { RoleTable } from '../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { Tooltip } from './Tooltip.tsx';
import { footnotesOf, type Cell } from '../lib/roles.ts';
import styles from './RoleMatrix.module.css';

/** A system's own matrix: an action in each row, a role in each column, mine marked, restrictions under it. */
export function RoleMatrix({
  table,
  myRole,
  permissions,
}: {
  table: RoleTable;
  /** Wire id of my role in the place that the table is of, or null. */
  myRole: string | null;
  /** What I may here and now, beside what my role may by the book; null for a table of another place. */
  permissions: WorkspaceDetail['permissions'] | null;
}) {
  const roles = [...table.roles].sort((a, b) => b.rank - a.rank);
  const notes = footnotesOf(table);
  return (
    <>
      {/* Tab has to reach it, or the keyboard could not scroll it sideways. */}
      <div className={styles.wide} tabIndex={0} role="group" aria-label={table.title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Action</th>
              {roles.map((role) => (
                <th key={role.id} scope="col" data-mine={role.id === myRole} title={role.description}>
                  {role.label}
                  {role.id === myRole && <span className={styles.you}>you</span>}
                </th>
              ))}
              {permissions !== null && <th scope="col">You, now</th>}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => {
              const now =
                permissions === null || row.capability === null ? null : permissions[row.capability];
              return (
                <tr key={row.id}>
                  <th scope="row">{row.label}</th>
                  {roles.map((role) => (
                    <May key={role.id} cell={row.cells[role.id]} mine={role.id === myRole} notes={notes} />
                  ))}
                  {permissions !== null && (
                    <td className={styles.now}>
                      {now === null
                        ? ''
                        : !now.allowed
                          ? now.reason
                          : myRole !== null && row.cells[myRole] === undefined
                            ? 'The server decides'
                            : 'Yes'}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {notes.length > 0 && (
        <ol className={styles.footnotes} aria-label="Restrictions">
          {notes.map((words, index) => (
            <li key={words}>
              <sup>{index + 1}</sup> {words}
            </li>
          ))}
        </ol>
      )}
      {table.notes.length > 0 && (
        <ul className={styles.remarks} aria-label="Worth knowing">
          {table.notes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p className={styles.source}>Source: {table.source}</p>
    </>
  );
}

function May({ cell, mine, notes }: { cell: Cell | undefined; mine: boolean; notes: readonly string[] }) {
  if (cell === undefined) {
    return (
      <td data-allowed="unknown" data-mine={mine}>
        <Tooltip text="The documents don’t say.">
          <span aria-label="The documents don’t say" role="img">
            ?
          </span>
        </Tooltip>
      </td>
    );
  }
  const Icon = cell.may ? Check : Minus;
  const { restriction } = cell;
  const mark = (
    <span className={styles.mark}>
      <Icon role="img" aria-label={cell.may ? 'Yes' : 'No'} />
      {restriction !== null && <sup aria-label={restriction}>{notes.indexOf(restriction) + 1}</sup>}
    </span>
  );
  return (
    <td data-allowed={cell.may} data-mine={mine}>
      {restriction === null ? mark : <Tooltip text={restriction}>{mark}</Tooltip>}
    </td>
  );
}
