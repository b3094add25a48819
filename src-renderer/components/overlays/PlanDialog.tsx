import type { ReactNode } from 'react';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Applied } from '../../../src-preload/contract/changes.ts';
import { FootWithCommand } from '../CopyCommand.tsx';
import { Dialog } from './Dialog.tsx';
import { DialogForm, type DialogFormProps } from './DialogForm.tsx';
import type { OpenOptions } from '../../stores/plan/plan.ts';
import type { PlanForm } from '../../stores/plan/plan-form.ts';

interface PlanDialogProps extends Pick<
  DialogFormProps,
  'errors' | 'submit' | 'danger' | 'reason' | 'cancel' | 'others' | 'left'
> {
  title: ReactNode;
  description?: ReactNode;
  wide?: boolean;
  /** Whether something was picked in it: Escape asks about that as about what was typed. */
  picked?: boolean;
  form: PlanForm;
  /** What is to be done, as the form is now. */
  changes: () => readonly ChangeRequest[];
  options?: OpenOptions;
  /** With what was done, or null when it was closed without. */
  onClose: (applied: Applied | null) => void;
  children: ReactNode;
}

/**
 * A form in a dialog that makes a plan. It steps aside for the review and comes back with all that was typed, and with why, when nothing
 * came of the plan; it closes once something was done.
 */
export function PlanDialog({
  title,
  description,
  wide = false,
  picked = false,
  form,
  changes,
  options,
  onClose,
  errors = [],
  left,
  children,
  ...rest
}: PlanDialogProps) {
  const plan = async () => {
    const applied = await form.send(changes(), options);
    if (applied !== null && form.isThere()) onClose(applied);
  };
  return (
    <Dialog
      open={!form.waiting}
      onOpenChange={() => onClose(null)}
      title={title}
      description={description}
      wide={wide}
      picked={picked}
    >
      <DialogForm
        {...rest}
        errors={[...errors, form.refused]}
        left={
          <FootWithCommand of={() => ({ requests: [...changes()] })} reason={rest.reason ?? null}>
            {left}
          </FootWithCommand>
        }
        onSubmit={() => void plan()}
        onCancel={() => onClose(null)}
      >
        {children}
      </DialogForm>
    </Dialog>
  );
}
