import { useEffect, useRef, type MouseEvent } from 'react';
import type { EntryGroup } from './arrange.ts';
import type { Entry } from './entry.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './Palette.module.css';

const headings: Partial<Record<EntryGroup['group'], string>> = {
  Selection: 'Selected rows',
  Row: 'This row',
};

interface PaletteListProps {
  /** The list is `<id>-list`, its options `<id>-0`, `<id>-1` … */
  id: string;
  groups: readonly EntryGroup[];
  /** The place of the active entry among all. */
  active: number;
  /** More may come, also above what is there. */
  busy: boolean;
  /** Shown where there are none. */
  empty: string;
  onPoint: (entry: Entry) => void;
  onTake: (entry: Entry) => void;
}

interface Pressed {
  entry: Entry;
  x: number;
  y: number;
}

/** A pointer that moved further than this while its button was down leaves what it pressed. */
const stillPx = 8;

/** What the palette found. The focus stays in its field; the active entry is always in view. */
export function PaletteList({ id, groups, active, busy, empty, onPoint, onTake }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  /** What a mouse button is held down on, and where. */
  const pressed = useRef<Pressed | null>(null);
  // An answer may put others under the pointer before the button is let go: what was pressed is meant.
  const release = ({ clientX, clientY }: MouseEvent) => {
    const { current } = pressed;
    pressed.current = null;
    if (current !== null && Math.hypot(clientX - current.x, clientY - current.y) < stillPx)
      onTake(current.entry);
  };
  const shown = groups.flatMap(({ entries }) => entries)[active]?.id;
  useEffect(() => {
    // The heading of the first group belongs to its first entry.
    if (active === 0) list.current?.scrollTo({ top: 0 });
    else document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active, shown]);
  let at = -1;
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label="Results"
      aria-busy={busy}
      className={css.list}
      onClick={release}
      onMouseLeave={() => {
        pressed.current = null;
      }}
    >
      {groups.map(({ group, entries }) => {
        const heading = `${id}-${group}`;
        return (
          <div key={group} role="group" aria-labelledby={heading}>
            <div id={heading} role="presentation" className={css.heading}>
              {headings[group] ?? group}
            </div>
            {entries.map((entry) => {
              at += 1;
              return (
                <div
                  key={entry.id}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === active}
                  className={css.item}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    pressed.current = { entry, x: event.clientX, y: event.clientY };
                  }}
                  // Not on entering: the list also moves under a pointer that rests.
                  onMouseMove={() => onPoint(entry)}
                  // A screen reader clicks without pressing.
                  onClick={() => {
                    if (pressed.current === null) onTake(entry);
                  }}
                >
                  <entry.icon aria-hidden />
                  <UserText className={css.label} title={entry.label} keepEnd>
                    {entry.label}
                  </UserText>
                  <UserText className={css.about} title={entry.about} keepEnd>
                    {entry.about}
                  </UserText>
                  {entry.keys === undefined ? null : <kbd aria-hidden>{entry.keys}</kbd>}
                </div>
              );
            })}
          </div>
        );
      })}
      {groups.length === 0 ? (
        <div role="status" className={css.empty}>
          {empty}
        </div>
      ) : null}
    </div>
  );
}
