import { useState } from 'react';
import { ClipboardPen, ListPlus, UserPlus } from 'lucide-react';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogForm } from '../../components/overlays/DialogForm.tsx';
import { Field } from '../../components/fields/Field.tsx';
import { RadioCards } from '../../components/fields/RadioCards.tsx';
import { Select } from '../../components/fields/Select.tsx';
import { refusalOf, useCapabilities, useConnections } from '../../stores/connections.ts';
import { closeDialog, openDialog } from '../../stores/dialogs.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { hasAddresses } from './has-addresses.ts';
import { openedListText } from './text.ts';

type Meaning = 'invite' | 'provision' | 'inventory';

/** Asks what a list is that was opened or dropped, and opens it where it belongs. */
export default function OpenedListDialog({ name, text }: { name: string; text: string }) {
  const connections = useConnections((state) => state.connections);
  const shown = useNavigation((state) => state.connectionId);
  const shownWorkspace = useNavigation((state) => state.workspaceId);
  const [chosen, setChosen] = useState(shown ?? connections[0]?.id ?? null);
  const [meant, setMeant] = useState<Meaning | null>(null);
  const connection = connections.find(({ id }) => id === chosen) ?? null;
  const capabilities = useCapabilities(chosen);
  const guided = connection?.system.guided === true;
  const meaning = meant ?? (guided ? 'inventory' : hasAddresses(text) ? 'invite' : 'provision');
  const refusals: Record<Meaning, string | null> = {
    invite: connection === null ? null : refusalOf(capabilities, 'member.invite'),
    provision: connection === null ? null : refusalOf(capabilities, 'workspace.provision'),
    inventory: guided ? null : openedListText.notGuided,
  };
  return (
    <Dialog
      open
      onOpenChange={closeDialog}
      title={openedListText.title(name)}
      description={openedListText.about}
    >
      <DialogForm
        submit="Continue"
        reason={connection === null ? openedListText.noConnection : refusals[meaning]}
        onSubmit={() => {
          if (connection === null) return;
          const { id: connectionId } = connection;
          switch (meaning) {
            case 'invite':
              openDialog({
                type: 'invite-list',
                connectionId,
                workspaceId: connectionId === shown ? shownWorkspace : null,
                text,
              });
              break;
            case 'provision':
              openDialog({ type: 'provision', connectionId, organizationId: null, text });
              break;
            case 'inventory':
              openDialog({ type: 'inventory', connectionId, text });
          }
        }}
        onCancel={closeDialog}
      >
        {connection === null ? null : (
          <Field label="Connection">
            {(aria) => (
              <Select
                {...aria}
                label="Connection"
                value={connection.id}
                onChange={(id) => {
                  setChosen(id);
                  setMeant(null);
                }}
                options={connections.map(({ id, label }) => ({ value: id, label }))}
              />
            )}
          </Field>
        )}
        <RadioCards<Meaning>
          label={openedListText.question}
          value={meaning}
          onChange={setMeant}
          options={[
            {
              value: 'invite',
              label: openedListText.invite,
              description: openedListText.inviteAbout,
              icon: UserPlus,
              disabledReason: refusals.invite,
            },
            {
              value: 'provision',
              label: openedListText.provision,
              description: openedListText.provisionAbout,
              icon: ListPlus,
              disabledReason: refusals.provision,
            },
            {
              value: 'inventory',
              label: openedListText.inventory,
              description: openedListText.inventoryAbout,
              icon: ClipboardPen,
              disabledReason: refusals.inventory,
            },
          ]}
        />
      </DialogForm>
    </Dialog>
  );
}
