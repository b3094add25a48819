import { useState } from 'react';
import type { StoredConnection } from '../../../../src-preload/contract/storage.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { useQuery } from '../../../stores/useQuery.ts';
import { BackUpLedger } from './BackUpLedger.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { RetentionForm } from './RetentionForm.tsx';
import { StoredConnectionCard } from './StoredConnectionCard.tsx';
import { StoredFiles } from './StoredFiles.tsx';
import styles from './storage.module.css';
import { storageText } from './text.ts';

/** What is stored on this device, by connection and by file, how long it is kept, and erasing it. */
export function StorageSection() {
  const overview = useQuery(['storage'], () => window.steward.storage.overview({}), {
    reloadOn: ['connections', 'workspaces', 'members', 'history'],
  });
  // Asked once, and after a backup: each ledger is read whole for it.
  const earlier = useQuery(['earlier-ledgers'], () => window.steward.storage.earlierLedgers({}));
  const [erasing, setErasing] = useState<StoredConnection | null>(null);
  const { value, error } = overview;
  const reload = () => void overview.reload();
  return (
    <div className={styles.stack}>
      {error === null ? null : <ErrorNote error={error} onRetry={reload} />}
      {value === null && error === null ? <SkeletonLines lines={4} label="Loading stored data" /> : null}
      <RetentionForm onSaved={reload} />
      {value === null ? null : (
        <>
          {value.held === null ? null : (
            <Note tone="warn" role="status" title={storageText.heldTitle}>
              {value.held}
            </Note>
          )}
          <p className={styles.dim}>{value.protection}</p>
          {value.connections.length === 0 ? <p className={styles.dim}>{storageText.none}</p> : null}
          {value.connections.map((stored) => (
            <StoredConnectionCard
              key={stored.connectionId}
              stored={stored}
              onErase={() => setErasing(stored)}
              onChanged={reload}
            />
          ))}
          <BackUpLedger
            onDone={() => {
              reload();
              void earlier.reload();
            }}
          />
          <StoredFiles files={value.files} earlier={earlier.value ?? []} />
          <p className={styles.dim}>
            Folder: <span className={styles.mono}>{value.folder}</span>
          </p>
        </>
      )}
      {erasing === null ? null : (
        <EraseDialog stored={erasing} onClose={() => setErasing(null)} onErased={reload} />
      )}
    </div>
  );
}
