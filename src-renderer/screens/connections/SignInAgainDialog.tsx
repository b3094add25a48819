import { useEffect, useState } from 'react';
import { LoaderCircle } from 'lucide-react';
import type { Attempt, Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { toast } from '../../stores/toasts.ts';
import { takeConnection, useConnection, useProducts } from '../../stores/connections.ts';
import { closeDialog, closeEndedDialog, openDialog } from '../../stores/dialogs.ts';
import { useProbe } from './useProbe.ts';
import type { ProbeInput } from './useProbe.ts';
import { SignInStep } from './SignInStep.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';
import { signInAgainText } from './text.ts';
import css from './connections.module.css';

function Body({ connection }: { connection: Connection }) {
  const { probe, start } = useProbe();
  const products = useProducts((state) => state.products);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [saving, setSaving] = useState(false);
  const { id, address, provider, insecure, identity } = connection;
  useEffect(() => {
    // Consent to http was given when the connection was added, and stays visible on it.
    void start({ address, provider, allowInsecure: insecure, connectionId: id });
  }, [start, address, provider, insecure, id]);

  const check = (change: Partial<ProbeInput>) =>
    void start({ address, provider, allowInsecure: insecure, connectionId: id, ...change });
  const take = async (attempt: Attempt) => {
    setSaving(true);
    const kept = await window.steward.connections.signInAgain({
      connectionId: id,
      attemptId: attempt.attemptId,
    });
    setSaving(false);
    if (kept.ok) {
      takeConnection(kept.value);
      closeEndedDialog('sign-in-again');
      toast(signInAgainText.done(kept.value.label), { tone: 'ok' });
      return;
    }
    setRefused(kept.error);
    void window.steward.connections.cancelAuthenticate({ attemptId: attempt.attemptId });
  };

  const cancel = <Button onClick={closeDialog}>Cancel</Button>;
  if (
    probe.state === 'done' &&
    (probe.verdict.verdict === 'ok' || probe.verdict.verdict === 'sign-in-needed')
  ) {
    if (saving) {
      return (
        <DialogBody>
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            {signInAgainText.saving}
          </div>
        </DialogBody>
      );
    }
    return (
      <SignInStep
        recognised={probe.verdict}
        product={products?.find((each) => each.provider === provider) ?? null}
        options={connection.options}
        allowInsecure={probe.input.allowInsecure}
        onSignedIn={(attempt) => void take(attempt)}
        back={cancel}
        before={
          refused === null ? null : (
            <>
              <ErrorNote error={refused} />
              <div className={css.actions}>
                <Button
                  onClick={() => openDialog({ type: 'add-connection', start: { from: 'address', address } })}
                >
                  Add as a new connection
                </Button>
              </div>
            </>
          )
        }
      />
    );
  }
  return (
    <>
      <DialogBody>
        {probe.state === 'failed' ? <ErrorNote error={probe.error} onRetry={() => check({})} /> : null}
        {probe.state === 'done' &&
        probe.verdict.verdict !== 'ok' &&
        probe.verdict.verdict !== 'sign-in-needed' ? (
          <VerdictPanel verdict={probe.verdict} input={probe.input} onCheck={check} />
        ) : null}
        {probe.state === 'checking' || probe.state === 'idle' ? (
          <div className={css.status} role="status">
            <LoaderCircle aria-hidden />
            Checking {hostOf(address)}…
          </div>
        ) : null}
        <p className={css.dim}>{signInAgainText.sameAccount(identity.name)}</p>
      </DialogBody>
      <DialogFoot>{cancel}</DialogFoot>
    </>
  );
}

/** A new credential for an existing connection, for the same account. */
export default function SignInAgainDialog({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  if (connection === null) return null;
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={`Sign in to ${connection.label} again`}
      description={`As ${connection.identity.name} · ${connection.identity.email}, on ${hostOf(connection.address)}`}
    >
      <Body connection={connection} />
    </Dialog>
  );
}
