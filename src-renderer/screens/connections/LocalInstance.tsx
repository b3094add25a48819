import { useState } from 'react';
import { Server } from 'lucide-react';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { startInstance } from '../../stores/actions.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Switch } from '../../components/Switch.tsx';
import { hide } from '../../stores/surfaces.ts';
import css from './connections.module.css';

/** The server that the app brings, as one of these systems or several: no address and no sign-in to find. */
export function LocalInstance({ systems, names }: { systems: readonly ProviderId[]; names: string }) {
  const [sample, setSample] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async () => {
    setBusy(true);
    setError(null);
    const refused = await startInstance(sample, systems);
    setBusy(false);
    if (refused === null) hide();
    else setError(refused);
  };
  return (
    <div className={css.local}>
      {error === null ? null : <ErrorNote error={error} />}
      <div className={css.localWords}>
        <Server aria-hidden />
        <div>
          <h3>The local instance that Steward brings</h3>
          <p>
            A real server on this computer, reachable only from here, that speaks {names}. It signs you in by
            itself.
          </p>
        </div>
        <Button busy={busy} onClick={() => void start()}>
          Use the local instance
        </Button>
      </div>
      <Switch
        label="With sample data"
        hint="People, workspaces and tokens to try things with. An instance that has data already keeps it."
        checked={sample}
        onChange={setSample}
      />
    </div>
  );
}
