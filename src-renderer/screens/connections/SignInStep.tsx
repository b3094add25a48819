import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { ClipboardPen, Globe, KeyRound, Laptop, LoaderCircle, UserRound } from 'lucide-react';
import type { Attempt, Product, SignInMethod } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindWords } from '../../app/words.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { FormFields } from './FormFields.tsx';
import { newAttemptId } from './probe.ts';
import type { Recognised } from './probe.ts';
import { changedOptions, missingIn, presets } from './products.ts';
import css from './connections.module.css';

const methodWords = {
  browser: {
    label: 'With the browser',
    description: 'Your browser opens the sign-in page of the server; come back here when it says so.',
    icon: Globe,
    verb: 'Open the browser',
  },
  'local-login': {
    label: 'As the developer of this computer',
    description: 'The server offers a sign-in without a password, because it runs for development.',
    icon: Laptop,
    verb: 'Sign in',
  },
  token: {
    label: 'With a token',
    description: 'Paste one that the server gave you.',
    icon: KeyRound,
    verb: 'Sign in with the token',
  },
  password: {
    label: 'With a password',
    description: 'It is sent to the server once and not kept.',
    icon: UserRound,
    verb: 'Sign in',
  },
  entered: {
    label: 'Without signing in',
    description: 'You say who you are there, and keep the inventory yourself.',
    icon: ClipboardPen,
    verb: 'Go on without signing in',
  },
} satisfies Record<SignInMethod, { label: string; description: string; icon: typeof Globe; verb: string }>;

type FormMethod = Extract<SignInMethod, 'token' | 'password' | 'entered'>;
const isForm = (method: SignInMethod): method is FormMethod =>
  method === 'token' || method === 'password' || method === 'entered';

/** The fields that an error names, and what of it is left to say above them. */
function sorted(error: AppError, known: ReadonlySet<string>) {
  if (error.kind !== 'invalid') return { problems: {}, rest: error };
  const mine = error.fields.filter(({ path }) => known.has(path));
  const [only] = mine;
  // One field, and nothing beyond it to tell: everything is said where it has to be corrected.
  if (
    only !== undefined &&
    error.fields.length === 1 &&
    (error.detail === null || only.message === error.sentence)
  ) {
    return { problems: { [only.path]: `${error.sentence} ${error.nextStep}` }, rest: null };
  }
  const problems = Object.fromEntries(mine.map(({ path, message }) => [path, message]));
  return { problems, rest: { ...error, fields: error.fields.filter(({ path }) => !known.has(path)) } };
}

type Stage =
  | { stage: 'form' }
  | { stage: 'waiting'; for: SignInMethod | 'code' }
  /** Half way: the person was sent a code. */
  | { stage: 'code'; words: string };

interface SignInStepProps {
  recognised: Recognised;
  /** null: its forms couldn't be read. */
  product: Product | null;
  /** What was typed under “Advanced”; `onOptions` is missing where that is settled elsewhere. */
  options: Readonly<Record<string, string>>;
  onOptions?: (values: Record<string, string>) => void;
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
  product,
  options,
  onOptions,
  allowInsecure,
  onSignedIn,
  back,
  before,
}: SignInStepProps) {
  const { methods, provider, address, productName, face, kind } = recognised;
  const [method, setMethod] = useState<SignInMethod>(methods[0] ?? 'token');
  // Secrets are only ever here, and gone with the step.
  const [typed, setTyped] = useState<Readonly<Record<string, Record<string, string>>>>({});
  const [stage, setStage] = useState<Stage>({ stage: 'form' });
  const [code, setCode] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const running = useRef<string | null>(null);
  const codeWords = useRef('');
  const form = useRef<HTMLFormElement>(null);

  const drop = () => {
    const attemptId = running.current;
    running.current = null;
    if (attemptId !== null) void window.steward.connections.cancelAuthenticate({ attemptId });
  };
  useEffect(() => drop, []);
  const backToForm = () => {
    drop();
    setCode('');
    setError(null);
    setMissing({});
    setStage({ stage: 'form' });
  };

  const asked = product?.forms.find((each) => each.method === method) ?? null;
  const fields = asked?.fields ?? [];
  const values = { ...presets(fields), ...typed[method] };
  const optionFields = product?.options ?? [];
  const known = new Set(stage.stage === 'code' ? ['code'] : [...fields, ...optionFields].map(({ id }) => id));
  const { problems, rest } = error === null ? { problems: {}, rest: null } : sorted(error, known);
  const shownProblems: Readonly<Record<string, string>> = { ...missing, ...problems };

  const firstWrong = Object.keys(shownProblems).join(' ');
  // Where the eye has to go anyway.
  useEffect(() => {
    if (firstWrong === '') return;
    const inputs = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
    inputs.find(({ dataset }) => firstWrong.split(' ').includes(dataset.field ?? ''))?.focus();
  }, [firstWrong, error]);

  const send = async (
    attemptId: string,
    how: Parameters<typeof window.steward.connections.authenticate>[0]['method'],
  ) => {
    running.current = attemptId;
    setError(null);
    setStage({ stage: 'waiting', for: how.type });
    const answer = await window.steward.connections.authenticate({
      attemptId,
      address,
      provider,
      allowInsecure,
      method: how,
      options: changedOptions(optionFields, options),
    });
    // Cancelled meanwhile: somebody may already wait for another one.
    if (running.current !== attemptId) return;
    if (!answer.ok) {
      // A wrong code can be typed again under the same attempt, and sent again when the network failed it.
      if (how.type === 'code' && (answer.error.kind === 'invalid' || answer.error.retryable)) {
        setStage({ stage: 'code', words: codeWords.current });
      } else {
        running.current = null;
        setStage({ stage: 'form' });
      }
      setCode('');
      if (answer.error.kind !== 'cancelled') setError(answer.error);
      return;
    }
    if (answer.value.step === 'code-needed') {
      running.current = answer.value.attemptId;
      codeWords.current = answer.value.words;
      setStage({ stage: 'code', words: answer.value.words });
      return;
    }
    running.current = null;
    setTyped({});
    setCode('');
    setStage({ stage: 'form' });
    onSignedIn(answer.value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (stage.stage === 'waiting') return;
    if (stage.stage === 'code') {
      const attemptId = running.current;
      setMissing(code.trim() === '' ? { code: 'Type the code first.' } : {});
      setError(null);
      if (code.trim() !== '' && attemptId !== null) void send(attemptId, { type: 'code', code: code.trim() });
      return;
    }
    if (!isForm(method)) {
      void send(newAttemptId(), { type: method });
      return;
    }
    const empty = missingIn(fields, values);
    setMissing(empty);
    setError(null);
    if (Object.keys(empty).length > 0) return;
    void send(newAttemptId(), {
      type: method,
      values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value.trim()])),
    });
  };

  const facts = (
    <>
      <div className={css.recognised}>
        <Chip tone="ok">{productName}</Chip>
        <Chip>{kindWords[kind]}</Chip>
        <span>
          {face} at {address}
        </span>
      </div>
      {recognised.insecure ? <Chip tone="warn">Not encrypted (http)</Chip> : null}
    </>
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <DialogBody>
        {rest === null ? error === null ? before : null : <ErrorNote error={rest} />}
        {facts}
        {stage.stage === 'waiting' ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            {stage.for === 'browser'
              ? 'Waiting for you in the browser, up to five minutes. This window goes on by itself.'
              : stage.for === 'entered'
                ? 'Taking down who you are…'
                : 'Signing in and asking who you are…'}
          </div>
        ) : stage.stage === 'code' ? (
          <Field label="Code" hint={stage.words} error={shownProblems.code ?? null}>
            {(aria) => (
              <TextInput
                {...aria}
                mono
                autoFocus
                data-field="code"
                autoComplete="one-time-code"
                inputMode="numeric"
                maxLength={100}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
            )}
          </Field>
        ) : (
          <>
            {methods.length === 1 && method === 'entered' ? null : (
              <RadioCards
                label="How do you want to sign in?"
                value={method}
                onChange={(next) => {
                  setMethod(next);
                  setError(null);
                  setMissing({});
                }}
                options={methods.map((each) => {
                  const { label, description, icon } = methodWords[each];
                  return { value: each, label, description, icon };
                })}
              />
            )}
            {method === 'entered' ? (
              <Note title="Nothing is read or changed by itself here.">
                {asked?.hint ?? `${productName} offers no interface for it.`} For every change Steward writes
                down the exact clicks, and you mark them as done. Whatever it shows says who told it, and
                when.
              </Note>
            ) : /* Said under the field already where it has the same words. */
            asked === null || asked.hint === '' || fields.some(({ hint }) => hint === asked.hint) ? null : (
              <p className={css.dim}>{asked.hint}</p>
            )}
            <FormFields
              key={method}
              fields={fields}
              values={values}
              problems={shownProblems}
              onChange={(id, value) =>
                setTyped((all) => ({ ...all, [method]: { ...all[method], [id]: value } }))
              }
            />
            {onOptions === undefined ? null : (
              <AdvancedOptions
                fields={optionFields}
                values={options}
                onChange={onOptions}
                problems={shownProblems}
              />
            )}
          </>
        )}
      </DialogBody>
      <DialogFoot>
        {stage.stage === 'waiting' ? (
          <Button onClick={backToForm} autoFocus>
            Cancel the sign-in
          </Button>
        ) : stage.stage === 'code' ? (
          <>
            <Button onClick={backToForm}>Back</Button>
            <Button variant="primary" type="submit">
              Go on with the code
            </Button>
          </>
        ) : (
          <>
            {back}
            <Button variant="primary" type="submit">
              {methodWords[method].verb}
            </Button>
          </>
        )}
      </DialogFoot>
    </form>
  );
}
