import type { KeyboardEvent } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { ContextMenu } from '../../components/overlays/Menu.tsx';
import { systemIcons } from '../../components/systemIcon.ts';
import { Tooltip } from '../../components/overlays/Tooltip.tsx';
import { badgeText, healthOf, hostOf } from '../../lib/connection-text.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useRail } from '../../stores/rail.ts';
import { useModifier } from '../../stores/status.ts';
import { tileMenu } from './tile-menu.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './RailTile.module.css';

interface RailTileProps {
  connection: Connection;
  /** Its letters, where it has no icon of its own. */
  letters: string;
  /** Its place on the rail, from 0. */
  index: number;
  tabIndex: 0 | -1;
  /** Moves it up or down, past a heading too. */
  onMove: (step: 1 | -1) => void;
}

/** One connection: its tile, and its name where the rail is wide. */
export function RailTile({ connection, letters, index, tabIndex, onMove }: RailTileProps) {
  const connectionId = useNavigation((state) => state.connectionId);
  const screen = useNavigation((state) => state.screen);
  const go = useNavigation((state) => state.go);
  const icon = useRail((state) => state.icons[connection.id]);
  const groups = useRail((state) => state.groups);
  const modifier = useModifier();
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({ id: connection.id });
  const { id, label, badge, colour } = connection;
  const on = id === connectionId && screen !== 'all-connections';
  const health = healthOf(connection);
  const badgeOf = badgeText[badge];
  const System = systemIcons[connection.provider];

  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const step = event.key === 'ArrowUp' ? -1 : 1;
    if (event.altKey) {
      onMove(step);
      return;
    }
    const all = [...document.querySelectorAll<HTMLElement>('[data-tile]')];
    all[all.indexOf(event.currentTarget as HTMLElement) + step]?.focus();
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
      <ContextMenu items={tileMenu(connection, groups)}>
        {/* The context menu needs an element of its own: the tooltip takes the button. */}
        <span className={css.holder}>
          <Tooltip
            side="right"
            text={`${label} · ${connection.productName} · ${badgeOf.long} · ${connection.identity.email}. ${health.words}`}
            {...(index < 9 ? { shortcut: `${modifier}${index + 1}` } : {})}
          >
            <button
              type="button"
              data-tile
              tabIndex={tabIndex}
              className={`${css.item} ${on ? css.on : ''}`}
              aria-label={`${label}, ${badgeOf.long}`}
              aria-describedby={`tile-${id}`}
              {...(on ? { 'aria-current': screen === 'workspace' ? 'page' : true } : {})}
              onClick={() => go({ connectionId: id, screen: 'workspace' })}
              onKeyDown={keys}
              {...listeners}
            >
              <span className={css.tile} data-colour={colour}>
                <span className={icon === undefined ? '' : css.icon}>{icon ?? letters}</span>
                {health.tone === 'quiet' ? null : <span className={`${css.health} ${css[health.tone]}`} />}
                <span className={`${css.badge} ${css[badge]}`}>{badgeOf.short}</span>
                <span className={css.system}>
                  <System aria-hidden />
                </span>
              </span>
              <span className={css.words}>
                <UserText className={css.name} keepEnd>
                  {label}
                </UserText>
                <span className={css.about}>
                  <span className={css.product}>{connection.productName} ·</span>
                  <bdi className="end-kept">{hostOf(connection.address)}</bdi>
                </span>
              </span>
            </button>
          </Tooltip>
          <span id={`tile-${id}`} hidden>
            {connection.productName}. {health.words}
          </span>
        </span>
      </ContextMenu>
    </li>
  );
}
