import { ConnectionHistory } from './ConnectionHistory.tsx';
import { PlaceHistory } from './PlaceHistory.tsx';

/** The history of a workspace or of a whole connection. */
export default function HistoryScreen({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string | null;
}) {
  return workspaceId === null ? (
    <ConnectionHistory connectionId={connectionId} />
  ) : (
    <PlaceHistory connectionId={connectionId} workspaceId={workspaceId} />
  );
}
