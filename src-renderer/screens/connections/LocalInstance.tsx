import { useState } from 'react';
import { Server } from 'lucide-react';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { startInstance } from '../../stores/actions.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Switch } from '../../components/fields/Switch.tsx';
import { closeEndedDialog } from '../../stores/dialogs.ts';
import { localInstanceText } from './text.ts';
import css from './connections.module.css';

/** Connects to the built-in local instance as one or several systems; it needs neither an address nor a sign-in. */
export function LocalInstance({ systems, names }: { systems: readonly ProviderId[]; names: string }) {
  const [sample, setSample] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async () => {
    setBusy(true);
    setError(null);
    const refused = await startInstance(sample, systems);
    setBusy(false);
    if (refused === null) closeEndedDialog('add-connection');
    else setError(refused);
  };
  return (
    <div className={css.local}>
      {error === null ? null : <ErrorNote error={error} />}
      <div className={css.localWords}>
        <Server aria-hidden />
        <div>
          <h3>Built-in local instance</h3>
          <p>{localInstanceText.about(names)}</p>
        </div>
        <Button busy={busy} onClick={() => void start()}>
          Use the local instance
        </Button>
      </div>
      <Switch
        label="With sample data"
        hint={localInstanceText.sampleHint}
        checked={sample}
        onChange={setSample}
      />
    </div>
  );
}
