import { useState } from 'react';
import type { ProxySignIn } from '../../../src-preload/contract/app.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Field } from '../../components/Field.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { useQuery } from '../../stores/useQuery.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { proxiesText } from './text.ts';

/** The proxies that asked for a password, each to be given one. */
export function ProxiesSection() {
  const proxies = useQuery(['proxies'], () => window.steward.app.proxySignIns({}), {
    reloadOn: ['connections'],
  });
  const [asking, setAsking] = useState<ProxySignIn | null>(null);
  return (
    <SettingsSection title="Proxies">
      {proxies.error === null ? null : (
        <ErrorNote error={proxies.error} onRetry={() => void proxies.reload()} />
      )}
      {proxies.value?.length === 0 ? <p className={css.dim}>{proxiesText.none}</p> : null}
      <ul className={css.rows}>
        {(proxies.value ?? []).map((each) => (
          <li key={`${each.proxy} ${each.realm}`} className={css.row}>
            <div className={css.text}>
              <div className={css.name}>{each.proxy}</div>
              <p>{each.realm}</p>
              <p>{proxiesText.states[each.state]}</p>
            </div>
            <Button size="s" aria-label={`Sign in to ${each.proxy}`} onClick={() => setAsking(each)}>
              Sign in…
            </Button>
          </li>
        ))}
      </ul>
      {asking === null ? null : (
        <ProxyDialog
          signIn={asking}
          onClose={() => {
            setAsking(null);
            void proxies.reload();
          }}
        />
      )}
    </SettingsSection>
  );
}

function ProxyDialog({ signIn, onClose }: { signIn: ProxySignIn; onClose: () => void }) {
  const { proxy, realm } = signIn;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    const given = await window.steward.app.signInToProxy({ proxy, realm, username, password });
    if (given.ok) onClose();
    else setError(given.error);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Sign in to ${proxy}`}
      description={proxiesText.description(realm)}
    >
      <DialogForm
        errors={[error]}
        submit="Sign in"
        reason={username === '' ? proxiesText.missing : null}
        onSubmit={() => void submit()}
        onCancel={onClose}
      >
        <Field label="User name">
          {(aria) => (
            <TextInput
              {...aria}
              data-autofocus
              maxLength={1000}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Password">
          {(aria) => (
            <SecretInput {...aria} what="password" maxLength={1000} value={password} onChange={setPassword} />
          )}
        </Field>
      </DialogForm>
    </Dialog>
  );
}
