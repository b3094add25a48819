import { useState } from 'react';
import type { ImportReview, OpenedImport } from '../../../../src-preload/contract/transfer.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { longestPassphrase } from '../../../../src-preload/shared/limits.ts';
import { Checkbox } from '../../../components/fields/Checkbox.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { SecretInput } from '../../../components/fields/SecretInput.tsx';
import { badgeText } from '../../../lib/connection-text.ts';
import { toast } from '../../../stores/toasts.ts';
import { importText, rowText } from './text.ts';
import styles from './transfer.module.css';

/** Opens a file that was chosen, and shows what is in it before anything is added. */
export function ImportDialog({ opened, onClose }: { opened: OpenedImport; onClose: () => void }) {
  const [review, setReview] = useState<ImportReview | null>(opened.state === 'review' ? opened : null);
  const close = () => {
    void window.steward.transfer.cancel({});
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Import connections"
      description={review === null ? importText.locked : importText.review}
      step={review === null ? 'passphrase' : 'review'}
    >
      {review === null ? (
        <Unlock importId={opened.importId} onOpened={setReview} onClose={close} />
      ) : (
        <Review review={review} onAdded={onClose} onClose={close} />
      )}
    </Dialog>
  );
}

interface UnlockProps {
  importId: string;
  onOpened: (review: ImportReview) => void;
  onClose: () => void;
}

function Unlock({ importId, onOpened, onClose }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    setBusy(true);
    const unlocked = await window.steward.transfer.unlock({ importId, passphrase });
    setBusy(false);
    setError(unlocked.ok ? null : unlocked.error);
    if (unlocked.ok) onOpened(unlocked.value);
  };
  return (
    <DialogForm
      errors={[error]}
      submit="Open"
      busy={busy}
      reason={passphrase === '' ? 'Enter the passphrase.' : null}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <Field label="Passphrase">
        {(aria) => (
          <SecretInput
            {...aria}
            what="passphrase"
            data-autofocus
            maxLength={longestPassphrase}
            value={passphrase}
            onChange={setPassphrase}
          />
        )}
      </Field>
    </DialogForm>
  );
}

interface ReviewProps {
  review: ImportReview;
  onAdded: () => void;
  onClose: () => void;
}

function Review({ review, onAdded, onClose }: ReviewProps) {
  // What isn't encrypted is added only where that is wanted.
  const [chosen, setChosen] = useState(
    () =>
      new Set(
        review.rows
          .filter(({ state, insecure }) => state.state === 'new' && !insecure)
          .map(({ index }) => index),
      ),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const submit = async () => {
    setBusy(true);
    const taken = await window.steward.transfer.take({ importId: review.importId, rows: [...chosen] });
    setBusy(false);
    setError(taken.ok ? null : taken.error);
    if (!taken.ok) return;
    toast(importText.added(taken.value.added), { tone: 'ok' });
    onAdded();
  };
  const choose = (index: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(index);
    else next.delete(index);
    setChosen(next);
  };
  return (
    <DialogForm
      errors={[error]}
      submit={chosen.size < 2 ? 'Add connection' : `Add ${chosen.size} connections`}
      busy={busy}
      reason={chosen.size === 0 ? importText.none : null}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      {review.rows.length === 0 ? <p>{importText.nothing}</p> : null}
      <ul className={styles.rows} aria-label="Connections in the file">
        {review.rows.map((row) => {
          const { index, label, badge, address, productName, account, insecure, state } = row;
          return (
            <li key={index} className={styles.row}>
              <div className={styles.name}>
                {state.state === 'new' ? (
                  <Checkbox
                    label={label}
                    checked={chosen.has(index)}
                    onChange={(isChosen) => choose(index, isChosen)}
                  />
                ) : (
                  label
                )}
                <Chip tone={badge}>{badgeText[badge].short}</Chip>
                {insecure ? <Chip tone="warn">http</Chip> : null}
              </div>
              <p>
                {productName} · {address} · {account}
              </p>
              <p>{rowText(row)}</p>
            </li>
          );
        })}
      </ul>
    </DialogForm>
  );
}
