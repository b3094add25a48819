import { ClipboardPen, LayoutGrid } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { openDialog } from '../../stores/dialogs.ts';
import { emptyText } from './text.ts';

/** Shown instead of the list while a connection has no workspaces. */
export function NoWorkspaces({ connection }: { connection: Connection }) {
  const { label, identity, system, id } = connection;
  if (system.guided) {
    return (
      <Empty
        icon={ClipboardPen}
        level={2}
        title="Nothing recorded yet"
        text={emptyText.inventory(connection.productName)}
        action={
          <Button
            variant="primary"
            icon={ClipboardPen}
            onClick={() => openDialog({ type: 'inventory', connectionId: id })}
          >
            Record inventory
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      icon={LayoutGrid}
      level={2}
      title="No workspaces yet"
      text={emptyText.workspaces(identity.name, label)}
    />
  );
}
