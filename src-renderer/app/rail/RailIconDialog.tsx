import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { useConnection } from '../../stores/connections.ts';
import { closeDialog } from '../../stores/dialogs.ts';
import { setIcon, useRail } from '../../stores/rail.ts';
import { railText } from '../text.ts';
import css from './RailIconDialog.module.css';

const offered = [
  '🏢',
  '🏦',
  '🏭',
  '🏥',
  '🎓',
  '🛒',
  '🚚',
  '🚀',
  '🧪',
  '🛠️',
  '🔒',
  '⭐',
  '🌍',
  '🌲',
  '🔥',
  '💧',
];
const longest = 2;
const signsOf = (text: string) => [...new Intl.Segmenter().segment(text)].length;

/** A letter or two, or an emoji, on the tile of a connection. */
export default function RailIconDialog({ connectionId }: { connectionId: string }) {
  const connection = useConnection(connectionId);
  const now = useRail((state) => state.icons[connectionId]) ?? '';
  const [icon, setText] = useState(now);
  if (connection === null) return null;
  const problem = signsOf(icon.trim()) > longest ? railText.iconTooLong : null;
  const save = (next: string | null) => {
    setIcon(connectionId, next);
    closeDialog();
  };
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={`Icon of ${connection.label}`}
      description={railText.iconAbout}
    >
      <DialogForm
        submit="Use this icon"
        reason={icon.trim() === '' ? railText.iconMissing : problem}
        onSubmit={() => save(icon.trim())}
        onCancel={closeDialog}
        others={now === '' ? null : <Button onClick={() => save(null)}>Use its initials</Button>}
      >
        <Field label="Icon" hint={railText.iconHint} error={problem}>
          {(aria) => (
            <TextInput
              {...aria}
              maxLength={32}
              value={icon}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <div className={css.offered} role="group" aria-label="Suggested icons">
          {offered.map((one) => (
            <button key={one} type="button" aria-label={one} onClick={() => setText(one)}>
              {one}
            </button>
          ))}
        </div>
      </DialogForm>
    </Dialog>
  );
}
