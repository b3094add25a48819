import { useState } from 'react';
import type { FormEvent } from 'react';
import { LockOpen } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { kindWords } from '../../app/words.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { toast } from '../../components/toast.tsx';
import { loadConnections, takeConnection, useConnection } from '../../stores/connections.ts';
import { hide, show } from '../../stores/surfaces.ts';
import { IdentityCard } from './IdentityCard.tsx';
import { labelProblem, LooksFields } from './LooksFields.tsx';
import css from './connections.module.css';

function Body({ connection }: { connection: Connection }) {
  const { id, label, badge, colour, identity, signIn, address, productName, kind, insecure } = connection;
  const [looks, setLooks] = useState({ label, badge, colour });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<'save' | 'sign-out' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (labelProblem(looks.label) !== null) return;
    setBusy('save');
    const kept = await window.steward.connections.update({
      connectionId: id,
      ...looks,
      label: looks.label.trim(),
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
  return (
    <form onSubmit={(event) => void save(event)}>
      <DialogBody>
        {error === null ? null : <ErrorNote error={error} />}
        <div className={css.recognised}>
          <Chip>{productName}</Chip>
          <Chip>{kindWords[kind]}</Chip>
          {insecure ? (
            <Chip tone="warn" icon={LockOpen}>
              Not encrypted (http)
            </Chip>
          ) : null}
          <span>{address}</span>
        </div>
        <IdentityCard
          identity={identity}
          credential={signIn.state === 'signed-in' ? signIn.credential : null}
          expiresAt={null}
        />
        <LooksFields value={looks} onChange={setLooks} showProblems={tried} />
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
      </DialogBody>
      <DialogFoot>
        <Button onClick={hide}>Cancel</Button>
        <Button variant="primary" type="submit" busy={busy === 'save'}>
          Save
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Looks, sign-in and removal of one connection. */
export default function ConnectionSettings({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  if (connection === null) return null;
  return (
    <Dialog open onOpenChange={hide} title={`Settings of ${connection.label}`}>
      <Body connection={connection} />
    </Dialog>
  );
}
