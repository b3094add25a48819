import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../components/Button.tsx';

const RestoreLedgerDialog = lazy(() => import('./RestoreLedgerDialog.tsx'));

/** Restores a ledger that was set aside, after asking. */
export function RestoreLedgerButton({ name, label }: { name: string; label?: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="s"
        onClick={() => setAsking(true)}
        {...(label === undefined ? {} : { 'aria-label': label })}
      >
        Restore…
      </Button>
      {asking ? (
        <Suspense fallback={null}>
          <RestoreLedgerDialog name={name} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
