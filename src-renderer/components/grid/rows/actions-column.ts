import type { MenuItem } from '../../overlays/Menu.tsx';
import type { GridColumn } from '../grid-types.ts';
import { menuButton } from './cells.ts';

/** The last column of a list: everything that can be done with a row. */
export const actionsColumn = <Row>(
  nameOf: (row: Row) => string,
  actionsFor: (row: Row) => MenuItem[],
): GridColumn<Row> => ({
  id: 'actions',
  header: 'Actions',
  hideHeader: true,
  width: '40px',
  actions: { nameOf, of: actionsFor },
  cell: (row) => menuButton(nameOf(row)),
});
