import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { toast } from '../../../stores/toasts.ts';
import styles from './storage.module.css';
import { backupText } from './text.ts';

/** Makes a backup of the ledger that is listed with the files. */
export function BackUpLedger({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const backUp = async () => {
    setBusy(true);
    const done = await window.steward.storage.backUpLedger({});
    setBusy(false);
    setError(done.ok ? null : done.error);
    if (!done.ok) return;
    toast(backupText.done(done.value.name), { tone: 'ok' });
    onDone();
  };
  return (
    <div className={styles.stack}>
      {error === null ? null : <ErrorNote error={error} />}
      <p className={styles.dim}>{backupText.about}</p>
      <div className={styles.buttons}>
        <Button size="s" busy={busy} onClick={() => void backUp()}>
          Back up the ledger
        </Button>
      </div>
    </div>
  );
}
