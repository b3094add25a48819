import { describe, expect, it } from 'vitest';
import { moved, railOrder, sectionsOf, tileLetters } from '../../../src-renderer/lib/rail.ts';

const labelled = (labels: readonly string[]) => labels.map((label, index) => ({ id: `c${index}`, label }));
const group = (id: string, connectionIds: string[]) => ({ id, name: id, folded: false, connectionIds });

describe('the letters of the tiles', () => {
  it('they are the initials where no other connection has them', () => {
    expect([...tileLetters(labelled(['Acme Prod', 'Beta'])).values()]).toEqual(['AP', 'BE']);
  });

  it('they tell every one of 45 connections apart', () => {
    const labels = Array.from({ length: 45 }, (_, index) => `Local instance ${index + 1}`);
    const letters = [...tileLetters(labelled(labels)).values()];
    expect(new Set(letters).size).toBe(45);
    expect([...letters].sort()).toEqual(labels.map((_, index) => String(index + 1)).sort());
  });

  it('they tell systems of one server apart', () => {
    const letters = tileLetters(
      labelled(['Local instance', 'Local Unstructured', 'Local Modbox', 'Local IDs']),
    );
    expect(new Set(letters.values()).size).toBe(4);
  });

  it('they leave out the words that several connections begin with', () => {
    const letters = tileLetters(
      labelled([
        'Local · System Initiative',
        'Local · Unstructured',
        'Local · Workspaces API',
        'Local · Modbox',
        'Northwind',
      ]),
    );
    expect([...letters.values()].sort()).toEqual(['MO', 'NO', 'SI', 'UN', 'WA']);
  });

  it('they keep the first word where only two share it, or nothing would be left', () => {
    expect([...tileLetters(labelled(['Acme Prod', 'Acme Test'])).values()]).toEqual(['AP', 'AT']);
    expect(tileLetters(labelled(['Local', 'Local one', 'Local two'])).get('c0')).toBe('LO');
  });

  it('they stay the same in another order', () => {
    const connections = labelled(['Team one', 'Team other', 'Team onyx']);
    const there = tileLetters(connections);
    expect(tileLetters([...connections].reverse())).toEqual(there);
  });

  it('they tell connections of one name apart', () => {
    expect(new Set(tileLetters(labelled(['Same', 'Same', 'Same'])).values()).size).toBe(3);
  });
});

describe('the groups of the rail', () => {
  const connections = labelled(['a', 'b', 'c', 'd']);

  it('it shows what is in no group first, then the groups, each in the connections’ order', () => {
    const groups = [group('g1', ['c3', 'c1']), group('g2', [])];
    expect(sectionsOf(connections, groups).map((section) => section.connections.map(({ id }) => id))).toEqual(
      [['c0', 'c2'], ['c1', 'c3'], []],
    );
    expect(railOrder(connections, groups).map(({ id }) => id)).toEqual(['c0', 'c2', 'c1', 'c3']);
  });

  it('a connection is in one group at a time', () => {
    const layout = { wide: true, groups: [group('g1', ['c1']), group('g2', ['c2'])], icons: {} };
    expect(moved(layout, 'c1', 'g2').groups.map((one) => one.connectionIds)).toEqual([[], ['c2', 'c1']]);
    expect(moved(layout, 'c1', null).groups.map((one) => one.connectionIds)).toEqual([[], ['c2']]);
  });
});
