import { Copy, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Note } from '../../components/Note.tsx';
import { capitalised } from '../../lib/names.ts';
import { useConnection } from '../../stores/connections.ts';
import { endRevealed } from '../../stores/end-revealed.ts';
import { closeReveal, type Reveal } from '../../stores/dialogs.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { UserText } from '../../components/UserText.tsx';
import styles from './TokenReveal.module.css';
import { revealText } from './text.ts';

/**
 * A new token's secret, once. It is fetched only when the eye is pressed and lives in this component's state alone;
 * neither Esc nor a click outside closes the dialog, because the secret can't be shown again.
 */
export default function TokenReveal({ reveal }: { reveal: Reveal }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { request, target } = reveal.item;
  const name =
    request.type === 'token.create' ? request.name : request.type === 'token.rotate' ? request.newName : '';
  const expiry = request.type === 'token.create' ? request.expiry : '';
  const { connectionId, workspaceId } = target;
  const connection = useConnection(connectionId);
  const tokens = connection?.system.tokens;
  const one = tokens?.one ?? 'token';
  const product = connection?.productName ?? target.connectionLabel;
  const again = tokens?.secret === 'again';
  const One = capitalised(one);

  // Systems differ in how a token is ended.
  const place = useQuery(workspaceId === null ? null : ['place', connectionId, workspaceId], () =>
    window.steward.workspaces.get({ connectionId, workspaceId: workspaceId ?? '' }),
  );
  const permissions = place.value?.permissions;
  const ending = permissions?.['token.revoke'].allowed
    ? 'token.revoke'
    : permissions?.['token.delete'].allowed
      ? 'token.delete'
      : null;
  // The plan shows a short form; beside the secret the exact time matters.
  const reading = useQuery(
    workspaceId === null || expiry === '' ? null : ['expiry', connectionId, workspaceId, expiry],
    () => window.steward.tokens.readExpiry({ connectionId, workspaceId: workspaceId ?? '', text: expiry }),
  );
  const expires = reading.value?.reading === 'instant' ? reading.value.text : reveal.item.fact;

  const toggle = async () => {
    if (shown) {
      setShown(false);
      return;
    }
    if (secret === null) {
      const answer = await window.steward.tokens.revealSecret({ revealId: reveal.revealId });
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      setSecret(answer.value.secret);
      setTaken(true);
    }
    setError(null);
    setShown(true);
  };

  const copy = async () => {
    const answer = await window.steward.tokens.copySecret({ revealId: reveal.revealId });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    setError(null);
    setCopied(true);
  };

  const end = async (how: 'token.revoke' | 'token.delete') => {
    setRevoking(true);
    const refused = await endRevealed(reveal, how);
    setRevoking(false);
    if (refused !== null) setError(refused);
  };

  return (
    <Dialog
      open
      dismissible={false}
      onOpenChange={() => undefined}
      title={`Copy the ${one} now`}
      description={again ? revealText.again(product) : revealText.once(product)}
    >
      <DialogBody>
        {error !== null && <ErrorNote error={error} />}
        <div className={styles.secret}>
          <code className={styles.value} aria-label={shown ? One : `${One}, masked`}>
            {shown && secret !== null ? secret : masked(reveal.masked)}
          </code>
          <IconButton
            label={shown ? `Hide ${one}` : taken ? `Show ${one}` : `Show ${one} once`}
            icon={shown ? EyeOff : Eye}
            onClick={() => void toggle()}
          />
          <Button icon={Copy} onClick={() => void copy()} data-autofocus>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
        <dl className={styles.facts}>
          <dt>{One}</dt>
          <dd>
            <UserText>{name}</UserText>
          </dd>
          <dt>For</dt>
          <dd>
            {target.workspaceName}
            {target.instanceUrl !== null && ` · ${hostOf(target.instanceUrl)}`}
          </dd>
          {tokens?.expiry !== false && (
            <>
              <dt>Expires</dt>
              <dd>{expires}</dd>
            </>
          )}
        </dl>
        {tokens !== undefined && <Note tone="warn">{capitalised(many(tokens))}.</Note>}
      </DialogBody>
      <DialogFoot left={<span role="status">{copied ? revealText.copied : revealText.clipboard}</span>}>
        {ending !== null && (
          <Button variant="quiet" className={styles.revoke} busy={revoking} onClick={() => void end(ending)}>
            {ending === 'token.revoke' ? 'Revoke it now' : 'Delete it now'}
          </Button>
        )}
        <Button onClick={() => closeReveal(reveal.revealId)}>{copied ? 'Done' : 'I’ve stored it'}</Button>
      </DialogFoot>
    </Dialog>
  );
}

/** "Tokens are made in this workspace; each acts as its owner in all of their workspaces" */
const many = (tokens: { many: string; whose: string }) => `${tokens.many} belong to ${tokens.whose}`;

const masked = (start: string) => `${start.replace(/[•…*.]+$/, '')}${'•'.repeat(25)}`;
