import { useState } from 'react';
import { Page } from '../../components/Page.tsx';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { loadStatus } from '../../stores/status.ts';
import { refusedText } from './text.ts';

/** The database can't be opened, because a newer version wrote it for example; it was left alone. */
export function StorageRefused({ refusal }: { refusal: { sentence: string; nextStep: string } }) {
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    // Each answer of the vault tries to open the databases.
    await window.steward.vault.retry({});
    await loadStatus();
    setBusy(false);
  };
  return (
    <Page title="Steward can’t open your data">
      <Note tone="bad" title={refusal.sentence} role="alert">
        {refusal.nextStep}
      </Note>
      <p>{refusedText}</p>
      <div>
        <Button busy={busy} onClick={() => void again()}>
          Try again
        </Button>
      </div>
    </Page>
  );
}
