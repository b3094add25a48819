import type { KeyboardEvent } from 'react';
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import {
  Globe,
  History,
  House,
  LogIn,
  Plus,
  RefreshCw,
  Settings,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { initials } from '../lib/names.ts';
import { IconButton } from '../components/IconButton.tsx';
import { ContextMenu } from '../components/Menu.tsx';
import { toast } from '../stores/toasts.ts';
import { Tooltip } from '../components/Tooltip.tsx';
import { reorderConnections, useConnections } from '../stores/connections.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useModifier } from '../stores/status.ts';
import { openDialog } from '../stores/dialogs.ts';
import { announce } from './announce.tsx';
import { runCommand } from '../stores/commands.ts';
import { badgeText, healthOf } from '../lib/connection-text.ts';
import css from './Rail.module.css';

async function reorder(connections: readonly Connection[], from: number, to: number) {
  const moved = connections[from];
  if (moved === undefined || to < 0 || to >= connections.length || from === to) return;
  announce(`${moved.label} is now number ${to + 1} of ${connections.length}.`);
  const refused = await reorderConnections(arrayMove([...connections], from, to).map(({ id }) => id));
  if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
}

function Tile({ connection, index }: { connection: Connection; index: number }) {
  const connections = useConnections((state) => state.connections);
  const { connectionId, screen, go } = useNavigation();
  const modifier = useModifier();
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: connection.id });
  const { id, label, badge, colour } = connection;
  const on = id === connectionId && screen !== 'all-connections';
  const health = healthOf(connection);
  const badgeOf = badgeText[badge];

  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const step = event.key === 'ArrowUp' ? -1 : 1;
    if (event.altKey) {
      void reorder(connections, index, index + step);
      return;
    }
    const all = [...document.querySelectorAll<HTMLElement>('[data-tile]')];
    all[index + step]?.focus();
  };
  return (
    <li
      ref={setNodeRef}
      style={{
        transform: transform === null ? undefined : `translateY(${transform.y}px)`,
        transition,
        zIndex: isDragging ? 2 : undefined,
      }}
    >
      <ContextMenu
        items={[
          {
            label: 'Refresh',
            icon: RefreshCw,
            onSelect: () => void window.steward.connections.refresh({ connectionId: id }),
          },
          {
            label: 'Sign in again…',
            icon: LogIn,
            onSelect: () => openDialog({ type: 'sign-in-again', connectionId: id }),
          },
          {
            label: 'Connection settings…',
            icon: SlidersHorizontal,
            onSelect: () => openDialog({ type: 'connection-settings', connectionId: id }),
          },
          'separator',
          {
            label: 'Remove…',
            icon: Trash2,
            danger: true,
            onSelect: () => openDialog({ type: 'remove-connection', connectionId: id }),
          },
        ]}
      >
        {/* The context menu needs an element of its own: the tooltip takes the button. */}
        <span className={css.holder}>
          <Tooltip
            side="right"
            text={`${label} · ${badgeOf.long} · ${connection.identity.email}. ${health.words}`}
            {...(index < 9 ? { shortcut: `${modifier}${index + 1}` } : {})}
          >
            <button
              type="button"
              data-tile
              data-colour={colour}
              className={`${css.tile} ${on ? css.on : ''}`}
              aria-label={`${label}, ${badgeOf.long}`}
              aria-describedby={`tile-${id}`}
              {...(on ? { 'aria-current': screen === 'workspace' ? 'page' : true } : {})}
              onClick={() => go({ connectionId: id, screen: 'workspace' })}
              onKeyDown={keys}
              {...listeners}
            >
              {initials(label)}
              {health.tone === 'quiet' ? null : <span className={`${css.health} ${css[health.tone]}`} />}
              <span className={`${css.badge} ${css[badge]}`}>{badgeOf.short}</span>
            </button>
          </Tooltip>
          <span id={`tile-${id}`} hidden>
            {health.words}
          </span>
        </span>
      </ContextMenu>
    </li>
  );
}

/** All connections, then what belongs to the app as a whole. */
export function Rail() {
  const connections = useConnections((state) => state.connections);
  const { connectionId, screen, go } = useNavigation();
  const modifier = useModifier();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const dropped = ({ active, over }: DragEndEvent) => {
    const at = (id: unknown) => connections.findIndex((each) => each.id === id);
    if (over !== null) void reorder(connections, at(active.id), at(over.id));
  };
  return (
    <nav className={css.rail} aria-label="Connections">
      {connections.length > 0 && (
        <IconButton
          label="All connections"
          icon={Globe}
          side="right"
          className={screen === 'all-connections' ? css.shown : ''}
          {...(screen === 'all-connections' ? { 'aria-current': 'page' } : {})}
          onClick={() => go({ screen: 'all-connections' })}
        />
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={dropped}
        accessibility={{ screenReaderInstructions: { draggable: 'Press Alt with an arrow key to move it.' } }}
      >
        <SortableContext items={connections.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ul className={css.tiles}>
            {connections.map((connection, index) => (
              <Tile key={connection.id} connection={connection} index={index} />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {connections.length === 0 ? (
        <IconButton
          label="Welcome"
          icon={House}
          side="right"
          className={screen === 'settings' ? '' : css.shown}
          {...(screen === 'settings' ? {} : { 'aria-current': 'page' })}
          onClick={() => go({ screen: 'welcome' })}
        />
      ) : (
        <div className={css.separator} />
      )}
      <IconButton
        label="History"
        icon={History}
        side="right"
        className={screen === 'history' ? css.shown : ''}
        {...(screen === 'history' ? { 'aria-current': 'page' } : {})}
        disabledReason={connectionId === null ? 'Add a connection first.' : null}
        onClick={() => go({ screen: 'history' })}
      />
      <div className={css.rest} />
      <IconButton
        label="Add a connection"
        icon={Plus}
        side="right"
        shortcut={`${modifier}N`}
        onClick={() => runCommand('add-connection')}
      />
      <IconButton
        label="Settings"
        icon={Settings}
        side="right"
        shortcut={`${modifier},`}
        className={screen === 'settings' ? css.shown : ''}
        {...(screen === 'settings' ? { 'aria-current': 'page' } : {})}
        onClick={() => runCommand('settings')}
      />
    </nav>
  );
}
