import { useMemo, useState, type ReactNode } from 'react';
import type { Box, OpenedControl } from '../grid-types.ts';
import type { MenuItem } from '../../overlays/Menu.tsx';
import { RowMenu } from '../RowMenu.tsx';

interface OpenedBase {
  index: number;
  box: Box;
  /** How far the table was scrolled, in px. */
  top: number;
}

/** What a row has open: its menu, or the choice of one of its values. As it was opened: the list may change under it. */
type OpenedThing =
  | (OpenedBase & { type: 'menu'; items: readonly MenuItem[]; byKey: boolean; byButton: boolean })
  | (OpenedBase & { type: 'choice'; draw: (control: OpenedControl) => ReactNode });

type OpenControl = 'menu' | 'choice';

export interface OpenedState {
  current: OpenedThing | null;
  /** Counts the openings: each is another menu, and one that is still closing must not become the next. */
  count: number;
  /** The control that shows it as open; null: none does. */
  control: { index: number; control: OpenControl } | null;
  open: (thing: OpenedThing) => void;
  close: () => void;
}

/** What one of the rows of a list has open. What was open in one list is closed in another. */
export function useOpenedOfRow(listKey: string): OpenedState {
  const [state, setState] = useState<{ listKey: string; thing: OpenedThing | null; count: number }>({
    listKey,
    thing: null,
    count: 0,
  });
  const current = state.listKey === listKey ? state.thing : null;
  const control = useMemo(() => {
    const type = current === null ? null : controlOf(current);
    return current === null || type === null ? null : { index: current.index, control: type };
  }, [current]);
  return {
    current,
    count: state.count,
    control,
    open: (thing) => setState(({ count }) => ({ listKey, thing, count: count + 1 })),
    close: () => setState(({ count }) => ({ listKey, thing: null, count })),
  };
}

const controlOf = (thing: OpenedThing): OpenControl | null =>
  thing.type === 'choice' ? 'choice' : thing.byButton ? 'menu' : null;

interface OpenedOfRowProps {
  opened: OpenedState;
  onClosed: (index: number, control: OpenControl | null) => void;
}

export function OpenedOfRow({ opened, onClosed }: OpenedOfRowProps) {
  const { current, count, close } = opened;
  if (current === null) return null;
  const control: OpenedControl = {
    box: current.box,
    onClose: close,
    onClosed: () => onClosed(current.index, controlOf(current)),
  };
  return <Opened key={count} thing={current} control={control} />;
}

function Opened({ thing, control }: { thing: OpenedThing; control: OpenedControl }) {
  if (thing.type === 'choice') return thing.draw(control);
  const { items, byKey, byButton } = thing;
  return <RowMenu {...control} items={items} byKey={byKey} align={byButton ? 'end' : 'start'} />;
}
