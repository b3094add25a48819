import { describe, expect, it } from 'vitest';
import {
  arranged,
  canMove,
  clamped,
  fitting,
  moved,
  shownIds,
  tracksOf,
  withShown,
  withWidth,
  type Choices,
  type Column,
} from '../../../src-renderer/lib/columns.ts';

const column = (id: string, more: Partial<Column> = {}): Column => ({
  id,
  header: id,
  width: '100px',
  ...more,
});
const columns = [
  column('name', { width: 'minmax(200px, 1.6fr)' }),
  column('role'),
  column('status'),
  column('since', { hideBelow: 640 }),
  column('actions', { hideHeader: true, width: '40px' }),
];
const ids = (choices: Choices | null, of = columns) => shownIds(arranged(of, choices));

describe('columns of a list', () => {
  it('stand as the list has them before anything was chosen', () => {
    expect(ids(null)).toEqual(['name', 'role', 'status', 'since']);
  });

  it('are left out, moved and widened as chosen', () => {
    const hidden = withShown(columns, null, 'status', false);
    const first = moved(columns, hidden, 'since', -1);
    const wide = withWidth(columns, first, 'role', 180);
    expect(ids(wide)).toEqual(['name', 'role', 'since']);
    expect(arranged(columns, wide).find((one) => one.column.id === 'role')?.width).toBe(180);
    expect(withWidth(columns, wide, 'role', null).find(({ id }) => id === 'role')?.width).toBeNull();
  });

  it('always have the name first and the buttons last', () => {
    const turned: Choices = ['actions', 'since', 'name'].map((id) => ({ id, shown: false, width: null }));
    const placed = arranged(columns, turned);
    expect(placed.map((one) => one.column.id)).toEqual(['name', 'role', 'status', 'since', 'actions']);
    expect(placed.filter((one) => one.shown).map((one) => one.column.id)).toEqual([
      'name',
      'role',
      'status',
      'actions',
    ]);
    expect(withShown(columns, null, 'name', false).every(({ shown }) => shown)).toBe(true);
    expect(canMove(columns, null, 'role', -1)).toBe(false);
    expect(canMove(columns, null, 'since', 1)).toBe(false);
  });

  it('of another system keep their place while they are away', () => {
    const withHint = [...columns.slice(0, 2), column('hint'), ...columns.slice(2)];
    const chosen = withShown(withHint, null, 'hint', false);
    const here = withShown(columns, chosen, 'role', false);
    expect(here.map(({ id }) => id)).toEqual(['name', 'role', 'hint', 'status', 'since']);
    expect(ids(here, withHint)).toEqual(['name', 'status', 'since']);
  });

  it('that are new stand after the one that the list has before them', () => {
    const turned = moved(columns, null, 'role', 1);
    const withHint = [...columns.slice(0, 2), column('hint'), ...columns.slice(2)];
    expect(ids(turned, withHint)).toEqual(['name', 'status', 'role', 'hint', 'since']);
  });

  it('are never so narrow that nothing could be read', () => {
    expect(clamped(columns, 'role', 3)).toBe(64);
    expect(clamped(columns, 'name', 3)).toBe(120);
    expect(clamped(columns, 'role', 99_999)).toBe(1200);
    expect(clamped(columns, 'role', 150.4)).toBe(150);
  });
});

describe('in a window', () => {
  const shownAt = (width: number, choices: Choices | null = null) =>
    fitting(arranged(columns, choices), width).map((one) => one.column.id);

  it('those that there is no room for are left out', () => {
    expect(shownAt(700)).toContain('since');
    expect(shownAt(600)).not.toContain('since');
  });

  it('one that was taken out leaves its room to the others', () => {
    expect(shownAt(600, withShown(columns, null, 'status', false))).toContain('since');
  });

  it('a chosen width gives way before anything is cut off', () => {
    const placed = arranged(columns, withWidth(columns, null, 'role', 300));
    expect(tracksOf(placed, '40px')).toBe(
      '40px minmax(200px, 1.6fr) minmax(64px, 300px) 100px 100px 40px 8px',
    );
  });

  it('what is left over goes to the end where every width was chosen', () => {
    const placed = arranged(columns, withWidth(columns, null, 'name', 300));
    expect(tracksOf(placed, '16px')).toMatch(/^16px minmax\(120px, 300px\) .* minmax\(8px, 1fr\)$/u);
  });
});
