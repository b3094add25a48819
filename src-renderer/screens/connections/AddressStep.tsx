import type { FormEvent } from 'react';
import { useState } from 'react';
import { LoaderCircle } from 'lucide-react';
import type { Product } from '../../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { normalizeUrl } from '../../../src-preload/shared/normalize.ts';
import { Field } from '../../components/fields/Field.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { useNavigation } from '../../stores/navigation.ts';
import { closeDialog, type AddStart } from '../../stores/dialogs.ts';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { locationsOf, type Location } from './locations.ts';
import { LocalInstance } from './LocalInstance.tsx';
import { changedOptions } from './form-values.ts';
import type { ProbeInput, Recognised, useProbe } from './useProbe.ts';
import { VerdictPanel } from './VerdictPanel.tsx';
import { addressText, localInstanceText } from './text.ts';
import css from './connections.module.css';

/** Which system was chosen in the dialog's first card row. */
type Choice = ProviderId | 'any';

interface AddressStepProps {
  start: AddStart;
  products: readonly Product[];
  probe: ReturnType<typeof useProbe>;
  /** The settings under “Advanced”, by system. */
  options: Readonly<Record<string, Record<string, string>>>;
  onOptions: (provider: ProviderId, values: Record<string, string>) => void;
  /** `asked`: where to start again when the user comes back from the sign-in. */
  onRecognised: (recognised: Recognised, asked: AddStart) => void;
}

/** Which system, and where it is. The address is checked before anything else. */
export function AddressStep({
  start,
  products,
  probe: { probe, start: check, reset },
  options,
  onOptions,
  onRecognised,
}: AddressStepProps) {
  const first =
    start.from === 'managed' ? products.find(({ managedAddress }) => managedAddress !== null) : null;
  const [choice, setChoice] = useState<Choice>(start.provider ?? first?.provider ?? 'any');
  const [chosenLocation, setLocation] = useState<Location>(start.from === 'managed' ? 'managed' : 'other');
  const [typed, setTyped] = useState(start.address ?? '');
  const [missing, setMissing] = useState(false);
  const go = useNavigation((state) => state.go);

  const product = products.find(({ provider }) => provider === choice) ?? null;
  const locations = locationsOf(product);
  const location = locations.find(({ value }) => value === chosenLocation)?.value ?? 'other';
  const fixed =
    location === 'managed'
      ? (product?.managedAddress ?? null)
      : location === 'local'
        ? (product?.localAddress ?? null)
        : null;
  const address = location === 'other' ? typed : (fixed ?? '');
  /** No address of its own: only the built-in local instance can be meant. */
  const onlyBuiltIn = location === 'local' && fixed === null;

  const checkWith = async (change: Partial<ProbeInput>, shown?: string) => {
    const before = probe.state === 'idle' ? null : probe.input;
    if (change.address !== undefined) {
      setLocation('other');
      setTyped(change.address);
    }
    const provider = change.provider ?? (choice === 'any' ? null : choice);
    if (provider !== null && provider !== choice) {
      // The address stays what it was, also where the new choice has one of its own.
      setLocation('other');
      setTyped(change.address ?? before?.address ?? address);
      setChoice(provider);
    }
    const chosen = products.find((each) => each.provider === provider);
    const checked = (change.address ?? shown ?? before?.address ?? address).trim();
    const verdict = await check({
      ...change,
      address: checked,
      allowInsecure: change.allowInsecure ?? before?.allowInsecure ?? false,
      connectionId: change.connectionId === undefined ? (before?.connectionId ?? null) : change.connectionId,
      ...(chosen === undefined
        ? {}
        : { options: changedOptions(chosen.options, options[chosen.provider] ?? {}) }),
      provider,
    });
    if (verdict?.verdict === 'ok' || verdict?.verdict === 'sign-in-needed') {
      const managed = location === 'managed' && change.address === undefined && provider === choice;
      onRecognised(verdict, {
        from: managed ? 'managed' : 'address',
        ...(provider === null ? {} : { provider }),
        ...(managed ? {} : { address: checked }),
      });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (onlyBuiltIn) return;
    if (address.trim() === '') {
      setMissing(true);
      return;
    }
    // Consent to http, or to another account, was given for that address alone.
    void checkWith({ allowInsecure: false, connectionId: null }, address.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <div className={css.systems}>
          <RadioCards<Choice>
            label="System"
            row
            value={choice}
            onChange={(next) => {
              setChoice(next);
              reset();
            }}
            options={[
              ...products.map((each) => ({
                value: each.provider,
                label: each.name,
                description: each.about,
              })),
              { value: 'any', label: 'Detect automatically', description: 'From the address' },
            ]}
          />
        </div>
        <RadioCards
          label="Location"
          row
          value={location}
          onChange={(next) => {
            setLocation(next);
            reset();
          }}
          options={locations}
        />
        {location === 'other' ? (
          <Field
            label="Address"
            dropped={normalizeUrl(typed).dropped}
            hint={product?.addressHint ?? addressText.hint}
            error={missing && typed.trim() === '' ? addressText.missing : null}
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
        {location === 'local' ? (
          <LocalInstance
            systems={product === null ? products.map(({ provider }) => provider) : [product.provider]}
            names={product?.name ?? localInstanceText.allSystems}
          />
        ) : null}
        {probe.state === 'checking' ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            {addressText.checking(hostOf(probe.input.address))}
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
            products={products}
            onCheck={(change) => void checkWith(change)}
            onOpen={(connectionId) => {
              closeDialog();
              go({ connectionId, screen: 'workspace' });
            }}
          />
        ) : null}
        {product === null || onlyBuiltIn ? null : (
          <AdvancedOptions
            key={product.provider}
            fields={product.options}
            values={options[product.provider] ?? {}}
            onChange={(values) => {
              onOptions(product.provider, values);
              reset();
            }}
          />
        )}
      </DialogBody>
      <DialogFoot left="Step 1 of 3 · System and address">
        {probe.state === 'checking' ? (
          <Button onClick={reset}>Stop checking</Button>
        ) : (
          <Button onClick={closeDialog}>Cancel</Button>
        )}
        {onlyBuiltIn ? null : (
          <Button variant="primary" type="submit" busy={probe.state === 'checking'}>
            Check address
          </Button>
        )}
      </DialogFoot>
    </form>
  );
}
