import { Check, Minus } from 'lucide-react';
import type { RoleTable } from '../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { Tooltip } from './overlays/Tooltip.tsx';
import { footnotesOf, type Cell } from '../lib/roles.ts';
import styles from './RoleMatrix.module.css';
import { ownValue } from '../../src-preload/shared/own.ts';

/** The system's own matrix: an action per row, a role per column with mine marked, and restrictions as footnotes. */
export function RoleMatrix({
  table,
  myRole,
  permissions,
}: {
  table: RoleTable;
  /** Wire id of my role in the place that the table describes, or null. */
  myRole: string | null;
  /** My permissions here, shown beside what the documents say of my role; null for a table of another place. */
  permissions: WorkspaceDetail['permissions'] | null;
}) {
  const roles = [...table.roles].sort((a, b) => b.rank - a.rank);
  const notes = footnotesOf(table);
  return (
    <>
      {/* Focusable, so that the keyboard can scroll it sideways. */}
      <div className={styles.wide} tabIndex={0} role="group" aria-label={table.title}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Action</th>
              {roles.map((role) => (
                <th key={role.id} scope="col" data-mine={role.id === myRole} title={role.description}>
                  <span className={styles.role}>
                    {role.label}
                    {role.id === myRole && <span className={styles.you}>You</span>}
                  </span>
                </th>
              ))}
              {permissions !== null && <th scope="col">Your access</th>}
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
                    <MatrixCell
                      key={role.id}
                      cell={ownValue(row.cells, role.id)}
                      mine={role.id === myRole}
                      notes={notes}
                    />
                  ))}
                  {permissions !== null && (
                    <td className={styles.now}>
                      {now === null
                        ? ''
                        : !now.allowed
                          ? now.reason
                          : myRole !== null && ownValue(row.cells, myRole) === undefined
                            ? 'Decided by the server'
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
          {notes.map((note, index) => (
            <li key={note}>
              <sup>{index + 1}</sup> {note}
            </li>
          ))}
        </ol>
      )}
      {table.notes.length > 0 && (
        <ul className={styles.remarks} aria-label="Notes">
          {table.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <p className={styles.source}>Source: {table.source}</p>
    </>
  );
}

function MatrixCell({
  cell,
  mine,
  notes,
}: {
  cell: Cell | undefined;
  mine: boolean;
  notes: readonly string[];
}) {
  if (cell === undefined) {
    return (
      <td data-allowed="unknown" data-mine={mine}>
        <Tooltip text="Not documented">
          <span aria-label="Not documented" role="img">
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
