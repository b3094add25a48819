import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { LoaderCircle } from 'lucide-react';
import type { Attempt, Product } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { hostOf } from '../../app/words.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { toast } from '../../components/toast.tsx';
import { takeConnection, useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { hide } from '../../stores/surfaces.ts';
import type { AddStart } from '../../stores/surfaces.ts';
import { IdentityCard } from './IdentityCard.tsx';
import { colours, labelProblem, LooksFields } from './LooksFields.tsx';
import type { Looks } from './LooksFields.tsx';
import { useProbe } from './probe.ts';
import type { ProbeInput, Recognised } from './probe.ts';
import { SignInStep } from './SignInStep.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';
import css from './connections.module.css';

type Step =
  | { step: 'address' }
  | { step: 'sign-in'; recognised: Recognised }
  | { step: 'looks'; recognised: Recognised; attempt: Attempt };

/** One card of the first step. */
interface Target {
  value: string;
  label: string;
  description: string;
  /** null: typed by the person. */
  address: string | null;
  product: Product | null;
}

function targetsOf(products: readonly Product[]): Target[] {
  const fixed = products.flatMap((product) => {
    const { provider, name, managedAddress, localAddress } = product;
    return [
      managedAddress === null
        ? null
        : {
            value: `${provider}/managed`,
            label: `${name}, managed`,
            description: hostOf(managedAddress),
            address: managedAddress,
            product,
          },
      localAddress === null
        ? null
        : {
            value: `${provider}/local`,
            label: `${name} on this computer`,
            description: hostOf(localAddress),
            address: localAddress,
            product,
          },
    ].filter((each) => each !== null);
  });
  return [
    ...fixed,
    {
      value: 'other',
      label: 'Another address',
      description: 'Recognised by itself',
      address: null,
      product: null,
    },
  ];
}

/** What a new connection looks like unless changed: in doubt it is production, where every change is reviewed. */
function looksFor(recognised: Recognised): Looks {
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

interface AddressStepProps {
  start: AddStart;
  products: readonly Product[];
  probe: ReturnType<typeof useProbe>;
  onRecognised: (recognised: Recognised) => void;
}

function AddressStep({
  start,
  products,
  probe: { probe, start: check, reset },
  onRecognised,
}: AddressStepProps) {
  const targets = targetsOf(products);
  const wanted =
    start.from === 'managed' ? targets.find(({ value }) => value.endsWith('/managed')) : undefined;
  const [target, setTarget] = useState(wanted?.value ?? 'other');
  const [typed, setTyped] = useState(start.address ?? '');
  const [missing, setMissing] = useState(false);
  const chosen = targets.find(({ value }) => value === target);
  const address = chosen?.address ?? typed;
  const go = useNavigation((state) => state.go);

  const checkWith = async (change: Partial<ProbeInput>) => {
    const before = probe.state === 'idle' ? null : probe.input;
    if (change.address !== undefined) {
      setTarget('other');
      setTyped(change.address);
    }
    const verdict = await check({
      address: address.trim(),
      provider: chosen?.product?.provider ?? null,
      allowInsecure: before?.allowInsecure ?? false,
      connectionId: before?.connectionId ?? null,
      ...change,
    });
    if (verdict?.verdict === 'ok' || verdict?.verdict === 'sign-in-needed') onRecognised(verdict);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() === '') {
      setMissing(true);
      return;
    }
    // A yes to http, or to another person, was for the address it was asked about.
    void checkWith({ allowInsecure: false, connectionId: null });
  };
  const hint = products[0]?.addressHint ?? 'The address of the API, with https://';
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <RadioCards
          label="What do you connect to?"
          row
          value={target}
          onChange={(next) => {
            setTarget(next);
            reset();
          }}
          options={targets}
        />
        {chosen?.address === null ? (
          <Field
            label="Address"
            hint={hint}
            error={missing && typed.trim() === '' ? 'Type an address first.' : null}
          >
            {(aria) => (
              <TextInput
                {...aria}
                mono
                data-autofocus
                inputMode="url"
                placeholder="https://"
                maxLength={2000}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  reset();
                }}
              />
            )}
          </Field>
        ) : null}
        {probe.state === 'checking' ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            Checking {hostOf(probe.input.address)}… this takes ten seconds at most.
          </div>
        ) : null}
        {probe.state === 'failed' ? (
          <ErrorNote error={probe.error} onRetry={() => void checkWith({})} />
        ) : null}
        {probe.state === 'done' &&
        probe.verdict.verdict !== 'ok' &&
        probe.verdict.verdict !== 'sign-in-needed' ? (
          <VerdictPanel
            key={probe.verdict.verdict}
            verdict={probe.verdict}
            input={probe.input}
            onCheck={(change) => void checkWith(change)}
            onOpen={(connectionId) => {
              hide();
              go({ connectionId, screen: 'workspace' });
            }}
          />
        ) : null}
      </DialogBody>
      <DialogFoot left="Step 1 of 3 · Address">
        {probe.state === 'checking' ? (
          <Button onClick={reset}>Stop checking</Button>
        ) : (
          <Button onClick={hide}>Cancel</Button>
        )}
        <Button variant="primary" type="submit" busy={probe.state === 'checking'}>
          Check the address
        </Button>
      </DialogFoot>
    </form>
  );
}

interface LooksStepProps {
  recognised: Recognised;
  attempt: Attempt;
  onBack: () => void;
  onAdded: () => void;
}

function LooksStep({ recognised, attempt, onBack, onAdded }: LooksStepProps) {
  const [looks, setLooks] = useState(() => looksFor(recognised));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const go = useNavigation((state) => state.go);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (labelProblem(looks.label) !== null) return;
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
            credential={attempt.credential}
            expiresAt={attempt.expiresAt}
          />
          <div className={css.links}>
            <Button size="s" variant="quiet" onClick={onBack}>
              Not you? Sign in as somebody else
            </Button>
          </div>
        </div>
        <LooksFields value={looks} onChange={setLooks} showProblems={tried} />
      </DialogBody>
      <DialogFoot left="Step 3 of 3 · Who you are, and its looks">
        <Button onClick={hide}>Cancel</Button>
        <Button variant="primary" type="submit" busy={busy}>
          Add
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Address → sign-in → who you are and how it looks. Nothing is kept before the last button. */
export default function AddConnectionDialog({ start }: { start: AddStart }) {
  const [products, setProducts] = useState<readonly Product[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
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

  const load = async () => {
    const read = await window.steward.connections.products({});
    if (read.ok) setProducts(read.value);
    else setError(read.error);
  };
  useEffect(() => {
    void load();
  }, []);

  const input = probe.probe.state === 'done' ? probe.probe.input : null;
  const titles = {
    address: 'Add a connection',
    'sign-in': 'Sign in',
    looks: 'Add this connection?',
  };
  const host = step.step === 'address' ? '' : hostOf(step.recognised.address);
  const hintOf = (recognised: Recognised) =>
    products?.find(({ provider }) => provider === recognised.provider)?.tokenHint ?? null;
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
            <ErrorNote error={error} onRetry={() => void load()} />
          )}
        </DialogBody>
      ) : step.step === 'address' ? (
        <AddressStep
          start={start}
          products={products}
          probe={probe}
          onRecognised={(recognised) => setStep({ step: 'sign-in', recognised })}
        />
      ) : step.step === 'sign-in' ? (
        <SignInStep
          recognised={step.recognised}
          tokenHint={hintOf(step.recognised)}
          allowInsecure={input?.allowInsecure ?? false}
          onSignedIn={(attempt) => {
            finished.current = attempt.attemptId;
            setStep({ step: 'looks', recognised: step.recognised, attempt });
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
        <LooksStep
          recognised={step.recognised}
          attempt={step.attempt}
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
