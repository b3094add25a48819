import { plural } from '../../src-preload/shared/format/numbers.ts';
import { doubtText } from '../lib/doubt-text.ts';
import { useNow } from '../stores/clock.ts';
import { useConnections } from '../stores/connections.ts';
import { openDialog } from '../stores/dialogs.ts';
import { useDoubtedLists } from '../stores/doubted-lists.ts';
import { Button } from './Button.tsx';
import { Note } from './Note.tsx';

/** More would push the lists themselves out of view. */
const shown = 3;

/** A note for each list whose last answer isn't shown yet, with the way to accept it. `connectionId` null: of all connections. */
export function DoubtedLists({ connectionId }: { connectionId: string | null }) {
  const { lists } = useDoubtedLists(connectionId);
  const connections = useConnections((state) => state.connections);
  const now = useNow();
  if (lists === null || lists.length === 0) return null;
  const labelOf = (id: string) => connections.find((one) => one.id === id)?.label ?? '';
  return (
    <>
      {lists.slice(0, shown).map(({ connectionId: of, workspaceId, placeName, freshness }) => {
        const { doubt, list, fetchedAt } = freshness;
        if (doubt === null) return null;
        const place =
          connectionId === null && placeName !== null ? `${placeName} (${labelOf(of)})` : placeName;
        const name = doubtText.name(list, place ?? labelOf(of));
        return (
          <Note
            key={`${of} ${workspaceId} ${list}`}
            tone="warn"
            role="status"
            title={`${name}: ${doubtText.badge.toLowerCase()}`}
            action={
              <Button
                size="s"
                aria-label={`${doubtText.review}: ${name}`}
                onClick={() => openDialog({ type: 'doubted-list', connectionId: of, workspaceId, list })}
              >
                {doubtText.review}
              </Button>
            }
          >
            {doubt.sentence} {doubtText.copyAge(fetchedAt, now)}
          </Note>
        );
      })}
      {lists.length > shown && (
        <Note tone="warn" role="status">
          {plural(lists.length - shown, 'more list waits', 'more lists wait')} for confirmation.
        </Note>
      )}
    </>
  );
}
