import { useState } from 'react';
import { ArrowLeft } from 'lucide-react';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import type { GonePlace } from '../../../src-preload/contract/timeline.ts';
import { formatDate, formatDateTimeWithZone } from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Note } from '../../components/Note.tsx';
import { unfoldGonePlaces, useGonePlaces } from '../../stores/gone-places.ts';
import { useQuery } from '../../stores/useQuery.ts';
import { Activity } from './Activity.tsx';
import { EraseGoneDialog } from './EraseGoneDialog.tsx';
import { PlaceHistory } from './PlaceHistory.tsx';
import { UserText } from '../../components/UserText.tsx';
import styles from './HistoryScreen.module.css';
import { goneText } from './text.ts';

/** The activity of a connection, and the history of each place that left its list. */
export function ConnectionHistory({ connectionId }: { connectionId: string }) {
  const [shown, setShown] = useState<string | null>(null);
  const [erasing, setErasing] = useState(false);
  const isOpen = useGonePlaces((state) => state.unfoldedAt === connectionId);
  const { value: places } = useQuery(
    ['gone-places', connectionId],
    () => window.steward.timeline.gonePlaces({ connectionId }),
    { reloadOn: ['workspaces', 'history'], place: { connectionId, workspaceId: null } },
  );
  const place = places?.find(({ workspaceId }) => workspaceId === shown) ?? null;
  if (place !== null) {
    return (
      <div className={styles.stack}>
        <div className={styles.views}>
          <Button size="s" icon={ArrowLeft} onClick={() => setShown(null)}>
            {goneText.back}
          </Button>
        </div>
        <PlaceHeading className={styles.title}>History of {place.name}</PlaceHeading>
        <div className={styles.notes}>
          <Note
            tone="warn"
            role="status"
            title={goneText.title(place.name, formatDate(place.missingSince))}
            action={
              <Button size="s" onClick={() => setErasing(true)}>
                {goneText.erase}
              </Button>
            }
          >
            {goneText.kept(place.keptUntil === null ? null : formatDate(place.keptUntil))}
          </Note>
        </div>
        {erasing && (
          <EraseGoneDialog connectionId={connectionId} place={place} onClose={() => setErasing(false)} />
        )}
        <PlaceHistory connectionId={connectionId} workspaceId={place.workspaceId} goneName={place.name} />
      </div>
    );
  }
  const names = new Map((places ?? []).map(({ workspaceId, name }) => [workspaceId, name]));
  return (
    <div className={styles.stack}>
      {places !== null && places.length > 0 && (
        <div className={styles.views}>
          <Disclosure
            label={goneText.list(places.length)}
            open={isOpen}
            onOpenChange={(open) => unfoldGonePlaces(open ? connectionId : null)}
          >
            <ul className={styles.open} aria-label={goneText.listName}>
              {places.map((gone) => (
                <GoneItem key={gone.workspaceId} place={gone} onShow={() => setShown(gone.workspaceId)} />
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
      <Activity connectionId={connectionId} workspaceId={null} goneNames={names} />
    </div>
  );
}

function GoneItem({ place, onShow }: { place: GonePlace; onShow: () => void }) {
  const { name, missingSince } = place;
  return (
    <li>
      <UserText>{name}</UserText>
      <span className={styles.dim} title={formatDateTimeWithZone(missingSince)}>
        {goneText.since(formatDate(missingSince))}
      </span>
      <Button size="s" variant="quiet" aria-label={goneText.showLabel(name)} onClick={onShow}>
        {goneText.show}
      </Button>
    </li>
  );
}
