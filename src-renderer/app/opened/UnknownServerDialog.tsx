import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { closeDialog } from '../../stores/dialogs.ts';
import { unknownServerText } from './text.ts';

/** Offers to add the server of a link. Nothing is contacted before the user checks its address in the next dialog. */
export default function UnknownServerDialog({ server, onAdd }: { server: string; onAdd: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={unknownServerText.title}
      description={unknownServerText.about}
    >
      <DialogForm submit={unknownServerText.add} onSubmit={onAdd} onCancel={closeDialog}>
        <p style={{ overflowWrap: 'anywhere' }}>
          <code>{isolated(server)}</code>
        </p>
        <p>{unknownServerText.trust}</p>
      </DialogForm>
    </Dialog>
  );
}
