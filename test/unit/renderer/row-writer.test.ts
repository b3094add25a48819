import { describe, expect, it } from 'vitest';
import type { GridColumn } from '../../../src-renderer/components/grid/grid-types.ts';
import {
  avatar,
  choiceButton,
  chip,
  date,
  dim,
  group,
  menuButton,
  strong,
  text,
} from '../../../src-renderer/components/grid/rows/cells.ts';
import { createRowWriter, type RowsInView } from '../../../src-renderer/components/grid/rows/row-writer.ts';
import { arranged } from '../../../src-renderer/lib/columns.ts';
import { FakePage, type FakeElement } from '../../support/fake-page.ts';

interface Person {
  name: string;
  me?: boolean;
  role?: string;
}

const columns: GridColumn<Person>[] = [
  {
    id: 'name',
    header: 'Person',
    width: '1fr',
    cell: ({ name, me = false }) =>
      group([avatar(name), strong(name, name), ...(me ? [chip('You')] : []), text(`${name}@example.com`)]),
  },
  {
    id: 'role',
    header: 'Role',
    width: '100px',
    cell: ({ name, role }) =>
      role === undefined ? dim('Not reported') : choiceButton(`Role of ${name}`, role),
  },
  { id: 'since', header: 'Since', width: '100px', cell: () => date(0, '1 Jan 1970') },
  { id: 'actions', header: 'Actions', width: '40px', cell: ({ name }) => menuButton(name) },
];

const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

function table(
  people: (index: number) => Person | undefined = (index) => ({ name: `p${index}`, role: 'Editor' }),
) {
  const page = new FakePage();
  const body = page.createElement('div');
  const known = new Map<number, Person | undefined>();
  const picked = new Set<string>();
  // The stand-in has what the writer uses of an element.
  const rows = createRowWriter<Person>(body as unknown as HTMLElement, (icon) => {
    const svg = page.createElement('svg');
    svg.setAttribute('data-icon', icon);
    return svg as unknown as SVGElement;
  });
  let view: RowsInView<Person> = {
    indexes: [],
    moving: false,
    rowAt(index) {
      if (!known.has(index)) known.set(index, people(index));
      return known.get(index);
    },
    columns: arranged(columns, null),
    template: '40px 1fr',
    height: 36,
    topOf: (index) => index * 36,
    selection: {
      has: ({ name }) => picked.has(name),
      toggle: ({ name }) => void picked.add(name),
      header: false,
      toggleHeader: () => undefined,
      label: ({ name }) => `Select ${name}`,
    },
    active: 0,
    open: null,
  };
  const show = (next: Partial<RowsInView<Person>>) => {
    view = { ...view, ...next };
    page.writes = 0;
    rows.write(view);
    return page.writes;
  };
  const at = (index: number): FakeElement => {
    const row = body.children.find((one) => one.attributes.get('data-index') === String(index));
    if (row === undefined) throw new Error(`There is no row ${index}.`);
    return row;
  };
  const control = (index: number, name: string) =>
    at(index)
      .querySelectorAll('button')
      .find((one) => one.attributes.get('aria-label') === name);
  return { page, body, rows, show, at, control, picked, known };
}

describe('The rows of a list in view', () => {
  it('say their place, whether they are selected, and the names of their controls', () => {
    const { show, at, control, picked } = table();
    picked.add('p1');
    show({ indexes: from(0, 3) });
    expect(at(1).attributes.get('role')).toBe('row');
    expect(at(1).attributes.get('aria-rowindex')).toBe('3');
    expect(at(1).attributes.get('aria-selected')).toBe('true');
    expect(at(2).attributes.get('aria-selected')).toBe('false');
    expect(control(1, 'Select p1')?.attributes.get('aria-checked')).toBe('true');
    expect(control(1, 'Role of p1')?.attributes.get('role')).toBe('combobox');
    expect(control(1, 'Actions for p1')?.attributes.get('aria-haspopup')).toBe('menu');
  });

  it('show nothing of the row that their element showed before', () => {
    const { body, show, at, picked } = table((index) =>
      index === 0 ? { name: 'ana', me: true } : { name: `p${index}`, role: 'Editor' },
    );
    picked.add('ana');
    show({ indexes: from(0, 3) });
    const [element] = body.children;
    show({ indexes: from(1, 3), moving: true });
    expect(at(3)).toBe(element);
    expect(at(3).attributes.get('aria-rowindex')).toBe('5');
    expect(at(3).attributes.get('aria-selected')).toBe('false');
    expect(at(3).attributes.get('tabindex')).toBe('-1');
    expect(at(3).textContent).toBe('P3p3p3@example.comEditor1 Jan 1970');
    expect(
      at(3)
        .querySelectorAll('button')
        .map((one) => one.attributes.get('aria-label')),
    ).toEqual(['Select p3', 'Role of p3', 'Actions for p3']);
  });

  it('are written only where something of them changes', () => {
    const { show, at, picked } = table();
    show({ indexes: from(0, 10) });
    expect(show({})).toBe(0);
    picked.add('p4');
    const elsewhere = at(5).textContent;
    const writes = show({});
    expect(writes).toBeGreaterThan(0);
    expect(writes).toBeLessThan(12);
    expect(at(5).textContent).toBe(elsewhere);
  });

  it('keep their element when they are read, and are busy until then', () => {
    let isRead = false;
    const { show, at, known } = table((index) => (isRead ? { name: `p${index}` } : undefined));
    show({ indexes: from(0, 2) });
    const skeleton = at(1);
    expect(skeleton.attributes.get('aria-busy')).toBe('true');
    isRead = true;
    known.clear();
    show({});
    expect(at(1)).toBe(skeleton);
    expect(skeleton.attributes.has('aria-busy')).toBe(false);
    expect(skeleton.textContent).toContain('p1@example.com');
  });

  it('stand in their order once the list is at rest, and the focus stays where it is', () => {
    const { page, body, show, at } = table();
    show({ indexes: from(0, 6) });
    show({ indexes: from(3, 6), moving: true });
    page.activeElement = at(4);
    show({ moving: false });
    expect(body.children.map((one) => Number(one.attributes.get('data-index')))).toEqual(from(3, 6));
    expect(page.activeElement).toBe(at(4));
  });

  it('are marked as moving while the list is scrolled, so that none lights up under a resting pointer', () => {
    const { body, show } = table();
    show({ indexes: from(0, 10), moving: true });
    expect(body.attributes.has('data-moving')).toBe(true);
    show({ moving: false });
    expect(body.attributes.has('data-moving')).toBe(false);
  });

  it('stop Tab in the active row alone', () => {
    const { show, at, control } = table();
    show({ indexes: from(0, 3) });
    show({ active: 2 });
    expect([0, 1, 2].map((index) => at(index).attributes.get('tabindex'))).toEqual(['-1', '-1', '0']);
    expect(control(0, 'Actions for p0')?.attributes.get('tabindex')).toBe('-1');
    expect(control(2, 'Actions for p2')?.attributes.get('tabindex')).toBe('0');
  });

  it('say which of their controls is open, and no longer once it is closed', () => {
    const { show, control } = table();
    show({ indexes: from(0, 3) });
    show({ open: { index: 1, control: 'menu' } });
    expect(control(1, 'Actions for p1')?.attributes.get('aria-expanded')).toBe('true');
    expect(control(0, 'Actions for p0')?.attributes.get('aria-expanded')).toBe('false');
    expect(control(1, 'Role of p1')?.attributes.get('aria-expanded')).toBe('false');
    show({ open: null });
    expect(control(1, 'Actions for p1')?.attributes.get('aria-expanded')).toBe('false');
  });

  it('show the characters of a name that would turn or hide the text around it', () => {
    const { show, at, control } = table(() => ({ name: 'Ana\u202egpj' }));
    show({ indexes: [0] });
    expect(at(0).textContent).toContain('Ana‹U+202E›gpj');
    expect(control(0, 'Actions for Ana‹U+202E›gpj')).toBeDefined();
  });

  it('give a name the direction of its script, and no other text', () => {
    const { show, at } = table(() => ({ name: 'دانة الليث' }));
    show({ indexes: [0] });
    expect(
      at(0)
        .querySelectorAll('b')
        .map(({ attributes }) => attributes.get('dir')),
    ).toEqual(['auto']);
    expect(
      at(0)
        .querySelectorAll('span')
        .filter(({ attributes }) => attributes.has('dir')),
    ).toEqual([]);
  });

  it('isolate a name from right to left within the name of a control', () => {
    const { show, control } = table(() => ({ name: 'دانة' }));
    show({ indexes: [0] });
    expect(control(0, 'Actions for \u2068دانة\u2069')).toBeDefined();
  });

  it('forget the exact time that was shown on hover when they show another row', () => {
    const { rows, show, at } = table();
    show({ indexes: from(0, 2) });
    const [time] = at(0).querySelectorAll('time');
    if (time === undefined) throw new Error('The row has no time.');
    // The stand-in has what is asked of an element.
    rows.hover(time as unknown as Element);
    expect(time.attributes.get('title')).toContain('1970');
    show({ indexes: from(2, 2) });
    expect(time.attributes.has('title')).toBe(false);
  });

  it('know what a press on them means, whatever part of a control it meets', () => {
    const { rows, show, control, picked } = table();
    picked.add('p1');
    show({ indexes: from(0, 2) });
    const [mark] = control(1, 'Select p1')?.querySelectorAll('svg') ?? [];
    // The stand-ins have what is asked of an element.
    expect(rows.controlAt(mark as unknown as Element)?.control).toEqual({ type: 'box' });
    const menu = control(1, 'Actions for p1');
    expect(rows.controlAt(menu as unknown as Element)?.control).toEqual({ type: 'menu' });
    expect(rows.controlAt(rows.rowOf(1) as unknown as Element)).toBeNull();
  });
});
