import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../../../components/fields/NewPassphrase.tsx';
import { RadioCards } from '../../../components/fields/RadioCards.tsx';
import { toast } from '../../../stores/toasts.ts';
import { exportText } from './text.ts';

/** Asks whether sign-ins go with the connections, and behind which passphrase. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const [what, setWhat] = useState<'without' | 'with'>('without');
  const entered = useNewPassphrase();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isSealed = what === 'with';
  const submit = async () => {
    if (isSealed && !entered.check()) return;
    setBusy(true);
    const saved = await window.steward.transfer.save({ passphrase: isSealed ? entered.passphrase : null });
    setBusy(false);
    setError(saved.ok ? null : saved.error);
    if (!saved.ok || !saved.value) return;
    toast(exportText.saved, { tone: 'ok' });
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title="Export connections" description={exportText.description}>
      <DialogForm
        errors={[error]}
        submit="Export"
        busy={busy}
        onSubmit={() => void submit()}
        onCancel={onClose}
      >
        <RadioCards
          label="Sign-ins"
          value={what}
          onChange={setWhat}
          options={[
            { value: 'without', label: 'Leave sign-ins out', description: exportText.without },
            { value: 'with', label: 'Include sign-ins', description: exportText.with },
          ]}
        />
        {isSealed ? <NewPassphraseFields entered={entered} hint={exportText.hint} /> : null}
      </DialogForm>
    </Dialog>
  );
}
