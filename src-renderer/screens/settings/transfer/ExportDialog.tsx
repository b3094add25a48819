import { useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { longestPassphrase } from '../../../../src-preload/shared/limits.ts';
import { Dialog } from '../../../components/Dialog.tsx';
import { DialogForm } from '../../../components/DialogForm.tsx';
import { Field } from '../../../components/Field.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { SecretInput } from '../../../components/SecretInput.tsx';
import { toast } from '../../../stores/toasts.ts';
import { exportText } from './text.ts';

const shortest = 8;

/** Asks whether sign-ins go with the connections, and behind which passphrase. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const [what, setWhat] = useState<'without' | 'with'>('without');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isSealed = what === 'with';
  const problem = isSealed && passphrase.length < shortest ? exportText.short : null;
  const mismatch = isSealed && passphrase !== repeated ? exportText.mismatch : null;
  const submit = async () => {
    setTried(true);
    if (problem !== null || mismatch !== null) return;
    setBusy(true);
    const saved = await window.steward.transfer.save({ passphrase: isSealed ? passphrase : null });
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
        {isSealed ? (
          <>
            <Field label="Passphrase" hint={exportText.hint} error={tried ? problem : null}>
              {(aria) => (
                <SecretInput
                  {...aria}
                  what="passphrase"
                  maxLength={longestPassphrase}
                  value={passphrase}
                  onChange={setPassphrase}
                />
              )}
            </Field>
            <Field label="Confirm passphrase" error={tried ? mismatch : null}>
              {(aria) => (
                <SecretInput
                  {...aria}
                  what="confirmation"
                  maxLength={longestPassphrase}
                  value={repeated}
                  onChange={setRepeated}
                />
              )}
            </Field>
          </>
        ) : null}
      </DialogForm>
    </Dialog>
  );
}
