import type { KeyboardEvent } from 'react';
import { ClipboardPen, RefreshCw } from 'lucide-react';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { Note } from '../../components/Note.tsx';
import { badgeText } from '../../lib/connection-text.ts';
import { spokenAs } from '../../lib/names.ts';
import { defaultPlace, organizationOf, placeTree } from '../../lib/places.ts';
import { refreshShown } from '../../stores/actions.ts';
import { useNow } from '../../stores/clock.ts';
import { openDialog } from '../../stores/dialogs.ts';
import type { WorkspaceList } from '../../stores/workspaces.ts';
import { NoWorkspaces } from './NoWorkspaces.tsx';
import { BranchRows, PlaceRow } from './PlaceRow.tsx';
import css from './StartPage.module.css';
import { StartSetting } from './StartSetting.tsx';
import { walkList } from '../../lib/walk-list.ts';
import { startPageText } from './text.ts';

/** The workspaces of a connection to choose from, when none was opened before or the user asks for the list. */
export function StartPage({ connection, list }: { connection: Connection; list: WorkspaceList }) {
  const now = useNow();
  const tree = placeTree(list.workspaces, []);
  const { system, identity } = connection;
  if (list.workspaces.length === 0) return <NoWorkspaces connection={connection} />;
  const walk = (event: KeyboardEvent<HTMLElement>) =>
    walkList([...event.currentTarget.querySelectorAll<HTMLElement>('[data-place]')], event);
  const { tokens } = system;
  return (
    <div className={css.screen}>
      <div className={css.page}>
        <header>
          <div className={css.title}>
            <PlaceHeading>Choose a workspace</PlaceHeading>
            <Chip tone={connection.badge}>{badgeText[connection.badge].short}</Chip>
            <div className={css.actions}>
              {system.guided ? (
                <Button
                  icon={ClipboardPen}
                  onClick={() => openDialog({ type: 'inventory', connectionId: connection.id })}
                >
                  Record inventory
                </Button>
              ) : (
                <>
                  {list.freshness === null ? null : <AsOf freshness={list.freshness} now={now} />}
                  <Button
                    icon={RefreshCw}
                    busy={list.freshness?.refreshing ?? false}
                    onClick={() => void refreshShown()}
                  >
                    Refresh
                  </Button>
                </>
              )}
            </div>
          </div>
          <p className={css.meta}>
            {spokenAs(connection.productName, system.apiVariantLabel)} · {identity.name}
            {identity.email === '' ? '' : ` · ${identity.email}`}
          </p>
        </header>
        {system.listsNote === null ? null : <Note tone="info">{system.listsNote}</Note>}
        <div className={css.groups} onKeyDown={walk}>
          {tree.favourites.length === 0 ? null : (
            <div>
              <h3 className={css.group}>Favourites</h3>
              <ul className={css.rows}>
                {tree.favourites.map((place) => (
                  <PlaceRow
                    key={place.id}
                    place={place}
                    tokens={tokens}
                    context={organizationOf(place)?.name ?? null}
                  />
                ))}
              </ul>
            </div>
          )}
          {tree.branches.length === 0 ? null : (
            <div>
              {tree.favourites.length === 0 ? null : <h3 className={css.group}>All</h3>}
              <ul className={css.rows}>
                {tree.branches.map((branch) => (
                  <BranchRows
                    key={branch.type === 'organization' ? branch.id : branch.place.id}
                    branch={branch}
                    tokens={tokens}
                  />
                ))}
              </ul>
            </div>
          )}
          {tree.accounts.length === 0 ? null : (
            <div>
              <h3 className={css.group}>Personal</h3>
              <ul className={css.rows}>
                {tree.accounts.map((place) => (
                  <PlaceRow key={place.id} place={place} tokens={tokens} />
                ))}
              </ul>
            </div>
          )}
        </div>
        {tree.hidden.length === 0 ? null : (
          <p className={css.dim}>{startPageText.hidden(tree.hidden.length)}</p>
        )}
        <StartSetting connection={connection} target={defaultPlace(list.workspaces)} />
      </div>
    </div>
  );
}
