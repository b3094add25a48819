import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';

/** The way out where the vault will never be opened again; asks first, because nothing of before is in view then. */
export function StartOver({ when, busy, onStart }: { when: string; busy: boolean; onStart: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button variant="quiet" busy={busy} onClick={() => setAsked(true)}>
        Start over…
      </Button>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        title="Start over with nothing?"
        description="Sign-ins, connections, receipts, history and offline copies of before go out of view. Nothing is deleted: the vault is set aside as vault.json.replaced-…, and the databases beside it."
      >
        <DialogBody>
          <p>
            {when}: quit Steward, rename the new vault.json, give the old one its name back, and start again.
            Steward then offers to open the earlier data.
          </p>
        </DialogBody>
        <DialogFoot>
          <Button data-autofocus onClick={() => setAsked(false)}>
            Cancel
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              setAsked(false);
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
