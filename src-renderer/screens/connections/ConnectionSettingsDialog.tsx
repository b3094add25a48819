import { useState } from 'react';
import { LockOpen } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { DialogTabs } from '../../components/overlays/DialogTabs.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { toast } from '../../stores/toasts.ts';
import { loadConnections, takeConnection, useConnection, useProducts } from '../../stores/connections.ts';
import { closeDialog, closeEndedDialog, openDialog } from '../../stores/dialogs.ts';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { ClientCertificateSection } from './ClientCertificateSection.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { labelProblem, AppearanceFields } from './AppearanceFields.tsx';
import { changedOptions } from './form-values.ts';
import { SupportedFeatures } from './SupportedFeatures.tsx';
import { settingsText } from './text.ts';
import css from './connections.module.css';

function Settings({ connection }: { connection: Connection }) {
  const { id, label, badge, colour, identity, signIn, address, productName, kind, insecure, system } =
    connection;
  const product = useProducts(({ products }) =>
    products?.find(({ provider }) => provider === connection.provider),
  );
  const [appearance, setAppearance] = useState({ label, badge, colour });
  const [startsAt, setStartsAt] = useState(connection.startsAt);
  const [options, setOptions] = useState<Readonly<Record<string, string>>>(connection.options);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<'save' | 'sign-out' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const save = async () => {
    setTried(true);
    if (labelProblem(appearance.label) !== null) return;
    setBusy('save');
    const kept = await window.steward.connections.update({
      connectionId: id,
      ...appearance,
      label: appearance.label.trim(),
      startsAt,
      ...(product === undefined ? {} : { options: changedOptions(product.options, options) }),
    });
    setBusy(null);
    if (kept.ok) {
      takeConnection(kept.value);
      closeEndedDialog('connection-settings');
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
    closeDialog();
    toast(settingsText.signedOut(label), { tone: 'ok' });
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
      onCancel={closeDialog}
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
      <AppearanceFields value={appearance} onChange={setAppearance} showProblems={tried} />
      <RadioCards
        label="Opens with"
        row
        value={startsAt}
        onChange={setStartsAt}
        options={[
          {
            value: 'default',
            label: 'Default workspace',
            description: settingsText.startDefault,
          },
          { value: 'selector', label: 'Start page', description: settingsText.startPage },
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
      {address.startsWith('https:') && !system.guided ? (
        <ClientCertificateSection connection={connection} />
      ) : null}
      <div className={css.section}>
        <div>
          <h3>Sign-in</h3>
          <p>{signIn.state === 'signed-in' ? settingsText.signOut : signIn.reason}</p>
        </div>
        <Button onClick={() => openDialog({ type: 'sign-in-again', connectionId: id })}>Sign in again</Button>
        {signIn.state === 'signed-out' ? null : (
          <Button busy={busy === 'sign-out'} onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
      </div>
      <div className={css.section}>
        <div>
          <h3>Remove</h3>
          <p>{settingsText.remove}</p>
        </div>
        <Button onClick={() => openDialog({ type: 'remove-connection', connectionId: id })}>Remove…</Button>
      </div>
    </DialogForm>
  );
}

/** Appearance, start, sign-in and removal of one connection, and what its system supports. */
export default function ConnectionSettingsDialog({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  if (connection === null) return null;
  return (
    <Dialog open onOpenChange={closeDialog} title={`${connection.label} settings`}>
      <DialogTabs
        label="Settings sections"
        parts={[
          { id: 'settings', title: 'Connection', kept: true, content: <Settings connection={connection} /> },
          {
            id: 'features',
            title: 'Supported features',
            content: (
              <>
                <DialogBody>
                  <SupportedFeatures connection={connection} />
                </DialogBody>
                <DialogFoot>
                  <Button onClick={closeDialog}>Close</Button>
                </DialogFoot>
              </>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
