import type { LucideIcon } from 'lucide-react';
import type { Arrival } from '../../stores/arrival.ts';

/** In the order in which groups that match equally well are shown: a connection comes before its workspaces. */
export const groups = [
  'Selection',
  'Row',
  'Connections',
  'Workspaces',
  'Views',
  'People',
  'Tokens',
  'Actions',
] as const;
export type Group = (typeof groups)[number];

/** One line of the palette. */
export interface Entry {
  id: string;
  group: Group;
  icon: LucideIcon;
  label: string;
  about: string;
  keys?: string | undefined;
  /** More words that find it. */
  also?: string | undefined;
  /** What gets the focus in the place that it leads to. */
  arrives?: Arrival;
  run: () => void;
}
