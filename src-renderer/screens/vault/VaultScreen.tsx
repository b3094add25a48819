import { useState } from 'react';
import type { FormEvent } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { VaultStatus } from '../../../src-preload/contract/vault.ts';
import { Page } from '../../components/Page.tsx';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { takeVault } from '../../stores/status.ts';
import { StartOver } from './StartOver.tsx';
import css from './VaultScreen.module.css';

const shortest = 8;

/** One vault call at a time, its refusal kept for showing. */
function useVaultCall() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const call = async (ask: () => Promise<Result<VaultStatus>>) => {
    setBusy(true);
    setError(null);
    const answer = await ask();
    setBusy(false);
    if (answer.ok) takeVault(answer.value);
    else setError(answer.error);
  };
  return { busy, error, call };
}

function Undecided({ why }: { why: string }) {
  const [choice, setChoice] = useState<'passphrase' | 'memory'>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, call } = useVaultCall();
  const tooShort =
    passphrase === ''
      ? 'Type a passphrase first.'
      : passphrase.length < shortest
        ? 'This one is too short.'
        : null;
  const different = passphrase === repeated ? null : 'The two are not the same.';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice === 'memory') {
      void call(() => window.steward.vault.chooseMemory({}));
      return;
    }
    setTried(true);
    if (tooShort === null && different === null) {
      void call(() => window.steward.vault.choosePassphrase({ passphrase }));
    }
  };
  return (
    <Page title="Where should your sign-ins be kept?">
      <p className={css.text}>{why} Choose one of two ways; it can’t be left open.</p>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorNote error={error} />}
        <RadioCards
          label="Where sign-ins and offline copies are kept"
          hideLabel
          value={choice}
          onChange={setChoice}
          options={[
            {
              value: 'passphrase',
              label: 'On this device, behind a passphrase',
              description:
                'Asked for at every start. If it is forgotten, sign-ins, history and offline copies are lost: nobody can recover it.',
            },
            {
              value: 'memory',
              label: 'In memory only',
              description:
                'Nothing is kept: the working copy is encrypted with a key that only memory holds. When the app quits, sign-ins, history and offline copies are gone; the next start begins from nothing.',
            },
          ]}
        />
        {choice === 'passphrase' ? (
          <>
            <Field
              label="Passphrase"
              hint={`At least ${shortest} characters; four unrelated words are better than one odd one.`}
              error={tried ? tooShort : null}
            >
              {(aria) => (
                <SecretInput
                  {...aria}
                  what="passphrase"
                  value={passphrase}
                  onChange={setPassphrase}
                  autoFocus
                />
              )}
            </Field>
            <Field label="Passphrase again" error={tried ? different : null}>
              {(aria) => (
                <SecretInput {...aria} what="repeated passphrase" value={repeated} onChange={setRepeated} />
              )}
            </Field>
          </>
        ) : null}
        <div className={css.actions}>
          <Button variant="primary" type="submit" busy={busy}>
            {choice === 'passphrase' ? 'Use this passphrase' : 'Keep everything in memory'}
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
      <p className={css.text}>It opens the sign-ins and the offline copies on this device.</p>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorNote error={error} />}
        <Field label="Passphrase">
          {(aria) => (
            <SecretInput {...aria} what="passphrase" value={passphrase} onChange={setPassphrase} autoFocus />
          )}
        </Field>
        <div className={css.actions}>
          <Button
            variant="primary"
            type="submit"
            busy={busy}
            disabledReason={passphrase === '' ? 'Type the passphrase first.' : null}
          >
            Unlock
          </Button>
        </div>
      </form>
      <div className={css.other}>
        <span className={css.text}>Forgotten for good?</span>
        <StartOver
          when="If you remember the passphrase after all"
          busy={busy}
          onStart={() => void call(() => window.steward.vault.startOver({}))}
        />
      </div>
    </Page>
  );
}

function Unavailable({ sentence, nextStep }: { sentence: string; nextStep: string }) {
  const { busy, error, call } = useVaultCall();
  return (
    <Page title="Your sign-ins can’t be read now">
      <Note tone="warn" title={sentence} role="alert">
        {nextStep}
      </Note>
      {error === null ? null : <ErrorNote error={error} />}
      <p className={css.text}>Nothing was cleared. What is on this device stays there.</p>
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
          Go on in memory only
        </Button>
      </div>
      <p className={css.text}>
        In memory only you sign in anew and nothing is kept. The next start tries to read your sign-ins again.
      </p>
      <div className={css.other}>
        <span className={css.text}>Gone for good?</span>
        <StartOver
          when="If it can be read again one day"
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
      return <Locked />;
    case 'unavailable':
      return <Unavailable sentence={vault.sentence} nextStep={vault.nextStep} />;
  }
}
