import { useState } from 'react';
import { Download } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { toast } from '../../components/toast.tsx';
import { useConnection } from '../../stores/connections.ts';
import { ListPart } from './ListPart.tsx';
import { RowPart } from './RowPart.tsx';
import css from './inventory.module.css';

type Part = 'list' | 'row';

function Export({ connectionId }: { connectionId: string }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const saved = await window.steward.inventory.exportCsv({ connectionId });
    setBusy(false);
    if (!saved.ok) toast(`${saved.error.sentence} ${saved.error.nextStep}`, { tone: 'bad' });
    else if (saved.value) toast('The inventory is saved as CSV.', { tone: 'ok' });
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

function Inventory({ connectionId, onClose }: { connectionId: string; onClose: () => void }) {
  const connection = useConnection(connectionId);
  const [part, setPart] = useState<Part>('list');
  if (connection === null) return null;
  const shared = { connectionId, onClose, left: <Export connectionId={connectionId} /> };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      title={`Record what exists on ${connection.label}`}
      description={`${connection.productName} tells Steward nothing by itself: what you record is kept with today’s date. Nothing is sent anywhere.`}
    >
      <Tabs.Root
        className={css.part}
        value={part}
        onValueChange={(next) => setPart(next === 'row' ? 'row' : 'list')}
      >
        <Tabs.List className={css.tabs} aria-label="Ways to record">
          <Tabs.Trigger className={css.tab} value="list">
            From a list
          </Tabs.Trigger>
          <Tabs.Trigger className={css.tab} value="row">
            One by one
          </Tabs.Trigger>
        </Tabs.List>
        {/* Both are kept: what was typed in one is not lost by looking at the other. */}
        <Tabs.Content className={css.part} value="list" forceMount hidden={part !== 'list'} tabIndex={-1}>
          <ListPart {...shared} />
        </Tabs.Content>
        <Tabs.Content className={css.part} value="row" forceMount hidden={part !== 'row'} tabIndex={-1}>
          <RowPart {...shared} />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}

/** What exists on a connection whose service offers nothing to ask: from a pasted or opened list, or row by row. */
export function InventoryDialog({
  connectionId,
  open,
  onOpenChange,
}: {
  connectionId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return open ? <Inventory connectionId={connectionId} onClose={() => onOpenChange(false)} /> : null;
}
