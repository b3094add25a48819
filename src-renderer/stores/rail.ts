import { create } from 'zustand';
import type { RailLayout } from '../../src-preload/contract/rail.ts';
import { moved } from '../lib/rail.ts';
import { onTopic } from './events.ts';
import { toast } from './toasts.ts';

/** How the rail is arranged: its groups, its icons, and whether it shows names. */
export const useRail = create<RailLayout>(() => ({ wide: false, groups: [], icons: {} }));

async function load(): Promise<void> {
  const read = await window.steward.rail.layout({});
  if (read.ok) useRail.setState(read.value);
}

export function startRail(): void {
  // What is kept of a connection goes with it; before the databases are open there is nothing to read.
  onTopic('connections', () => void load());
  void load();
}

/** Shows the layout at once; it is read again when it couldn't be kept. */
async function keep(next: RailLayout): Promise<void> {
  useRail.setState(next);
  const kept = await window.steward.rail.setLayout(next);
  if (kept.ok) return;
  toast(`${kept.error.sentence} ${kept.error.nextStep}`, { tone: 'bad' });
  await load();
}

const change = (changed: (layout: RailLayout) => Partial<RailLayout>) => {
  const { wide, groups, icons } = useRail.getState();
  return keep({ wide, groups, icons, ...changed({ wide, groups, icons }) });
};

export const setRailWide = (wide: boolean) => void change(() => ({ wide }));

export const moveToGroup = (connectionId: string, groupId: string | null) =>
  void change((layout) => moved(layout, connectionId, groupId));

/** Adds a group with a connection in it. */
export const addGroup = (name: string, connectionId: string) =>
  void change((layout) => {
    const id = crypto.randomUUID();
    const groups = [...layout.groups, { id, name, folded: false, connectionIds: [] }];
    return moved({ ...layout, groups }, connectionId, id);
  });

export const renameGroup = (groupId: string, name: string) =>
  void change(({ groups }) => ({
    groups: groups.map((group) => (group.id === groupId ? { ...group, name } : group)),
  }));

export const foldGroup = (groupId: string, folded: boolean) =>
  void change(({ groups }) => ({
    groups: groups.map((group) => (group.id === groupId ? { ...group, folded } : group)),
  }));

/** Its connections stay, under no heading. */
export const removeGroup = (groupId: string) =>
  void change(({ groups }) => ({ groups: groups.filter(({ id }) => id !== groupId) }));

/** An icon of its own for a connection; null: its initials again. */
export const setIcon = (connectionId: string, icon: string | null) =>
  void change(({ icons }) => {
    const { [connectionId]: _before, ...others } = icons;
    return { icons: icon === null ? others : { ...others, [connectionId]: icon } };
  });
