import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { LoaderCircle } from 'lucide-react';
import type { Attempt, Product, SignInMethod } from '../../../src-preload/contract/connections.ts';
import { kindText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { fieldProblems } from './field-problems.ts';
import { FormFields } from './FormFields.tsx';
import type { Recognised } from './useProbe.ts';
import { changedOptions, missingIn, presets } from './form-values.ts';
import { useSignInAttempt } from './useSignInAttempt.ts';
import { isForm, signInMethods } from './sign-in-methods.ts';
import { signInText, waitingText } from './text.ts';
import css from './connections.module.css';

interface SignInStepProps {
  recognised: Recognised;
  /** null: its forms couldn't be read. */
  product: Product | null;
  /** The settings under “Advanced”; without `onOptions` they can't be changed here. */
  options: Readonly<Record<string, string>>;
  onOptions?: (values: Record<string, string>) => void;
  allowInsecure: boolean;
  /** `entered`: without a credential. */
  onSignedIn: (attempt: Attempt, entered: boolean) => void;
  /** The button on the left. */
  back: ReactNode;
  /** Shown above, after a sign-in that was refused. */
  before?: ReactNode;
}

/** Choosing how to sign in, and waiting for it. */
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
  const { methods, provider, address, productName, apiVariant, kind } = recognised;
  const [method, setMethod] = useState<SignInMethod>(methods[0] ?? 'token');
  // Secrets are only ever here, and gone with the step.
  const [typed, setTyped] = useState<Readonly<Record<string, Record<string, string>>>>({});
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const optionFields = product?.options ?? [];
  const attempt = useSignInAttempt({
    address,
    provider,
    allowInsecure,
    options: changedOptions(optionFields, options),
  });
  const { stage, error } = attempt;
  const backToForm = () => {
    attempt.stop();
    setCode('');
    setMissing({});
  };

  const asked = product?.forms.find((each) => each.method === method) ?? null;
  const fields = asked?.fields ?? [];
  const values = { ...presets(fields), ...typed[method] };
  const known = new Set(stage.stage === 'code' ? ['code'] : [...fields, ...optionFields].map(({ id }) => id));
  const { problems, rest } = error === null ? { problems: {}, rest: null } : fieldProblems(error, known);
  const shownProblems: Readonly<Record<string, string>> = { ...missing, ...problems };

  const firstWrong = Object.keys(shownProblems).join(' ');
  // The first field with a problem is the one to correct.
  useEffect(() => {
    if (firstWrong === '') return;
    const inputs = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
    inputs.find(({ dataset }) => firstWrong.split(' ').includes(dataset.field ?? ''))?.focus();
  }, [firstWrong, error]);

  const start = (): Promise<Attempt | null> | null => {
    if (!isForm(method)) return attempt.start({ type: method });
    const empty = missingIn(fields, values);
    setMissing(empty);
    attempt.forgetError();
    if (Object.keys(empty).length > 0) return null;
    return attempt.start({
      type: method,
      values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value.trim()])),
    });
  };
  const continueWithCode = (): Promise<Attempt | null> | null => {
    const given = code.trim();
    setMissing(given === '' ? { code: signInText.codeMissing } : {});
    attempt.forgetError();
    if (given === '') return null;
    setCode('');
    return attempt.continueWith(given);
  };
  const submit = async () => {
    if (stage.stage === 'waiting') return;
    const sent = stage.stage === 'code' ? continueWithCode() : start();
    if (sent === null) return;
    const signedIn = await sent;
    if (signedIn === null) return;
    setTyped({});
    onSignedIn(signedIn, method === 'entered');
  };

  const facts = (
    <>
      <div className={css.recognised}>
        <Chip tone="ok">{productName}</Chip>
        <Chip>{kindText[kind]}</Chip>
        <span>
          {apiVariant} at {address}
        </span>
      </div>
      {recognised.insecure ? <Chip tone="warn">Not encrypted (http)</Chip> : null}
    </>
  );
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DialogBody>
        {rest === null ? error === null ? before : null : <ErrorNote error={rest} />}
        {facts}
        {stage.stage === 'waiting' ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            {waitingText(stage.for)}
          </div>
        ) : stage.stage === 'code' ? (
          <Field label="Code" hint={stage.text} error={shownProblems.code ?? null}>
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
                  attempt.forgetError();
                  setMissing({});
                }}
                options={methods.map((each) => {
                  const { label, description, icon } = signInMethods[each];
                  return { value: each, label, description, icon };
                })}
              />
            )}
            {method === 'entered' ? (
              <Note title={signInText.guidedTitle}>
                {asked?.hint ?? signInText.noApi(productName)} {signInText.guided}
              </Note>
            ) : /* Already below a field with the same hint. */
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
            Cancel sign-in
          </Button>
        ) : stage.stage === 'code' ? (
          <>
            <Button onClick={backToForm}>Back</Button>
            <Button variant="primary" type="submit">
              Continue
            </Button>
          </>
        ) : (
          <>
            {back}
            <Button variant="primary" type="submit">
              {signInMethods[method].verb}
            </Button>
          </>
        )}
      </DialogFoot>
    </form>
  );
}
