import { useState } from 'react';
import type { Approval, SecondPersons } from '../../../../src-preload/contract/second-persons.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { longestPersonName } from '../../../../src-preload/shared/limits.ts';
import { ApprovalFields, useApproval } from '../../../components/SecondPerson.tsx';
import { Dialog } from '../../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../../components/overlays/DialogForm.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { NewPassphraseFields, useNewPassphrase } from '../../../components/fields/NewPassphrase.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { toast } from '../../../stores/toasts.ts';
import { secondPersonText as text } from './text.ts';

type Person = SecondPersons['people'][number];
/** What is asked for. `set-up`: the first one is added, and the control is switched on. */
export type SecondPersonAction =
  | { type: 'set-up' }
  | { type: 'add' }
  | { type: 'rename'; person: Person }
  | { type: 'remove'; person: Person }
  | { type: 'turn-off' }
  | { type: 'raise'; removals: number };

interface Words {
  title: string;
  about: string;
  submit: string;
  done: string;
}

function wordsOf(action: SecondPersonAction, name: string): Words {
  const { setUp, add, rename, remove, turnOff, raise } = text.dialog;
  switch (action.type) {
    case 'set-up':
      return setUp;
    case 'add':
      return { ...add, done: add.done(name) };
    case 'rename':
      return { ...rename, title: rename.title(action.person.name) };
    case 'remove': {
      const { person } = action;
      return { ...remove, title: remove.title(person.name), done: remove.done(person.name) };
    }
    case 'turn-off':
      return turnOff;
    case 'raise':
      return raise(action.removals);
  }
}

interface Entered {
  name: string;
  passphrase: string;
  approvedBy: Approval | undefined;
}

/** Makes the change. Null when it's made, else why not. */
async function make(action: SecondPersonAction, entered: Entered): Promise<AppError | null> {
  const { secondPersons } = window.steward;
  const { name, passphrase, approvedBy } = entered;
  const errorOf = (done: { ok: true } | { ok: false; error: AppError }) => (done.ok ? null : done.error);
  switch (action.type) {
    case 'set-up': {
      const added = await secondPersons.add({ name, passphrase });
      if (!added.ok) return added.error;
      return errorOf(await secondPersons.changeSettings({ values: { secondPerson: true } }));
    }
    case 'add':
      return errorOf(await secondPersons.add({ name, passphrase, approvedBy }));
    case 'rename':
      return errorOf(await secondPersons.rename({ id: action.person.id, name, approvedBy }));
    case 'remove':
      return errorOf(await secondPersons.remove({ id: action.person.id, approvedBy }));
    case 'turn-off':
      return errorOf(await secondPersons.changeSettings({ values: { secondPerson: false }, approvedBy }));
    case 'raise': {
      const values = { secondPersonFromRemovals: action.removals };
      return errorOf(await secondPersons.changeSettings({ values, approvedBy }));
    }
  }
}

/** Asks for what a change of the second persons needs; while they are guarded, for the passphrase of one of them too. */
export function SecondPersonDialog({
  action,
  guarded,
  onClose,
}: {
  action: SecondPersonAction;
  guarded: boolean;
  onClose: () => void;
}) {
  const [name, setName] = useState(action.type === 'rename' ? action.person.name : '');
  const entered = useNewPassphrase();
  const approval = useApproval();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const adds = action.type === 'set-up' || action.type === 'add';
  const named = adds || action.type === 'rename';
  const words = wordsOf(action, name.trim());
  const reason = named && name.trim() === '' ? text.nameMissing : guarded ? approval.reason : null;
  const submit = async () => {
    if (adds && !entered.check()) return;
    setBusy(true);
    const approvedBy = guarded ? approval.approval : undefined;
    const refused = await make(action, { name, passphrase: entered.passphrase, approvedBy });
    setBusy(false);
    setError(refused);
    // Another try begins with an empty field.
    approval.enter('');
    if (refused !== null) return;
    toast(words.done, { tone: 'ok' });
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.about}>
      <DialogForm
        errors={[error]}
        submit={words.submit}
        danger={action.type === 'remove' || action.type === 'turn-off'}
        busy={busy}
        reason={reason}
        onSubmit={() => void submit()}
        onCancel={onClose}
      >
        {named ? (
          <Field label={text.nameLabel} hint={text.nameHint}>
            {(aria) => (
              <TextInput
                {...aria}
                data-autofocus
                maxLength={longestPersonName}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
        ) : null}
        {adds ? <NewPassphraseFields entered={entered} hint={text.passphraseHint} /> : null}
        {guarded ? <ApprovalFields entered={approval} /> : null}
      </DialogForm>
    </Dialog>
  );
}
