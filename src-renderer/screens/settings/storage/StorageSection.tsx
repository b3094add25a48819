import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type {
  EarlierLedger,
  StorageOverview,
  StoredConnection,
} from '../../../../src-preload/contract/storage.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { onTopic } from '../../../stores/events.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { RetentionForm } from './RetentionForm.tsx';
import { StoredConnectionCard } from './StoredConnectionCard.tsx';
import { StoredFiles } from './StoredFiles.tsx';
import styles from './storage.module.css';

/** A refresh tells of each list by itself: one reading serves all that come close together (ms). */
const together = 500;

/** What is stored on this device: of each connection, and in which files; how long, and erasing it now. */
export function StorageSection() {
  const [overview, setOverview] = useState<StorageOverview | null>(null);
  const [earlier, setEarlier] = useState<readonly EarlierLedger[]>([]);
  const [error, setError] = useState<AppError | null>(null);
  const [erasing, setErasing] = useState<StoredConnection | null>(null);
  const load = useCallback(async () => {
    const read = await window.steward.storage.overview({});
    setError(read.ok ? null : read.error);
    if (read.ok) setOverview(read.value);
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null;
        void load();
      }, together);
    };
    void load();
    const stops = [
      onTopic('connections', soon),
      onTopic('workspaces', soon),
      onTopic('members', soon),
      onTopic('history', soon),
    ];
    return () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [load]);
  // Once: each is read as a whole for it, and while the app runs none is added.
  useEffect(() => {
    void window.steward.storage.earlierLedgers({}).then((found) => {
      if (found.ok) setEarlier(found.value);
    });
  }, []);
  return (
    <div className={styles.stack}>
      {error === null ? null : <ErrorNote error={error} onRetry={() => void load()} />}
      {overview === null && error === null ? (
        <SkeletonLines lines={4} label="Looking at what is stored" />
      ) : null}
      <RetentionForm onSaved={() => void load()} />
      {overview === null ? null : (
        <>
          {overview.held === null ? null : (
            <Note tone="warn" role="status" title="Nothing is erased for its age now">
              {overview.held}
            </Note>
          )}
          <p className={styles.dim}>{overview.protection}</p>
          {overview.connections.length === 0 ? (
            <p className={styles.dim}>Nothing is connected, so nothing is stored of anybody.</p>
          ) : null}
          {overview.connections.map((stored) => (
            <StoredConnectionCard
              key={stored.connectionId}
              stored={stored}
              onErase={() => setErasing(stored)}
              onChanged={() => void load()}
            />
          ))}
          <StoredFiles files={overview.files} earlier={earlier} />
          <p className={styles.dim}>
            In the folder <span className={styles.mono}>{overview.folder}</span>
          </p>
        </>
      )}
      {erasing === null ? null : (
        <EraseDialog stored={erasing} onClose={() => setErasing(null)} onErased={() => void load()} />
      )}
    </div>
  );
}
