import { useState } from 'react';
import type { Role, RoleTable } from '../../../../src-preload/contract/roles.ts';
import { Select } from '../../../components/fields/Select.tsx';
import { differenceOf } from '../../../lib/roles.ts';
import styles from './roles.module.css';
import { chooseDifferentText, comparisonText, nothingExtraText } from './text.ts';

/** Two roles of a table side by side: what only one of them may do. */
export function RoleDifferenceView({ table }: { table: RoleTable }) {
  const roles = [...table.roles].sort((a, b) => b.rank - a.rank);
  const [chosen, setChosen] = useState<{ first: string; second: string }>({ first: '', second: '' });
  const has = (id: string) => roles.some((role) => role.id === id);
  const first = roles.find((role) => role.id === (has(chosen.first) ? chosen.first : roles[0]?.id));
  const second = roles.find((role) => role.id === (has(chosen.second) ? chosen.second : roles[1]?.id));
  if (first === undefined || second === undefined) return null;
  const difference = differenceOf(table, first.id, second.id);
  const options = roles.map(({ id, label, description }) => ({ value: id, label, description }));
  return (
    <div className={styles.difference}>
      <div className={styles.choose}>
        <Select
          label="First role"
          value={first.id}
          onChange={(id) => setChosen({ first: id, second: second.id })}
          options={options}
        />
        <span>and</span>
        <Select
          label="Second role"
          value={second.id}
          onChange={(id) => setChosen({ first: first.id, second: id })}
          options={options}
        />
      </div>
      {first.id === second.id ? (
        <p className={styles.dim}>{chooseDifferentText}</p>
      ) : (
        <div className={styles.sides} aria-live="polite">
          <Side role={first} rows={difference.onlyFirst} />
          <Side role={second} rows={difference.onlySecond} />
        </div>
      )}
      {difference.otherwise.length > 0 && (
        <ul className={styles.remarks} aria-label="Allowed for both, with different limits">
          {difference.otherwise.map(({ row, first: a, second: b }) => (
            <li key={row.id}>
              <b>{row.label}</b>: {first.label} {a ?? 'without limits'}, {second.label}{' '}
              {b ?? 'without limits'}
            </li>
          ))}
        </ul>
      )}
      {first.id !== second.id && (
        <p className={styles.dim}>
          {comparisonText(
            difference.same,
            table.rows.length,
            difference.unknown.map(({ label }) => label),
          )}
        </p>
      )}
    </div>
  );
}

function Side({
  role,
  rows,
}: {
  role: Role;
  rows: readonly { row: RoleTable['rows'][number]; restriction: string | null }[];
}) {
  return (
    <section aria-label={`Only ${role.label} can`}>
      <h4>Only {role.label} can</h4>
      {rows.length === 0 ? (
        <p className={styles.dim}>{nothingExtraText}</p>
      ) : (
        <ul>
          {rows.map(({ row, restriction }) => (
            <li key={row.id}>
              {row.label}
              {restriction !== null && <span className={styles.dim}> ({restriction})</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
