import { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { HttpReply } from '../../http/http.ts';
import { idAt, readPages, type Page } from '../paging.ts';
import * as wire from './wire.ts';

export interface Listed {
  records: unknown[];
  serverDate: number | null;
}

type Cursor = { style: 'skip'; got: number } | { style: 'page'; got: number; page: number; size: number };

interface ListPage extends Page<Cursor> {
  serverDate: number | null;
}

const pageSize = 100;
const records = z.array(z.unknown());
const dataRecord = z.object({ data: z.record(z.string(), z.unknown()) });

/**
 * Reads a list to its end. The product has two page styles, and its documents don't say which list has which: it begins with
 * `skip` and `limit`, and goes on with `page` and `page_size` where the answer names pages, or where `skip` brings nothing new.
 */
export async function fetchAll(
  ask: (query: Record<string, string>) => Promise<Result<HttpReply<unknown>>>,
  name: string,
  absent: () => AppError,
  incomplete: (detail: string) => AppError,
): Promise<Result<Listed>> {
  let first: { size: number; record: string | undefined } = { size: 0, record: undefined };
  const all = await readPages<Cursor, ListPage>({
    first: { style: 'skip', got: 0 },
    idOf: name === 'members' ? idAt('user_id') : idAt('id'),
    incomplete,
    async ask(cursor) {
      const reply = await ask(queryOf(cursor));
      if (!reply.ok) return reply;
      const read = readPage(reply.value.value, name);
      if (read === null) return fail(absent());
      const { serverDate } = reply.value;
      const { rows, total, pagination } = read;
      const record = JSON.stringify(rows[0]);
      if (cursor.got === 0) first = { size: rows.length, record };

      const got = cursor.got + rows.length;
      const size = cursor.style === 'page' ? cursor.size : pageSize;
      // Also where the total is reached a full page may be followed by another: the total may be wrong.
      const mayHaveMore = rows.length >= size || (total !== null && got < total);
      const skipIgnored = cursor.style === 'skip' && cursor.got > 0 && record === first.record;
      const found = { records: rows, total, serverDate };
      if (cursor.style === 'page') {
        const next = rows.length === 0 || !mayHaveMore ? null : { ...cursor, got, page: cursor.page + 1 };
        return ok({ ...found, next });
      }
      if (skipIgnored || (rows.length === 0 && mayHaveMore && first.size > 0)) {
        const next: Cursor = { style: 'page', got: cursor.got, page: 2, size: first.size };
        return ok({ ...found, records: [], next });
      }
      if (!mayHaveMore) return ok({ ...found, next: null });
      const next: Cursor =
        pagination === null
          ? { style: 'skip', got }
          : { style: 'page', got, page: pagination.page + 1, size: pagination.page_size };
      return ok({ ...found, next });
    },
  });
  return all.ok ? ok({ records: all.value.records, serverDate: all.value.last.serverDate }) : all;
}

function queryOf(cursor: Cursor): Record<string, string> {
  return cursor.style === 'skip'
    ? { skip: String(cursor.got), limit: String(pageSize) }
    : { page: String(cursor.page), page_size: String(cursor.size) };
}

function readPage(answer: unknown, name: string) {
  const data = dataRecord.safeParse(answer);
  if (!data.success) return null;
  const rows = records.safeParse(data.data.data[name]);
  const page = wire.page.safeParse(data.data.data);
  if (!rows.success || !page.success) return null;
  const { pagination = null, total_count: total } = page.data;
  return { rows: rows.data, total: total ?? pagination?.total_count ?? null, pagination };
}
