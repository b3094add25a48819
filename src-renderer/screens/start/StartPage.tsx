import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { ClipboardPen, LayoutGrid, PencilLine, RefreshCw } from 'lucide-react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { refreshShown } from '../../stores/actions.ts';
import { useNow } from '../../stores/clock.ts';
import { defaultPlace, organizationOf, placeTree } from '../../lib/places.ts';
import type { Branch } from '../../lib/places.ts';
import { placeIcon } from '../../components/placeIcon.ts';
import { badgeText, kindText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { Note } from '../../components/Note.tsx';
import { Switch } from '../../components/Switch.tsx';
import { toast } from '../../stores/toasts.ts';
import { Tooltip } from '../../components/Tooltip.tsx';
import { count } from '../../lib/format.ts';
import { spokenAs } from '../../lib/names.ts';
import { takeConnection } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { openInventory } from '../../stores/surfaces.ts';
import type { WorkspaceList } from '../../stores/workspaces.ts';
import css from './StartPage.module.css';

interface RowProps {
  place: Workspace;
  tokens: { one: string; many: string };
  /** The head of its workspaces. */
  head?: boolean;
  /** Under the organization above it. */
  within?: boolean;
  /** Named where the row stands apart from its organization. */
  context?: string | null;
}

function countsOf(
  { scope, membersAt, tokensAt, members, pending, activeTokens }: Workspace,
  words: RowProps['tokens'],
) {
  return [
    scope === 'account' || membersAt !== null || members === null
      ? null
      : count(members, 'member', 'members'),
    membersAt !== null || pending === null || pending === 0 ? null : `${pending} pending`,
    tokensAt !== null || activeTokens === null || (activeTokens === 0 && scope !== 'account')
      ? null
      : `${count(activeTokens, words.one, words.many)}`,
  ].filter((part) => part !== null);
}

/** One place to go to, with what one needs to tell it from the others. */
function PlaceRow({ place, tokens, head = false, within = false, context = null }: RowProps) {
  const go = useNavigation((state) => state.go);
  const { id, name, scope, instance, isDefault, myRole, origin, note } = place;
  const Icon = placeIcon(place);
  const about = [
    context,
    // What was entered stands on no instance that this app knows.
    scope === 'workspace' && origin !== 'entered' ? kindText[instance.kind] : null,
    ...countsOf(place, tokens),
    note === '' ? null : note,
  ].filter((part) => part !== null);
  return (
    <li className={head ? css.headRow : within ? css.within : ''}>
      <button
        type="button"
        data-place
        className={css.place}
        onClick={() => go({ workspaceId: id, screen: 'workspace' })}
      >
        <Icon aria-hidden />
        <span className={css.words}>
          <span className={css.name}>
            <span className={css.label}>{name}</span>
            {isDefault.state === 'known' && isDefault.value ? <Chip tone="ok">Default</Chip> : null}
            {origin === 'entered' ? (
              <Tooltip text="Entered by hand: no server told it.">
                <span className={css.entered}>
                  <PencilLine aria-hidden />
                  <span className="hidden-words">entered by hand</span>
                </span>
              </Tooltip>
            ) : null}
          </span>
          <span className={css.about}>{about.join(' · ')}</span>
        </span>
        {/* A role of that place alone may have no name yet: its id tells nobody anything. */}
        {myRole.state === 'known' && myRole.value.label !== myRole.value.id ? (
          <Chip tone="role">{myRole.value.label}</Chip>
        ) : null}
      </button>
    </li>
  );
}

function Card({ branch, tokens }: { branch: Branch; tokens: RowProps['tokens'] }) {
  if (branch.type === 'workspace') return <PlaceRow place={branch.place} tokens={tokens} />;
  return (
    <>
      {branch.place === null ? (
        <li className={css.named}>{branch.name}</li>
      ) : (
        <PlaceRow place={branch.place} tokens={tokens} head />
      )}
      {branch.workspaces.map((place) => (
        <PlaceRow key={place.id} place={place} tokens={tokens} within />
      ))}
    </>
  );
}

/** Whether choosing the connection goes on to its default workspace by itself. */
function StartSetting({ connection, target }: { connection: Connection; target: Workspace | null }) {
  const [busy, setBusy] = useState(false);
  const { id, label, badge, colour, startsAt } = connection;
  const change = async (next: boolean) => {
    setBusy(true);
    const kept = await window.steward.connections.update({
      connectionId: id,
      label,
      badge,
      colour,
      startsAt: next ? 'default' : 'selector',
    });
    setBusy(false);
    if (kept.ok) takeConnection(kept.value);
    else toast(`${kept.error.sentence} ${kept.error.nextStep}`, { tone: 'bad' });
  };
  return (
    <div className={css.startsAt}>
      <Switch
        label="Always start with the default workspace"
        hint={
          target === null
            ? 'None is marked as your default here, so this page comes first.'
            : `Choosing ${label} opens ${target.name} at once; this page stays behind “Start page” in the list.`
        }
        checked={startsAt === 'default'}
        busy={busy}
        onChange={(next) => void change(next)}
      />
    </div>
  );
}

function NoWorkspaces({ connection }: { connection: Connection }) {
  const { label, identity, system, id } = connection;
  if (system.guided) {
    return (
      <Empty
        icon={ClipboardPen}
        level={2}
        title="Nothing is recorded yet"
        text={`${connection.productName} offers no interface to read from. Record its organizations, workspaces, people and keys here, and Steward keeps them with the date on which you said so.`}
        action={
          <Button variant="primary" icon={ClipboardPen} onClick={() => openInventory(id)}>
            Record what exists
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      icon={LayoutGrid}
      level={2}
      title="No workspaces here yet"
      text={`${identity.name} is in no workspace on ${label}. Create one with “New workspace”.`}
    />
  );
}

/** The places of a connection to choose from, when none was opened before or one asks for the list. */
export function StartPage({ connection, list }: { connection: Connection; list: WorkspaceList }) {
  const now = useNow();
  const tree = placeTree(list.workspaces, []);
  const { system, identity } = connection;
  if (list.workspaces.length === 0) return <NoWorkspaces connection={connection} />;
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-place]')];
    const at = items.findIndex((item) => item === document.activeElement);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = targets[event.key];
    if (to === undefined || at === -1) return;
    event.preventDefault();
    items[to]?.focus();
  };
  const { tokens } = system;
  return (
    <div className={css.screen}>
      <div className={css.page}>
        <header>
          <div className={css.title}>
            <h2>Where to?</h2>
            <Chip tone={connection.badge}>{badgeText[connection.badge].short}</Chip>
            <div className={css.actions}>
              {system.guided ? (
                <Button icon={ClipboardPen} onClick={() => openInventory(connection.id)}>
                  Record what exists
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
                  <Card
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
              <h3 className={css.group}>Yours alone</h3>
              <ul className={css.rows}>
                {tree.accounts.map((place) => (
                  <PlaceRow key={place.id} place={place} tokens={tokens} />
                ))}
              </ul>
            </div>
          )}
        </div>
        {tree.hidden.length === 0 ? null : (
          <p className={css.dim}>{tree.hidden.length} hidden ones are at the end of the list at the left.</p>
        )}
        <StartSetting connection={connection} target={defaultPlace(list.workspaces)} />
      </div>
    </div>
  );
}
