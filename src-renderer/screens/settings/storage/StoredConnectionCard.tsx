import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { StoredConnection } from '../../../../src-preload/contract/storage.ts';
import { formatBytes, formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { useWorkspaces } from '../../../stores/workspaces.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './storage.module.css';
import { ageText, copyText, listNames, secretsText } from './text.ts';

/** What is stored for one connection, with its age and size. */
export function StoredConnectionCard({
  stored,
  onErase,
  onChanged,
}: {
  stored: StoredConnection;
  onErase: () => void;
  onChanged: () => void;
}) {
  const now = useNow();
  const [error, setError] = useState<AppError | null>(null);
  const workspaces = useWorkspaces(({ lists }) => lists[stored.connectionId]?.workspaces);
  const nameOf = (id: string | null) =>
    id === null ? null : (workspaces?.find((each) => each.id === id)?.name ?? id);
  const showAnyway = async (workspaceId: string | null) => {
    const { connectionId } = stored;
    const shown = await window.steward.storage.showStaleCopy({ connectionId, workspaceId, shown: true });
    setError(shown.ok ? null : shown.error);
    onChanged();
  };
  const rows = [
    ...stored.lists.map((list) => ({ name: listNames[list.what], amount: list })),
    { name: 'Observed changes', amount: stored.history },
    { name: 'Receipts', amount: stored.receipts },
  ].filter(({ amount }) => amount.count > 0);
  return (
    <section className={styles.card} aria-label={`Data stored for ${stored.label}`}>
      <div className={styles.head}>
        <div>
          <h4>
            <UserText>{stored.label}</UserText>
          </h4>
          <p className={styles.dim}>
            {stored.lastContact === null ? copyText.none : copyText.refreshed(stored.lastContact, now)}
          </p>
        </div>
        <Button size="s" icon={Trash2} aria-label={`Erase data stored for ${stored.label}`} onClick={onErase}>
          Erase now…
        </Button>
      </div>
      {error === null ? null : <ErrorNote error={error} />}
      {stored.hidden.map((copy) => (
        <Note
          key={copy.workspaceId ?? ''}
          tone="warn"
          action={
            <Button size="s" onClick={() => void showAnyway(copy.workspaceId)}>
              Show anyway
            </Button>
          }
        >
          {copyText.hidden(nameOf(copy.workspaceId), copy.since)}
        </Note>
      ))}
      {stored.erased.map((copy) => (
        <p key={copy.workspaceId ?? ''} className={styles.dim}>
          {copyText.erased(nameOf(copy.workspaceId), copy.erasedAt, copy.lastContact)}
        </p>
      ))}
      {rows.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Data</th>
              <th scope="col" className={styles.number}>
                Count
              </th>
              <th scope="col">Age</th>
              <th scope="col" className={styles.number}>
                Size, about
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, amount }) => (
              <tr key={name}>
                <th scope="row">
                  <UserText>{name}</UserText>
                </th>
                <td className={styles.number}>{formatNumber(amount.count)}</td>
                <td>{ageText(amount, now)}</td>
                <td className={styles.number}>{formatBytes(amount.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.dim}>{secretsText(stored, rows.length === 0)}</p>
    </section>
  );
}
