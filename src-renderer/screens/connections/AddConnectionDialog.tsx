import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { Attempt } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { toast } from '../../stores/toasts.ts';
import { loadProducts, takeConnection, useConnections, useProducts } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { hide } from '../../stores/surfaces.ts';
import type { AddStart } from '../../stores/surfaces.ts';
import { AddressStep } from './AddressStep.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { colours, labelProblem, AppearanceFields } from './AppearanceFields.tsx';
import type { Appearance } from './AppearanceFields.tsx';
import { useProbe } from './useProbe.ts';
import type { Recognised } from './useProbe.ts';
import { SignInStep } from './SignInStep.tsx';
import css from './connections.module.css';

type Step =
  | { step: 'address' }
  | { step: 'sign-in'; recognised: Recognised }
  | { step: 'looks'; recognised: Recognised; attempt: Attempt; entered: boolean };

/** What a new connection looks like unless changed: in doubt it is production, where every change is reviewed. */
function defaultAppearance(recognised: Recognised): Appearance {
  const taken = useConnections.getState().connections;
  const { kind, productName, address } = recognised;
  const base =
    kind === 'managed' ? productName : kind === 'local-dev' ? `${productName} (local)` : hostOf(address);
  const names = new Set(taken.map(({ label }) => label));
  let label = base;
  for (let number = 2; names.has(label); number += 1) label = `${base} ${number}`;
  return {
    label: label.slice(0, 80),
    badge: kind === 'local-dev' ? 'development' : 'production',
    colour: colours.find((colour) => taken.every((each) => each.colour !== colour)) ?? 'indigo',
  };
}

interface AppearanceStepProps {
  recognised: Recognised;
  attempt: Attempt;
  /** There is no credential to tell anything of. */
  entered: boolean;
  onBack: () => void;
  onAdded: () => void;
}

function AppearanceStep({ recognised, attempt, entered, onBack, onAdded }: AppearanceStepProps) {
  const [looks, setLooks] = useState(() => defaultAppearance(recognised));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const go = useNavigation((state) => state.go);
  const there = useConnections(({ connections }) =>
    connections.find(
      (one) => one.address === recognised.address && one.identity.userId === attempt.identity.userId,
    ),
  );
  const open = (connectionId: string) => {
    hide();
    go({ connectionId, screen: 'workspace' });
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (there !== undefined || labelProblem(looks.label) !== null) return;
    setBusy(true);
    setError(null);
    const added = await window.steward.connections.add({
      attemptId: attempt.attemptId,
      ...looks,
      label: looks.label.trim(),
    });
    setBusy(false);
    if (!added.ok) {
      setError(added.error);
      return;
    }
    onAdded();
    takeConnection(added.value);
    hide();
    go({ connectionId: added.value.id, screen: 'workspace' });
    toast(`${added.value.label} is connected.`, { tone: 'ok' });
  };
  return (
    <form onSubmit={(event) => void add(event)}>
      <DialogBody>
        {error === null ? null : <ErrorNote error={error} />}
        <div>
          <IdentityCard
            identity={attempt.identity}
            credential={entered ? null : attempt.credential}
            expiresAt={attempt.expiresAt}
          />
          <div className={css.links}>
            <Button size="s" variant="quiet" onClick={onBack}>
              Not you? Sign in as somebody else
            </Button>
          </div>
        </div>
        {there === undefined ? (
          <AppearanceFields value={looks} onChange={setLooks} showProblems={tried} />
        ) : (
          <Note tone="warn" role="status" title={`You are connected here already: ${there.label}`}>
            The same person at the same address needs one connection. Open it, or sign in as somebody else.
          </Note>
        )}
      </DialogBody>
      <DialogFoot left="Step 3 of 3 · Who you are, and its looks">
        <Button onClick={hide}>Cancel</Button>
        {there === undefined ? (
          <Button variant="primary" type="submit" busy={busy}>
            Add
          </Button>
        ) : (
          <Button variant="primary" data-autofocus onClick={() => open(there.id)}>
            Open {there.label}
          </Button>
        )}
      </DialogFoot>
    </form>
  );
}

/** Address → sign-in → who you are and how it looks. Nothing is kept before the last button. */
export default function AddConnectionDialog({ start }: { start: AddStart }) {
  const { products, error } = useProducts();
  const [startAt, setStartAt] = useState(start);
  const [options, setOptions] = useState<Readonly<Record<string, Record<string, string>>>>({});
  const [step, setStep] = useState<Step>({ step: 'address' });
  const probe = useProbe();
  // A finished sign-in waits in the main process; one that is not added is dropped there.
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
    looks: 'Add this connection?',
  };
  const host = step.step === 'address' ? '' : hostOf(step.recognised.address);
  const productOf = (recognised: Recognised) =>
    products?.find(({ provider }) => provider === recognised.provider) ?? null;
  return (
    <Dialog
      open
      onOpenChange={hide}
      wide={step.step === 'address'}
      step={products === null ? 'loading' : step.step}
      title={titles[step.step]}
      description={
        step.step === 'address'
          ? 'The address is checked before anything else; no secret is sent.'
          : `${step.recognised.productName} · ${host}`
      }
    >
      {products === null ? (
        <DialogBody>
          {error === null ? (
            <SkeletonLines lines={4} label="Reading what can be connected to" />
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
            setStep({ step: 'looks', recognised: step.recognised, attempt, entered });
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
