import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import { toast } from './toasts.ts';
import { arranged, shownIds, type Choices, type Column, type Placed } from '../lib/columns.ts';

interface ColumnsStore {
  /** null: not read yet. */
  chosen: Partial<Record<QueryList, Choices>> | null;
  /** What each list last had on screen, in its order. */
  shown: Partial<Record<QueryList, readonly string[]>>;
}

const useStore = create<ColumnsStore>(() => ({ chosen: null, shown: {} }));

let reading: Promise<void> | null = null;
const read = async () => {
  const answer = await window.steward.views.columns({});
  if (answer.ok) useStore.setState({ chosen: answer.value });
  // A vault that is still closed is asked again by the next list.
  else reading = null;
};

export const choicesOf = (list: QueryList): Choices | null => useStore.getState().chosen?.[list] ?? null;

export const useChoices = (list: QueryList): Choices | null =>
  useStore((state) => state.chosen?.[list] ?? null);

/** Shows them at once. `keep` false: while an edge is still being dragged. null: as the list has them. */
export function setColumns(list: QueryList, choices: Choices | null, keep = true): void {
  useStore.setState(({ chosen }) => {
    const { [list]: _before, ...others } = chosen ?? {};
    return { chosen: choices === null ? others : { ...others, [list]: choices } };
  });
  if (!keep) return;
  const columns = choices === null ? null : choices.map((choice) => ({ ...choice }));
  void window.steward.views.setColumns({ list, columns }).then((answer) => {
    if (!answer.ok) toast(`Couldn’t save the columns. ${answer.error.sentence}`, { tone: 'bad' });
  });
}

/** The columns of a list as they were chosen. */
export function usePlaced<C extends Column>(list: QueryList, columns: readonly C[]): Placed<C>[] {
  const choices = useChoices(list);
  useEffect(() => {
    reading ??= read();
  }, []);
  const placed = useMemo(() => arranged(columns, choices), [columns, choices]);
  const ids = shownIds(placed).join(' ');
  useEffect(() => {
    useStore.setState(({ shown }) => ({ shown: { ...shown, [list]: ids.split(' ') } }));
  }, [list, ids]);
  return placed;
}

/**
 * The ids of the columns that a list shows, in their order, for exports of what is shown; those that a narrow window has no room for
 * belong to it. Empty before the list was on screen.
 */
export const shownColumns = (list: QueryList): readonly string[] => useStore.getState().shown[list] ?? [];
