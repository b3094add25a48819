import { expect, it } from 'vitest';
import { maxPreviewRows } from '../../../../src-preload/shared/limits.ts';
import { createInventoryLists } from '../../../../src-main/providers/inventory-lists.ts';
import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { header, inventoryOfAna, lists } from './inventory.ts';

const inventory = inventoryOfAna();
const { importRows, members } = inventory;
const target = () => ({ provider: unstructured, storage: inventory.storage });
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `Northwind,,p${index}@x.example,P ${index},member,,`);
const listOf = (rows: readonly string[]) => [header, ...rows].join('\n');

it('a long list is previewed with all its rows counted and the first of them shown', async () => {
  const text = listOf([...people(5000), 'Northwind,,nobody,,member,,']);
  const { rows, fine, wrong } = valueOf(await lists.preview(target(), text));
  expect([rows.length, fine, wrong]).toEqual([maxPreviewRows, 5000, 1]);
  expect(rows[0]).toMatchObject({ line: 2, email: 'p0@x.example', problem: null });
  expect(inventory.storage.inventory.readText()).toBeNull();
});

it('a long list is kept beside what was entered while it was read', async () => {
  const importing = lists.import(target(), listOf(people(5000)));
  await importRows('Northwind,,late@x.example,,member,,');
  expect(valueOf(await importing)).toEqual({ kept: 5000, left: 0 });
  expect((await members('Northwind')).rows).toHaveLength(5001);
});

it('a list with too many rows is refused', async () => {
  const text = listOf(people(20_001));
  expect(valueOf(await lists.preview(target(), text)).problem).toContain('20,000 rows');
  expect(errorOf(await lists.import(target(), text)).kind).toBe('invalid');
});

it('a long list is refused where the thread can’t read it', async () => {
  const broken = createInventoryLists('/no-such-worker.ts');
  const text = listOf(people(5000));
  expect(errorOf(await broken.preview(target(), text)).sentence).toBe('This list couldn’t be read.');
  expect(errorOf(await broken.import(target(), text)).kind).toBe('bug');
});
