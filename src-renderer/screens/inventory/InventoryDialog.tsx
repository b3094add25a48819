import { useState } from 'react';
import { Download } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/overlays/Dialog.tsx';
import { DialogTabs } from '../../components/overlays/DialogTabs.tsx';
import { toast } from '../../stores/toasts.ts';
import { useConnection } from '../../stores/connections.ts';
import { FromList } from './FromList.tsx';
import { OneByOne } from './OneByOne.tsx';
import { inventoryText } from './text.ts';
import css from './inventory.module.css';

function Export({ connectionId }: { connectionId: string }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const saved = await window.steward.inventory.exportCsv({ connectionId });
    setBusy(false);
    if (!saved.ok) toast(`${saved.error.sentence} ${saved.error.nextStep}`, { tone: 'bad' });
    else if (saved.value) toast(inventoryText.exported, { tone: 'ok' });
  };
  return (
    <Button
      size="s"
      variant="quiet"
      icon={Download}
      className={css.export}
      busy={busy}
      onClick={() => void save()}
    >
      Export CSV…
    </Button>
  );
}

/** The inventory of a connection whose system has no API: from a pasted or opened list, or row by row. */
export default function InventoryDialog({
  connectionId,
  text,
  onClose,
}: {
  connectionId: string;
  /** A list that was opened already. */
  text?: string;
  onClose: () => void;
}) {
  const connection = useConnection(connectionId);
  if (connection === null) return null;
  const shared = { connectionId, onClose, left: <Export connectionId={connectionId} /> };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={inventoryText.title(connection.label)}
      description={inventoryText.about(connection.productName)}
    >
      <DialogTabs
        label="Ways to record"
        parts={[
          {
            id: 'list',
            title: 'From a list',
            kept: true,
            content: <FromList {...shared} opened={text ?? ''} />,
          },
          { id: 'row', title: 'One by one', kept: true, content: <OneByOne {...shared} /> },
        ]}
      />
    </Dialog>
  );
}
