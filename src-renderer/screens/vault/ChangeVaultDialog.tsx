import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { KeyringOffer, VaultStatus, VaultTarget } from '../../../src-preload/contract/vault.ts';
import { longestPassphrase } from '../../../src-preload/shared/limits.ts';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../../components/fields/NewPassphrase.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { SecretInput } from '../../components/fields/SecretInput.tsx';
import { closeDialog, closeEndedDialog } from '../../stores/dialogs.ts';
import { takeVault, useStatus } from '../../stores/status.ts';
import { toast } from '../../stores/toasts.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { changeVaultText, chooseText } from './text.ts';

type Open = Extract<VaultStatus, { state: 'open' }>;

/** A new passphrase, or another keeper of the vault's key. */
export default function ChangeVaultDialog() {
  const vault = useStatus(({ status }) => status?.vault ?? null);
  const { value: keyring } = useQuery(['keyring'], () => window.steward.vault.keyring({}));
  if (vault?.state !== 'open') return null;
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title="Change how sign-ins are stored"
      description={vault.backend === 'memory' ? changeVaultText.fromMemory : changeVaultText.about}
    >
      {keyring === null ? null : <ChangeForm vault={vault} keyring={keyring} />}
    </Dialog>
  );
}

function ChangeForm({ vault, keyring }: { vault: Open; keyring: KeyringOffer }) {
  const [to, setTo] = useState<VaultTarget['backend']>('passphrase');
  const [current, setCurrent] = useState('');
  const entered = useNewPassphrase();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const asksCurrent = vault.backend === 'passphrase';
  const missing = asksCurrent && current === '' ? changeVaultText.missingCurrent : null;
  const submit = async () => {
    setTried(true);
    const isTaken = to === 'keyring' || entered.check();
    if (missing !== null || !isTaken) return;
    setBusy(true);
    const target: VaultTarget =
      to === 'keyring' ? { backend: to } : { backend: to, passphrase: entered.passphrase };
    const answer = await window.steward.vault.change({ to: target, current: asksCurrent ? current : null });
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    takeVault(answer.value);
    closeEndedDialog('change-vault');
    const name = answer.value.state === 'open' ? answer.value.name : '';
    toast(to === 'keyring' ? changeVaultText.changed.keyring(name) : changeVaultText.changed.passphrase, {
      tone: 'ok',
    });
  };
  return (
    <DialogForm
      errors={[error]}
      submit={
        to === 'keyring' ? 'Use the keyring' : asksCurrent ? 'Change passphrase' : 'Use this passphrase'
      }
      busy={busy}
      onSubmit={() => void submit()}
      onCancel={closeDialog}
    >
      <RadioCards
        label="How Steward opens"
        value={to}
        onChange={setTo}
        options={[
          {
            value: 'passphrase',
            label: asksCurrent ? 'With another passphrase' : 'With a passphrase',
            description: changeVaultText.passphrase,
          },
          {
            value: 'keyring',
            label: keyring.state === 'ready' ? `With ${keyring.name}` : 'With the system’s keyring',
            ...(keyring.state === 'ready' ? { description: changeVaultText.keyring(keyring.name) } : {}),
            disabledReason:
              keyring.state === 'none'
                ? keyring.why
                : vault.backend === 'keyring'
                  ? 'It opens that way now.'
                  : null,
          },
        ]}
      />
      {asksCurrent ? (
        <Field label="Current passphrase" hint={changeVaultText.current} error={tried ? missing : null}>
          {(aria) => (
            <SecretInput
              {...aria}
              what="current passphrase"
              maxLength={longestPassphrase}
              value={current}
              onChange={setCurrent}
            />
          )}
        </Field>
      ) : null}
      {to === 'passphrase' ? (
        <NewPassphraseFields entered={entered} replaces={asksCurrent} hint={chooseText.passphraseHint} />
      ) : null}
      {vault.backend === 'memory' ? null : <Note tone="info">{changeVaultText.copies}</Note>}
    </DialogForm>
  );
}
