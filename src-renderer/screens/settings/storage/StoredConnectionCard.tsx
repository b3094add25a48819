import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { StoredConnection } from '../../../../src-preload/contract/storage.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { date, relativeTime } from '../../../lib/format.ts';
import { useWorkspaces } from '../../../stores/workspaces.ts';
import styles from './storage.module.css';
import { ageText, listNames, sizeText } from './text.ts';

/** What is stored of one connection. */
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
  const nameOf = (id: string) => workspaces?.find((one) => one.id === id)?.name ?? id;
  const whose = (workspaceId: string | null) =>
    workspaceId === null ? 'All offline copies' : `The offline copy of “${nameOf(workspaceId)}”`;
  const showAnyway = async (workspaceId: string | null) => {
    const { connectionId } = stored;
    const shown = await window.steward.storage.showHidden({ connectionId, workspaceId, shown: true });
    setError(shown.ok ? null : shown.error);
    onChanged();
  };
  const rows = [
    ...stored.lists.map((list) => ({ name: listNames[list.what], amount: list })),
    { name: 'History of what was seen to change', amount: stored.history },
    { name: 'Receipts of changes made here', amount: stored.receipts },
  ].filter(({ amount }) => amount.count > 0);
  return (
    <section className={styles.card} aria-label={`Stored of ${stored.label}`}>
      <div className={styles.head}>
        <div>
          <h4>{stored.label}</h4>
          <p className={styles.dim}>
            {stored.lastContact === null
              ? 'No offline copy.'
              : `Last refreshed ${relativeTime(Math.min(stored.lastContact, now), now)}.`}
          </p>
        </div>
        <Button
          size="s"
          icon={Trash2}
          aria-label={`Erase now what is stored of ${stored.label}`}
          onClick={onErase}
        >
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
          {whose(copy.workspaceId)} {copy.workspaceId === null ? 'are' : 'is'} hidden: the last contact was on{' '}
          {date(copy.since)}.
        </Note>
      ))}
      {stored.erased.map((copy) => (
        <p key={copy.workspaceId ?? ''} className={styles.dim}>
          {whose(copy.workspaceId)} {copy.workspaceId === null ? 'were' : 'was'} erased on{' '}
          {date(copy.erasedAt)}: there had been no contact since {date(copy.lastContact)}.
        </p>
      ))}
      {rows.length === 0 ? null : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className={styles.number}>
                How many
              </th>
              <th scope="col">How old</th>
              <th scope="col" className={styles.number}>
                About
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, amount }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={styles.number}>{amount.count.toLocaleString('en-GB')}</td>
                <td>{ageText(amount, now)}</td>
                <td className={styles.number}>{sizeText(amount.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.dim}>
        {stored.secrets.length === 0
          ? 'No secret is kept.'
          : `In the vault: ${stored.secrets.map(({ kind, count }) => `${kind.toLowerCase()} (${count})`).join(', ')}.`}
        {stored.inventory === null ? '' : ` What you entered yourself: ${sizeText(stored.inventory.bytes)}.`}
        {rows.length === 0 ? ' Nothing else is stored.' : ''}
      </p>
    </section>
  );
}
