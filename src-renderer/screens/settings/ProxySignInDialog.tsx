import { useState } from 'react';
import type { ProxySignIn } from '../../../src-preload/contract/app.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Checkbox } from '../../components/fields/Checkbox.tsx';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { SecretInput } from '../../components/fields/SecretInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { proxiesText } from './text.ts';

interface ProxySignInDialogProps {
  signIn: ProxySignIn;
  /** Also called once it is signed in. */
  onClose: () => void;
  /** Called instead where the person didn't sign in. */
  onCancel?: () => void;
}

/** Asks for what a proxy wants to know before it lets requests through. */
export default function ProxySignInDialog({ signIn, onClose, onCancel = onClose }: ProxySignInDialogProps) {
  const { proxy, realm, state } = signIn;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(state === 'remembered');
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    const given = await window.steward.app.signInToProxy({ proxy, realm, username, password, remember });
    if (given.ok) onClose();
    else setError(given.error);
  };
  return (
    <Dialog
      open
      onOpenChange={onCancel}
      title={proxiesText.title(proxy)}
      description={proxiesText.description(realm)}
    >
      <DialogForm
        errors={[error]}
        submit="Sign in"
        reason={username === '' ? proxiesText.missing : null}
        onSubmit={() => void submit()}
        onCancel={onCancel}
      >
        {state === 'refused' ? (
          <Note tone="bad" role="alert" title={proxiesText.states.refused}>
            {proxiesText.again}
          </Note>
        ) : null}
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
        <Checkbox label={proxiesText.remember} checked={remember} onChange={setRemember} />
      </DialogForm>
    </Dialog>
  );
}
