import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Globe, KeyRound, Laptop, LoaderCircle } from 'lucide-react';
import type { Attempt, SignInMethod } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindWords } from '../../app/words.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { newAttemptId } from './probe.ts';
import type { Recognised } from './probe.ts';
import css from './connections.module.css';

const methodWords = {
  browser: {
    label: 'With the browser',
    description: 'Your browser opens the sign-in page of the server; come back here when it says so.',
    icon: Globe,
  },
  'local-login': {
    label: 'As the developer of this computer',
    description: 'The server offers a sign-in without a password, because it runs for development.',
    icon: Laptop,
  },
  token: {
    label: 'With a token',
    description: 'Paste one that you made on the web page of the server.',
    icon: KeyRound,
  },
} satisfies Record<SignInMethod, { label: string; description: string; icon: typeof Globe }>;

interface SignInStepProps {
  recognised: Recognised;
  tokenHint: string | null;
  allowInsecure: boolean;
  onSignedIn: (attempt: Attempt) => void;
  /** The button at the left of the two. */
  back: ReactNode;
  /** Shown above, after a sign-in that could not be taken. */
  before?: ReactNode;
}

/** The choice of a way to sign in, and the wait for it. A sign-in that is left is cancelled, its secret dropped. */
export function SignInStep({
  recognised,
  tokenHint,
  allowInsecure,
  onSignedIn,
  back,
  before,
}: SignInStepProps) {
  const { methods, provider, address, productName, face, kind } = recognised;
  const [method, setMethod] = useState<SignInMethod>(methods[0] ?? 'token');
  const [token, setToken] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [missing, setMissing] = useState(false);
  const running = useRef<string | null>(null);

  const cancel = () => {
    const attemptId = running.current;
    running.current = null;
    setWaiting(false);
    if (attemptId !== null) void window.steward.connections.cancelAuthenticate({ attemptId });
  };
  useEffect(
    () => () => {
      const attemptId = running.current;
      running.current = null;
      if (attemptId !== null) void window.steward.connections.cancelAuthenticate({ attemptId });
    },
    [],
  );

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (waiting) return;
    if (method === 'token' && token.trim() === '') {
      setMissing(true);
      return;
    }
    const attemptId = newAttemptId();
    running.current = attemptId;
    setWaiting(true);
    setError(null);
    const answer = await window.steward.connections.authenticate({
      attemptId,
      address,
      provider,
      allowInsecure,
      method: method === 'token' ? { type: 'token', token: token.trim() } : { type: method },
    });
    // Cancelled meanwhile: somebody may already wait for another one.
    if (running.current !== attemptId) return;
    running.current = null;
    setWaiting(false);
    if (answer.ok) {
      setToken('');
      onSignedIn(answer.value);
    } else if (answer.error.kind !== 'cancelled') {
      setError(answer.error);
    }
  };

  const verb =
    method === 'browser' ? 'Open the browser' : method === 'token' ? 'Sign in with the token' : 'Sign in';
  return (
    <form onSubmit={(event) => void signIn(event)}>
      <DialogBody>
        {error === null ? before : <ErrorNote error={error} />}
        <div className={css.recognised}>
          <Chip tone="ok">{productName}</Chip>
          <Chip>{kindWords[kind]}</Chip>
          <span>
            {face} at {address}
          </span>
        </div>
        {recognised.insecure ? <Chip tone="warn">Not encrypted (http)</Chip> : null}
        {waiting ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            {method === 'browser'
              ? 'Waiting for you in the browser, up to five minutes. This window goes on by itself.'
              : 'Signing in and asking who you are…'}
          </div>
        ) : (
          <>
            <RadioCards
              label="How do you want to sign in?"
              value={method}
              onChange={(next) => {
                setMethod(next);
                setError(null);
              }}
              options={methods.map((each) => ({ value: each, ...methodWords[each] }))}
            />
            {method === 'token' ? (
              <Field
                label="Token"
                error={missing && token.trim() === '' ? 'Paste the token first.' : null}
                {...(tokenHint === null || tokenHint === '' ? {} : { hint: tokenHint })}
              >
                {(aria) => (
                  <SecretInput {...aria} what="token" value={token} onChange={setToken} maxLength={10_000} />
                )}
              </Field>
            ) : null}
          </>
        )}
      </DialogBody>
      <DialogFoot>
        {waiting ? (
          <Button onClick={cancel} autoFocus>
            Cancel the sign-in
          </Button>
        ) : (
          <>
            {back}
            <Button variant="primary" type="submit">
              {verb}
            </Button>
          </>
        )}
      </DialogFoot>
    </form>
  );
}
