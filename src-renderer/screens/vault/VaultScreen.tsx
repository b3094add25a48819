import { useState } from 'react';
import type { FormEvent } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { VaultStatus } from '../../../src-preload/contract/vault.ts';
import { Page } from '../../components/Page.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../../components/fields/NewPassphrase.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { longestPassphrase } from '../../../src-preload/shared/limits.ts';
import { SecretInput } from '../../components/fields/SecretInput.tsx';
import { arriveHere } from '../../stores/arrival.ts';
import { takeVault } from '../../stores/status.ts';
import { StartOver } from './StartOver.tsx';
import { chooseText, keyringLockedText, startOverText, unavailableText, unlockText } from './text.ts';
import css from './VaultScreen.module.css';

/** One vault call at a time, with its error. */
function useVaultCall() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const call = async (ask: () => Promise<Result<VaultStatus>>) => {
    setBusy(true);
    setError(null);
    const answer = await ask();
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    if (answer.value.state === 'open') arriveHere();
    takeVault(answer.value);
  };
  return { busy, error, call };
}

function Undecided({ why }: { why: string }) {
  const [choice, setChoice] = useState<'passphrase' | 'memory'>('passphrase');
  const entered = useNewPassphrase();
  const { busy, error, call } = useVaultCall();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice === 'memory') {
      void call(() => window.steward.vault.chooseMemory({}));
      return;
    }
    if (entered.check()) {
      void call(() => window.steward.vault.choosePassphrase({ passphrase: entered.passphrase }));
    }
  };
  return (
    <Page title="Where should Steward store your sign-ins?">
      <p className={css.text}>
        {why} {chooseText.next}
      </p>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorNote error={error} />}
        <RadioCards
          label="Where to store sign-ins and offline copies"
          hideLabel
          value={choice}
          onChange={setChoice}
          options={[
            {
              value: 'passphrase',
              label: 'On this device, protected by a passphrase',
              description: chooseText.passphrase,
            },
            {
              value: 'memory',
              label: 'In memory only',
              description: chooseText.memory,
            },
          ]}
        />
        {choice === 'passphrase' ? (
          <NewPassphraseFields entered={entered} hint={chooseText.passphraseHint} autoFocus />
        ) : null}
        <div className={css.actions}>
          <Button variant="primary" type="submit" busy={busy}>
            {choice === 'passphrase' ? 'Use this passphrase' : 'Use memory only'}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Locked() {
  const [passphrase, setPassphrase] = useState('');
  const { busy, error, call } = useVaultCall();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void call(() => window.steward.vault.unlock({ passphrase }));
  };
  return (
    <Page title="Enter your passphrase">
      <p className={css.text}>{unlockText.about}</p>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorNote error={error} />}
        <Field label="Passphrase">
          {(aria) => (
            <SecretInput
              {...aria}
              what="passphrase"
              maxLength={longestPassphrase}
              value={passphrase}
              onChange={setPassphrase}
              autoFocus
            />
          )}
        </Field>
        <div className={css.actions}>
          <Button
            variant="primary"
            type="submit"
            busy={busy}
            disabledReason={passphrase === '' ? unlockText.missing : null}
          >
            Unlock
          </Button>
        </div>
      </form>
      <div className={css.other}>
        <span className={css.text}>Forgot your passphrase?</span>
        <StartOver
          when={startOverText.ifRemembered}
          busy={busy}
          onStart={() => void call(() => window.steward.vault.startOver({}))}
        />
      </div>
    </Page>
  );
}

/** Locked by the user: the keyring gives the key to the signed-in user of this computer, so no password is asked. */
function LockedByKeyring({ keyring }: { keyring: string }) {
  const { busy, error, call } = useVaultCall();
  return (
    <Page title="Steward is locked">
      <p className={css.text}>{keyringLockedText.about(keyring)}</p>
      {error === null ? null : <ErrorNote error={error} />}
      <div className={css.actions}>
        <Button
          variant="primary"
          busy={busy}
          autoFocus
          onClick={() => void call(() => window.steward.vault.retry({}))}
        >
          Unlock
        </Button>
      </div>
      <p className={css.text}>{keyringLockedText.stronger}</p>
    </Page>
  );
}

function Unavailable({ sentence, nextStep }: { sentence: string; nextStep: string }) {
  const { busy, error, call } = useVaultCall();
  return (
    <Page title="Steward can’t read your sign-ins right now">
      <Note tone="warn" title={sentence} role="alert">
        {nextStep}
      </Note>
      {error === null ? null : <ErrorNote error={error} />}
      <p className={css.text}>{unavailableText.kept}</p>
      <div className={css.actions}>
        <Button
          variant="primary"
          busy={busy}
          autoFocus
          onClick={() => void call(() => window.steward.vault.retry({}))}
        >
          Try again
        </Button>
        <Button busy={busy} onClick={() => void call(() => window.steward.vault.chooseMemory({}))}>
          Continue in memory only
        </Button>
      </div>
      <p className={css.text}>{unavailableText.memory}</p>
      <div className={css.other}>
        <span className={css.text}>Can’t recover it?</span>
        <StartOver
          when={startOverText.ifReadable}
          busy={busy}
          onStart={() => void call(() => window.steward.vault.startOver({}))}
        />
      </div>
    </Page>
  );
}

/** Shown before everything else while secrets can't be read. */
export function VaultScreen({ vault }: { vault: Exclude<VaultStatus, { state: 'open' }> }) {
  switch (vault.state) {
    case 'undecided':
      return <Undecided why={vault.why} />;
    case 'locked':
      return vault.by === 'passphrase' ? <Locked /> : <LockedByKeyring keyring={vault.name} />;
    case 'unavailable':
      return <Unavailable sentence={vault.sentence} nextStep={vault.nextStep} />;
  }
}
