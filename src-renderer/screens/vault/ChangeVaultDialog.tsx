import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { KeyringOffer, VaultStatus, VaultTarget } from '../../../src-preload/contract/vault.ts';
import { longestPassphrase } from '../../../src-preload/shared/limits.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { closeDialog } from '../../stores/dialogs.ts';
import { takeVault, useStatus } from '../../stores/status.ts';
import { toast } from '../../stores/toasts.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { changeVaultText, chooseText, shortestPassphrase } from './text.ts';

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
      description={changeVaultText.about}
    >
      {keyring === null ? null : <ChangeForm vault={vault} keyring={keyring} />}
    </Dialog>
  );
}

function ChangeForm({ vault, keyring }: { vault: Open; keyring: KeyringOffer }) {
  const [to, setTo] = useState<VaultTarget['backend']>('passphrase');
  const [current, setCurrent] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const asksCurrent = vault.backend === 'passphrase';
  const problems = {
    current: asksCurrent && current === '' ? changeVaultText.missingCurrent : null,
    passphrase:
      to === 'keyring'
        ? null
        : passphrase === ''
          ? chooseText.missing
          : passphrase.length < shortestPassphrase
            ? chooseText.tooShort
            : null,
    repeated: to === 'keyring' || passphrase === repeated ? null : chooseText.mismatch,
  };
  const refusal = vault.backend === 'memory' ? changeVaultText.memory : null;
  const submit = async () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return;
    setBusy(true);
    const target: VaultTarget = to === 'keyring' ? { backend: to } : { backend: to, passphrase };
    const answer = await window.steward.vault.change({ to: target, current: asksCurrent ? current : null });
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    takeVault(answer.value);
    closeDialog();
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
      reason={refusal}
      onSubmit={() => void submit()}
      onCancel={closeDialog}
    >
      {refusal === null ? null : <Note tone="warn">{refusal}</Note>}
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
        <SecretField
          label="Current passphrase"
          what="current passphrase"
          hint={changeVaultText.current}
          error={tried ? problems.current : null}
          value={current}
          onChange={setCurrent}
        />
      ) : null}
      {to === 'passphrase' ? (
        <>
          <SecretField
            label="New passphrase"
            what="new passphrase"
            hint={chooseText.passphraseHint}
            error={tried ? problems.passphrase : null}
            value={passphrase}
            onChange={setPassphrase}
          />
          <SecretField
            label="Confirm new passphrase"
            what="confirmation"
            error={tried ? problems.repeated : null}
            value={repeated}
            onChange={setRepeated}
          />
        </>
      ) : null}
      <Note tone="info">{changeVaultText.copies}</Note>
    </DialogForm>
  );
}

function SecretField({
  label,
  hint,
  error,
  ...input
}: {
  label: string;
  what: string;
  hint?: string;
  error: string | null;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(aria) => <SecretInput {...aria} {...input} maxLength={longestPassphrase} />}
    </Field>
  );
}
