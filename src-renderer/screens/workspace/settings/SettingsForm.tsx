import type { ReactNode } from 'react';
import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { usePlanForm } from '../../../stores/plan/plan-form.ts';
import styles from './settings.module.css';

interface SettingsFormProps {
  /** What saving asks for, as the fields are now; empty while they can't be saved. */
  changes: () => readonly ChangeRequest[];
  /** Why it can't be saved, or null. */
  reason: string | null;
  submit: string;
  /** Whether there is anything to discard. */
  changed: boolean;
  /** Shows the fetched values again: after discarding, and after saving. */
  onReset: () => void;
  children: ReactNode;
}

/** Fields that make a plan and stay on the page; an error is shown over them, and nothing that was typed is lost. */
export function SettingsForm({ changes, reason, submit, changed, onReset, children }: SettingsFormProps) {
  const { waiting, refused, forget, send } = usePlanForm();
  const save = async () => {
    const applied = await send(changes());
    if (applied !== null) onReset();
  };
  const discard = () => {
    forget();
    onReset();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === null && !waiting) void save();
      }}
    >
      {refused !== null && <ErrorNote error={refused} />}
      {children}
      <div className={styles.buttons}>
        {changed && <Button onClick={discard}>Discard</Button>}
        <Button type="submit" variant="primary" busy={waiting} disabledReason={reason}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
