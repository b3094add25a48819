import { KeyRound } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../src-renderer/app/palette/arrange.ts';
import type { Entry, Group } from '../../../src-renderer/app/palette/entry.ts';
import { wantedBy } from '../../../src-renderer/app/palette/search.ts';

const entry = (group: Group, label: string, about = ''): Entry => ({
  id: `${group} ${label}`,
  group,
  icon: KeyRound,
  label,
  about,
  run: () => undefined,
});

const shown = (typed: string, entries: readonly Entry[], found: readonly Entry[] = []) =>
  arrange(wantedBy(typed), entries, found).flatMap((group) => group.entries.map(({ id }) => id));

describe('what the palette shows for a text', () => {
  const everything = [
    entry('Connections', 'Northwind'),
    entry('Workspaces', 'Northwind Staging', 'Northwind'),
    entry('Workspaces', 'Payments', 'Northwind'),
    entry('Actions', 'Switch theme', 'to dark'),
    entry('Actions', 'Go to Tokens'),
  ];

  it('puts the connection before its workspaces', () => {
    expect(shown('northwind', everything)).toEqual([
      'Connections Northwind',
      'Workspaces Northwind Staging',
      'Workspaces Payments',
    ]);
  });

  it('puts an exact match before one that begins with the text, and that before the rest', () => {
    const entries = [
      entry('Workspaces', 'My ana'),
      entry('Workspaces', 'Banana'),
      entry('Workspaces', 'Ana’s'),
      entry('Workspaces', 'Ána'),
    ];
    expect(shown('ana', entries)).toEqual([
      'Workspaces Ána',
      'Workspaces Ana’s',
      'Workspaces My ana',
      'Workspaces Banana',
    ]);
  });

  it('puts what acts on the selected rows before what acts on the row at the cursor', () => {
    const entries = [
      entry('Row', 'Remove…', 'Ana'),
      entry('Selection', 'Remove…'),
      entry('Actions', 'Remove'),
    ];
    expect(shown('remove…', entries)).toEqual(['Selection Remove…', 'Row Remove…']);
    expect(shown('>rem', entries)).toEqual(['Selection Remove…', 'Row Remove…', 'Actions Remove']);
  });

  it('puts the group with the best match first', () => {
    const found = [entry('People', 'Tokens Tokenov')];
    expect(shown('tokens', everything, found)).toEqual(['People Tokens Tokenov', 'Actions Go to Tokens']);
  });

  it('keeps what the search found for a reason of its own', () => {
    expect(shown('role:owner', everything, [entry('People', 'Ana')])).toEqual(['People Ana']);
  });

  it.each([
    ['>t', ['Actions Switch theme', 'Actions Go to Tokens']],
    ['@t', ['People Tom']],
    ['#t', ['Tokens tf']],
  ])('shows only one kind after a sign: %s', (typed, expected) => {
    const found = [entry('People', 'Tom'), entry('Tokens', 'tf')];
    expect(shown(typed, everything, found).sort()).toEqual([...expected].sort());
  });

  it('shows few of each before anything is typed', () => {
    const many = Array.from({ length: 20 }, (_, at) => entry('Workspaces', `Place ${at}`));
    expect(shown('', many)).toHaveLength(6);
  });

  it('shows every action, typed or not', () => {
    const many = Array.from({ length: 60 }, (_, at) => entry('Actions', `Action ${at}`));
    expect(shown('', many)).toHaveLength(60);
    expect(shown('action', many)).toHaveLength(60);
  });
});
