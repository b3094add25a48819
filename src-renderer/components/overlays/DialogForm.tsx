import type { ReactNode, Ref } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../Button.tsx';
import { DialogBody, DialogFoot } from './Dialog.tsx';
import { ErrorNote } from '../ErrorNote.tsx';

export interface DialogFormProps {
  /** What went wrong, said before everything else. */
  errors?: readonly (AppError | null)[];
  /** The words of the button that sends it. */
  submit: ReactNode;
  danger?: boolean;
  /** It is being sent. */
  busy?: boolean;
  /** Why it can't be sent yet, or null: said on the button, and Enter does nothing either. */
  reason?: string | null;
  onSubmit: () => void;
  /** The words of the button that closes it. */
  cancel?: string;
  onCancel: () => void;
  /** Other ways to go on, between the two buttons. */
  others?: ReactNode;
  /** A remark, or a button for something else, before the buttons. */
  left?: ReactNode;
  form?: Ref<HTMLFormElement>;
  children: ReactNode;
}

/** The contents of a dialog that is a form: errors first, the fields, Cancel, and the button that sends it. */
export function DialogForm({
  errors = [],
  submit,
  danger = false,
  busy = false,
  reason = null,
  onSubmit,
  cancel = 'Cancel',
  onCancel,
  others,
  left,
  form,
  children,
}: DialogFormProps) {
  return (
    <form
      ref={form}
      noValidate
      onKeyDown={(event) => {
        // A text of several lines has its own handling: Enter alone is a new line there.
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        if (!(event.target instanceof HTMLTextAreaElement)) event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === null && !busy) onSubmit();
      }}
    >
      <DialogBody>
        {errors.map((error, index) => (error === null ? null : <ErrorNote key={index} error={error} />))}
        {children}
      </DialogBody>
      <DialogFoot left={left}>
        <Button onClick={onCancel}>{cancel}</Button>
        {others}
        <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy} disabledReason={reason}>
          {submit}
        </Button>
      </DialogFoot>
    </form>
  );
}
