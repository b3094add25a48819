import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createListReader } from '../../../src-main/files/list-reader.ts';

const workerFile = join(import.meta.dirname, '../../../src-main/files/list-worker.ts');
const readList = createListReader(workerFile);

describe('a list that was pasted or opened', () => {
  it('is read in a thread of its own where it is long, as it is read where it is short', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`Workspace ${index}`, 'eu']);
    const read = await readList(rows.map((cells) => cells.join(';')).join('\n'));
    expect(read.ok && read.records.map(({ cells }) => cells)).toEqual(rows);
    expect(await readList('a;b')).toEqual({ ok: true, records: [{ line: 1, cells: ['a', 'b'] }] });
  });

  it('is refused with the line that is too long', async () => {
    expect(await readList(`a,b\n${'x'.repeat(300_000)}`)).toMatchObject({ ok: false, line: 2 });
  });

  it('is refused where it couldn’t be read', async () => {
    const broken = createListReader(join(import.meta.dirname, 'no-such-worker.ts'));
    expect(await broken('x,y\n'.repeat(20_000))).toMatchObject({ ok: false, line: 1 });
  });
});
