import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { startOverText } from './text.ts';

/** The way out when the vault can no longer be opened. It asks first, because everything stored so far goes out of view. */
export function StartOver({ when, busy, onStart }: { when: string; busy: boolean; onStart: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="quiet" busy={busy} onClick={() => setAsking(true)}>
        Start over…
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Start over?"
        description={startOverText.description}
      >
        <DialogBody>
          <p>{startOverText.undo(when)}</p>
        </DialogBody>
        <DialogFoot>
          <Button data-autofocus onClick={() => setAsking(false)}>
            Cancel
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              setAsking(false);
              onStart();
            }}
          >
            Start over
          </Button>
        </DialogFoot>
      </Dialog>
    </>
  );
}
