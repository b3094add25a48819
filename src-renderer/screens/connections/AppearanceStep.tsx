import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Attempt } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { hostOf } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { DialogBody, DialogFoot } from '../../components/overlays/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { toast } from '../../stores/toasts.ts';
import { takeConnection, useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { closeDialog, closeEndedDialog } from '../../stores/dialogs.ts';
import { AppearanceFields, colours, labelProblem } from './AppearanceFields.tsx';
import type { Appearance } from './AppearanceFields.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { appearanceText } from './text.ts';
import type { Recognised } from './useProbe.ts';
import css from './connections.module.css';

/** What a new connection looks like at first: in doubt it is production, where every change is reviewed. */
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
  /** The account was entered by the user: there is no credential to show. */
  entered: boolean;
  onBack: () => void;
  onAdded: () => void;
}

/** Shows the account that signed in and asks how the connection should look; its button keeps the connection. */
export function AppearanceStep({ recognised, attempt, entered, onBack, onAdded }: AppearanceStepProps) {
  const [appearance, setAppearance] = useState(() => defaultAppearance(recognised));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const go = useNavigation((state) => state.go);
  const existing = useConnections(({ connections }) =>
    connections.find(
      (each) => each.address === recognised.address && each.identity.userId === attempt.identity.userId,
    ),
  );
  const others = useConnections(({ connections }) => connections)
    .filter((each) => each.address === recognised.address && each.identity.userId !== attempt.identity.userId)
    .map(({ identity }) => identity);
  const open = (connectionId: string) => {
    closeDialog();
    go({ connectionId, screen: 'workspace' });
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (existing !== undefined || labelProblem(appearance.label) !== null) return;
    setBusy(true);
    setError(null);
    const added = await window.steward.connections.add({
      attemptId: attempt.attemptId,
      ...appearance,
      label: appearance.label.trim(),
    });
    setBusy(false);
    if (!added.ok) {
      setError(added.error);
      return;
    }
    onAdded();
    takeConnection(added.value);
    closeEndedDialog('add-connection');
    go({ connectionId: added.value.id, screen: 'workspace' });
    toast(appearanceText.added(added.value.label), { tone: 'ok' });
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
              Not you? Use a different account
            </Button>
          </div>
        </div>
        {existing === undefined && others.length > 0 ? (
          <Note tone="warn" role="status" title={appearanceText.otherAccountTitle}>
            {appearanceText.otherAccount(others)}
          </Note>
        ) : null}
        {existing === undefined ? (
          <AppearanceFields value={appearance} onChange={setAppearance} showProblems={tried} />
        ) : (
          <Note tone="warn" role="status" title={appearanceText.duplicateTitle(existing.label)}>
            {appearanceText.duplicate}
          </Note>
        )}
      </DialogBody>
      <DialogFoot left="Step 3 of 3 · Account and appearance">
        <Button onClick={closeDialog}>Cancel</Button>
        {existing === undefined ? (
          <Button variant="primary" type="submit" busy={busy}>
            Add
          </Button>
        ) : (
          <Button variant="primary" data-autofocus onClick={() => open(existing.id)}>
            Open {existing.label}
          </Button>
        )}
      </DialogFoot>
    </form>
  );
}
