import { describe, expect, it, vi } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import type { Member } from '../../../src-preload/contract/members.ts';
import type { CellNode } from '../../../src-renderer/components/grid/rows/cell-node.ts';
import { splitName, splitSentence } from '../../../src-renderer/lib/end-kept.ts';

vi.stubGlobal('window', { steward: { onEvent: () => () => undefined } });
vi.stubGlobal('document', { addEventListener: () => undefined });
const { memberColumns: pastColumns } =
  await import('../../../src-renderer/screens/history/past/past-columns.ts');
const { memberColumns } = await import('../../../src-renderer/screens/workspace/members/member-columns.ts');

describe('a name that has no room', () => {
  it('keeps its last words, which tell it apart from others', () => {
    expect(splitName('Contoso sandbox for customers (Singapore)')).toEqual({
      start: 'Contoso sandbox for customers ',
      end: '(Singapore)',
    });
  });

  it('keeps as many words as have room', () => {
    expect(splitName('Contoso sandbox of the north west')?.end).toBe('north west');
  });

  it('keeps its end behind a sign where it has no blanks', () => {
    expect(splitName('the-sandbox-of-customers-in-singapore')).toEqual({
      start: 'the-sandbox-of-customers-',
      end: 'in-singapore',
      inWord: true,
    });
    expect(splitName('payments.eu.northwind.example')?.end).toBe('example');
  });

  it('keeps its last word where it is short', () => {
    expect(splitName('Local · SYSTEM')).toEqual({ start: 'Local · ', end: 'SYSTEM' });
  });

  it('keeps the last letters where it ends in a long word', () => {
    expect(splitName('production:01JN6GN0B8R0M3EMDMW2JBP9YF')).toEqual({
      start: 'production:01JN6GN0B8R0M3EMDMW',
      end: '2JBP9YF',
      inWord: true,
    });
    expect(splitName('東日本営業本部第一営業部東京支社新宿営業所')?.end).toBe('支社新宿営業所');
  });

  it('takes no letter apart, and none from those that it is joined to', () => {
    expect(splitName(`${'e\u0301'.repeat(20)}`)?.end).toBe('e\u0301'.repeat(7));
    expect(splitName('ب'.repeat(30))).toBeNull();
  });

  it('is cut at its end where it is short', () => {
    expect(splitName('Northwind')).toBeNull();
    expect(splitName('New team')).toBeNull();
    expect(splitName('')).toBeNull();
  });
});

describe('a sentence that has no room', () => {
  it('keeps its last words, up to 26 characters', () => {
    expect(splitSentence('Role of ana@northwind.example changed from Editor to Owner')).toEqual({
      start: 'Role of ana@northwind.example changed ',
      end: 'from Editor to Owner',
    });
  });

  it('keeps what happened where a long name stands before it', () => {
    expect(splitSentence('liam.petrovic@northwind.example joined.')).toEqual({
      start: 'liam.petrovic@northwind.example ',
      end: 'joined.',
    });
  });

  it('is cut at its end where it is one word', () => {
    expect(splitSentence('Joined')).toBeNull();
  });
});

describe('a person’s long name in a list of members', () => {
  const row = { email: 'word@example.com', isMe: false } as Member;
  const ofNow = memberColumns({
    bothRoles: false,
    longRoles: false,
    addedManually: false,
    since: 'Signed up',
    roleChoice: () => () => null,
    actionsFor: () => [],
  });
  const shown = (columns: readonly { id: string; cell: (row: never) => CellNode | null }[], name: string) => {
    const cell = columns.find(({ id }) => id === 'name')?.cell({ ...row, name: knownValue(name) } as never);
    return JSON.stringify(cell);
  };

  it.each([
    ['of now', ofNow],
    ['of a moment of the past', pastColumns],
  ] as const)('keeps its end in those %s', (_, columns) => {
    const cell = shown(columns, `${'withoutanyblank'.repeat(4)}theend`);
    expect(cell).toContain('"text":"ktheend"');
    expect(cell).toContain('"data-uncut"');
  });

  it('is one piece where it has room nearly everywhere', () => {
    expect(shown(ofNow, 'Ana Oliveira')).toContain('"tag":"b","text":"Ana Oliveira"');
  });
});
