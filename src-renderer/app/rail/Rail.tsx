import { useState } from 'react';
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { arrayMove, SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import {
  ArrowLeft,
  ArrowRight,
  Globe,
  History,
  House,
  LayoutList,
  PanelLeftClose,
  PanelLeftOpen,
  Plus,
  Settings,
} from 'lucide-react';
import { IconButton } from '../../components/IconButton.tsx';
import { SearchField } from '../../components/fields/SearchField.tsx';
import { foundIn, railOrder, sectionsOf, tileLetters, type RailSection } from '../../lib/rail.ts';
import { openAllConnections, useAllConnections } from '../../stores/all-connections.ts';
import { runCommand } from '../../stores/commands.ts';
import { reorderConnections, useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { moveToGroup, setRailWide, useRail } from '../../stores/rail.ts';
import { setSideOpen, useSide } from '../../stores/side.ts';
import { useModifier } from '../../stores/status.ts';
import { toast } from '../../stores/toasts.ts';
import { useTrailEnds } from '../../stores/trail.ts';
import { announce } from '../announce.tsx';
import { headId, RailGroupHead } from './RailGroupHead.tsx';
import { RailTile } from './RailTile.tsx';
import css from './Rail.module.css';

const groupOf = (sections: readonly RailSection[], connectionId: string) =>
  sections.find(({ connections }) => connections.some(({ id }) => id === connectionId))?.group?.id ?? null;

/** Puts a connection in the place of another one, under that one's heading. */
async function place(sections: readonly RailSection[], movedId: string, overId: string) {
  const order = sections.flatMap(({ connections }) => connections);
  const from = order.findIndex(({ id }) => id === movedId);
  const to = order.findIndex(({ id }) => id === overId);
  const connection = order[from];
  if (connection === undefined || to < 0 || from === to) return;
  const group = groupOf(sections, overId);
  if (group !== groupOf(sections, movedId)) moveToGroup(movedId, group);
  announce(`${connection.label} is now number ${to + 1} of ${order.length}.`);
  const refused = await reorderConnections(arrayMove(order, from, to).map(({ id }) => id));
  if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
}

/** All connections, under their groups. */
function Tiles({ words }: { words: string }) {
  const connections = useConnections((state) => state.connections);
  const groups = useRail((state) => state.groups);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const sections = sectionsOf(connections, groups);
  const order = railOrder(connections, groups);
  const letters = tileLetters(connections);
  const dropped = ({ active, over }: DragEndEvent) => {
    if (over === null) return;
    const head = groups.find(({ id }) => headId(id) === over.id);
    if (head !== undefined) moveToGroup(String(active.id), head.id);
    else void place(sections, String(active.id), String(over.id));
  };
  const found = foundIn(sections, words);
  const current = useNavigation((state) => state.connectionId);
  // Tab stops once among them, however many there are; the arrows walk them.
  const reached = found.flatMap(({ group, connections: under }) =>
    group?.folded === true && words === '' ? [] : under,
  );
  const stop = reached.find(({ id }) => id === current) ?? reached[0];
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={dropped}
      accessibility={{ screenReaderInstructions: { draggable: 'Press Alt with an arrow key to move it.' } }}
    >
      <div className={css.tiles}>
        {found.map(({ group, connections: under }) => (
          <div key={group?.id ?? ''} className={css.section}>
            {group === null ? null : <RailGroupHead group={group} count={under.length} />}
            {group?.folded === true && words === '' ? null : (
              <SortableContext items={under.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
                <ul aria-label={group?.name ?? 'Connections'}>
                  {under.map((connection) => {
                    const index = order.indexOf(connection);
                    const move = (step: 1 | -1) => {
                      const over = order[index + step];
                      if (over !== undefined) void place(sections, connection.id, over.id);
                    };
                    return (
                      <RailTile
                        key={connection.id}
                        connection={connection}
                        letters={letters.get(connection.id) ?? ''}
                        index={index}
                        tabIndex={connection === stop ? 0 : -1}
                        onMove={move}
                      />
                    );
                  })}
                </ul>
              </SortableContext>
            )}
          </div>
        ))}
        {words !== '' && found.length === 0 ? <p className={css.none}>No connections match.</p> : null}
      </div>
    </DndContext>
  );
}

/** Back and forward, and the width of the rail. */
function Top({ wide }: { wide: boolean }) {
  const { back, forward } = useTrailEnds();
  const sideOpen = useSide((state) => state.open);
  return (
    <div className={css.top}>
      <IconButton
        size="s"
        icon={ArrowLeft}
        label="Back"
        side="right"
        disabledReason={back ? null : 'There’s nothing to go back to.'}
        onClick={() => runCommand('back')}
      />
      <IconButton
        size="s"
        icon={ArrowRight}
        label="Forward"
        side="right"
        disabledReason={forward ? null : 'There’s nothing to go forward to.'}
        onClick={() => runCommand('forward')}
      />
      <IconButton
        size="s"
        className={css.showSide}
        icon={LayoutList}
        label="Show workspaces"
        side="right"
        aria-expanded={sideOpen}
        onClick={() => setSideOpen(!sideOpen)}
      />
      <IconButton
        size="s"
        className={css.widen}
        icon={wide ? PanelLeftClose : PanelLeftOpen}
        label={wide ? 'Hide connection names' : 'Show connection names'}
        side="right"
        aria-pressed={wide}
        onClick={() => setRailWide(!wide)}
      />
    </div>
  );
}

/** What belongs to the app as a whole; the style sheet writes its name beside it where the rail is wide. */
const entry = (shown: boolean) => `${css.entry} ${shown ? css.shown : ''}`;

/** Connections, then what belongs to the app as a whole. */
export function Rail() {
  const connections = useConnections((state) => state.connections);
  const wide = useRail((state) => state.wide);
  const list = useAllConnections((state) => state.tab);
  const connectionId = useNavigation((state) => state.connectionId);
  const screen = useNavigation((state) => state.screen);
  const go = useNavigation((state) => state.go);
  const modifier = useModifier();
  const [words, setWords] = useState('');
  const everywhere = screen === 'all-connections';
  const inHistory = screen === 'history' || (everywhere && list === 'history');
  return (
    <nav className={css.rail} aria-label="Connections" data-wide={wide ? '' : undefined}>
      {connections.length > 0 && <Top wide={wide} />}
      {connections.length > 0 && (
        <IconButton
          label="All connections"
          icon={Globe}
          side="right"
          className={entry(everywhere && !inHistory)}
          {...(everywhere && !inHistory ? { 'aria-current': 'page' } : {})}
          onClick={() => openAllConnections(list === 'history' ? { tab: 'people', query: '' } : {})}
        />
      )}
      {wide && connections.length > 6 ? (
        <div className={css.search}>
          <SearchField
            label="Find a connection"
            placeholder="Find a connection"
            value={words}
            onChange={setWords}
          />
        </div>
      ) : null}
      <Tiles words={wide ? words.trim() : ''} />
      {connections.length === 0 ? (
        <IconButton
          label="Welcome"
          icon={House}
          side="right"
          className={entry(screen !== 'settings')}
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
        className={entry(inHistory)}
        {...(inHistory ? { 'aria-current': 'page' } : {})}
        disabledReason={connectionId === null ? 'Add a connection first.' : null}
        onClick={() =>
          everywhere ? openAllConnections({ tab: 'history', query: '' }) : go({ screen: 'history' })
        }
      />
      <div className={css.rest} />
      <IconButton
        label="Add a connection"
        icon={Plus}
        side="right"
        shortcut={`${modifier}N`}
        className={entry(false)}
        onClick={() => runCommand('add-connection')}
      />
      <IconButton
        label="Settings"
        icon={Settings}
        side="right"
        shortcut={`${modifier},`}
        className={entry(screen === 'settings')}
        {...(screen === 'settings' ? { 'aria-current': 'page' } : {})}
        onClick={() => runCommand('settings')}
      />
    </nav>
  );
}
