import { useState } from 'react';
import { LockOpen } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { DialogTabs } from '../../components/DialogTabs.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { toast } from '../../stores/toasts.ts';
import { loadConnections, takeConnection, useConnection, useProducts } from '../../stores/connections.ts';
import { hide, show } from '../../stores/surfaces.ts';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { labelProblem, AppearanceFields } from './AppearanceFields.tsx';
import { changedOptions } from './form-values.ts';
import { SupportedFeatures } from './SupportedFeatures.tsx';
import css from './connections.module.css';

function Settings({ connection }: { connection: Connection }) {
  const { id, label, badge, colour, identity, signIn, address, productName, kind, insecure, system } =
    connection;
  const product = useProducts(({ products }) =>
    products?.find(({ provider }) => provider === connection.provider),
  );
  const [looks, setLooks] = useState({ label, badge, colour });
  const [startsAt, setStartsAt] = useState(connection.startsAt);
  const [options, setOptions] = useState<Readonly<Record<string, string>>>(connection.options);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<'save' | 'sign-out' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const save = async () => {
    setTried(true);
    if (labelProblem(looks.label) !== null) return;
    setBusy('save');
    const kept = await window.steward.connections.update({
      connectionId: id,
      ...looks,
      label: looks.label.trim(),
      startsAt,
      ...(product === undefined ? {} : { options: changedOptions(product.options, options) }),
    });
    setBusy(null);
    if (kept.ok) {
      takeConnection(kept.value);
      hide();
    } else {
      setError(kept.error);
    }
  };
  const signOut = async () => {
    setBusy('sign-out');
    const done = await window.steward.connections.signOut({ connectionId: id });
    setBusy(null);
    if (!done.ok) {
      setError(done.error);
      return;
    }
    await loadConnections();
    hide();
    toast(`You are signed out of ${label}. What was read before stays here.`, { tone: 'ok' });
  };
  const known = new Set(product?.options.map((option) => option.id));
  const named = error?.kind === 'invalid' ? error.fields.filter(({ path }) => known.has(path)) : [];
  const problems = Object.fromEntries(named.map(({ path, message }) => [path, message]));
  return (
    <DialogForm
      errors={[error]}
      submit="Save"
      busy={busy === 'save'}
      onSubmit={() => void save()}
      onCancel={hide}
    >
      <div className={css.recognised}>
        <Chip>{productName}</Chip>
        <Chip>{system.apiVariantLabel}</Chip>
        <Chip>{kindText[kind]}</Chip>
        {insecure ? (
          <Chip tone="warn" icon={LockOpen}>
            Not encrypted (http)
          </Chip>
        ) : null}
        <span>{address}</span>
      </div>
      <IdentityCard
        identity={identity}
        credential={signIn.state === 'signed-in' && !system.guided ? signIn.credential : null}
        expiresAt={null}
      />
      <AppearanceFields value={looks} onChange={setLooks} showProblems={tried} />
      <RadioCards
        label="Choosing it for the first time opens"
        row
        value={startsAt}
        onChange={setStartsAt}
        options={[
          {
            value: 'default',
            label: 'Its default workspace',
            description: 'Where the system marks one as yours; else the start page',
          },
          { value: 'selector', label: 'The start page', description: 'All its workspaces to choose from' },
        ]}
      />
      {product === undefined ? null : (
        <AdvancedOptions
          fields={product.options}
          values={options}
          onChange={setOptions}
          problems={problems}
        />
      )}
      <div className={css.section}>
        <div>
          <h3>Sign-in</h3>
          <p>
            {signIn.state === 'signed-in'
              ? 'Signing out erases the credential from this device. The offline copy stays.'
              : signIn.reason}
          </p>
        </div>
        <Button onClick={() => show({ type: 'sign-in-again', connectionId: id })}>Sign in again</Button>
        {signIn.state === 'signed-out' ? null : (
          <Button busy={busy === 'sign-out'} onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
      </div>
      <div className={css.section}>
        <div>
          <h3>Remove</h3>
          <p>
            Erases the connection and everything read from it from this device. The server is not touched.
          </p>
        </div>
        <Button onClick={() => show({ type: 'remove-connection', connectionId: id })}>Remove…</Button>
      </div>
    </DialogForm>
  );
}

/** Looks, start, sign-in and removal of one connection, and what works with it. */
export default function ConnectionSettingsDialog({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  if (connection === null) return null;
  return (
    <Dialog open onOpenChange={hide} title={`Settings of ${connection.label}`}>
      <DialogTabs
        label="Parts of the settings"
        parts={[
          { id: 'settings', title: 'Connection', kept: true, content: <Settings connection={connection} /> },
          {
            id: 'works',
            title: 'What works here',
            content: (
              <>
                <DialogBody>
                  <SupportedFeatures connection={connection} />
                </DialogBody>
                <DialogFoot>
                  <Button onClick={hide}>Close</Button>
                </DialogFoot>
              </>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
