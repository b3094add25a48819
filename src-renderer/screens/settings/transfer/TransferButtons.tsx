import { useState } from 'react';
import type { OpenedImport } from '../../../../src-preload/contract/transfer.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { useConnections } from '../../../stores/connections.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import styles from './transfer.module.css';

/** Connections to a file and from one. */
export function TransferButtons() {
  const isEmpty = useConnections(({ connections }) => connections.every(({ builtIn }) => builtIn));
  const [exporting, setExporting] = useState(false);
  const [opened, setOpened] = useState<OpenedImport | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const choose = async () => {
    const chosen = await window.steward.transfer.open({});
    setError(chosen.ok ? null : chosen.error);
    if (chosen.ok) setOpened(chosen.value);
  };
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button
          size="s"
          disabledReason={isEmpty ? 'There are no connections to export.' : null}
          onClick={() => setExporting(true)}
        >
          Export connections…
        </Button>
        <Button size="s" onClick={() => void choose()}>
          Import connections…
        </Button>
      </div>
      {exporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
      {opened === null ? null : <ImportDialog opened={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
