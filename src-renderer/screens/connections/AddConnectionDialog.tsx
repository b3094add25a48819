import { useEffect, useRef, useState } from 'react';
import type { Attempt } from '../../../src-preload/contract/connections.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { loadProducts, useProducts } from '../../stores/connections.ts';
import { closeDialog, type AddStart } from '../../stores/dialogs.ts';
import { AddressStep } from './AddressStep.tsx';
import { AppearanceStep } from './AppearanceStep.tsx';
import { useProbe } from './useProbe.ts';
import type { Recognised } from './useProbe.ts';
import { SignInStep } from './SignInStep.tsx';
import { addressText } from './text.ts';

type Step =
  | { step: 'address' }
  | { step: 'sign-in'; recognised: Recognised }
  | { step: 'appearance'; recognised: Recognised; attempt: Attempt; entered: boolean };

/** Address → sign-in → account and appearance. Nothing is kept before the last button. */
export default function AddConnectionDialog({ start }: { start: AddStart }) {
  const { products, error } = useProducts();
  const [startAt, setStartAt] = useState(start);
  const [options, setOptions] = useState<Readonly<Record<string, Record<string, string>>>>({});
  const [step, setStep] = useState<Step>({ step: 'address' });
  const probe = useProbe();
  // A finished sign-in waits in the main process; one that isn't added is dropped there.
  const finished = useRef<string | null>(null);

  const drop = () => {
    const attemptId = finished.current;
    finished.current = null;
    if (attemptId !== null) void window.steward.connections.cancelAuthenticate({ attemptId });
  };
  useEffect(() => drop, []);

  useEffect(() => {
    if (useProducts.getState().products === null) void loadProducts();
  }, []);
  const setOptionsOf = (provider: string, values: Record<string, string>) =>
    setOptions((before) => ({ ...before, [provider]: values }));

  const input = probe.probe.state === 'done' ? probe.probe.input : null;
  const titles = {
    address: 'Add a connection',
    'sign-in': 'Sign in',
    appearance: 'Add this connection?',
  };
  const host = step.step === 'address' ? '' : hostOf(step.recognised.address);
  const productOf = (recognised: Recognised) =>
    products?.find(({ provider }) => provider === recognised.provider) ?? null;
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      wide={step.step === 'address'}
      step={products === null ? 'loading' : step.step}
      title={titles[step.step]}
      description={
        step.step === 'address' ? addressText.description : `${step.recognised.productName} · ${host}`
      }
    >
      {products === null ? (
        <DialogBody>
          {error === null ? (
            <SkeletonLines lines={4} label="Loading systems" />
          ) : (
            <ErrorNote error={error} onRetry={() => void loadProducts()} />
          )}
        </DialogBody>
      ) : step.step === 'address' ? (
        <AddressStep
          start={startAt}
          products={products}
          probe={probe}
          options={options}
          onOptions={setOptionsOf}
          onRecognised={(recognised, asked) => {
            setStartAt(asked);
            setStep({ step: 'sign-in', recognised });
          }}
        />
      ) : step.step === 'sign-in' ? (
        <SignInStep
          recognised={step.recognised}
          product={productOf(step.recognised)}
          options={options[step.recognised.provider] ?? {}}
          onOptions={(values) => setOptionsOf(step.recognised.provider, values)}
          allowInsecure={input?.allowInsecure ?? false}
          onSignedIn={(attempt, entered) => {
            finished.current = attempt.attemptId;
            setStep({ step: 'appearance', recognised: step.recognised, attempt, entered });
          }}
          back={
            <Button
              onClick={() => {
                probe.reset();
                setStep({ step: 'address' });
              }}
            >
              Back
            </Button>
          }
        />
      ) : (
        <AppearanceStep
          recognised={step.recognised}
          attempt={step.attempt}
          entered={step.entered}
          onBack={() => {
            drop();
            setStep({ step: 'sign-in', recognised: step.recognised });
          }}
          onAdded={() => {
            finished.current = null;
          }}
        />
      )}
    </Dialog>
  );
}
