import type { CellElement } from '../../components/grid/rows/cell-node.ts';
import { chip, group } from '../../components/grid/rows/cells.ts';
import { nameEndKept } from '../../components/grid/rows/end-kept.ts';
import { badgeText } from '../../lib/connection-text.ts';
import type { FoundToken } from '../../stores/all-connections.ts';
import css from './AllConnectionsScreen.module.css';

/** The connection of a row: rows of two connections are never merged. */
export const connectionCell = ({ badge, label }: FoundToken['connection']): CellElement =>
  group(
    [chip(badgeText[badge].short, badge === 'production' ? 'production' : 'neutral'), nameEndKept(label)],
    {
      look: css.where,
      title: `${label} · ${badgeText[badge].long}`,
    },
  );

/** The name of a row that opens what it is about. */
export const openButton = (name: string, run: () => void): CellElement => ({
  tag: 'button',
  look: css.open,
  children: [nameEndKept(name)],
  attributes: { 'aria-label': name },
  control: { type: 'press', run },
});
