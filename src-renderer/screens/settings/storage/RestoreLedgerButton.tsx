import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../components/Button.tsx';

const RestoreLedgerDialog = lazy(() => import('./RestoreLedgerDialog.tsx'));

/** Opens a ledger that was set aside again, after asking. */
export function RestoreLedgerButton({ name, label }: { name: string; label?: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        size="s"
        onClick={() => setAsked(true)}
        {...(label === undefined ? {} : { 'aria-label': label })}
      >
        Open it again…
      </Button>
      {asked ? (
        <Suspense fallback={null}>
          <RestoreLedgerDialog name={name} onClose={() => setAsked(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
