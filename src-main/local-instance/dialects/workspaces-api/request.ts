import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { ApiKey } from '../../tables/api-keys.ts';
import type { Person } from '../../tables/people.ts';
import { done, refuse, type Outcome } from './outcome.ts';

/** What a route knows of the request it answers. */
export interface Call {
  readonly directory: Directory;
  readonly person: Person;
  /** The organization's token that the caller came with; null for a signed-in session. */
  readonly token: ApiKey | null;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a route answers with: `data` of the envelope, and its sentence. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** JSON text as sent; none is `{}`. */
export function readBody(text: unknown): Outcome<unknown> {
  if (typeof text !== 'string' || text.trim() === '') return done({});
  try {
    const value: unknown = JSON.parse(text);
    return done(value);
  } catch {
    return refuse.invalid('body', 'is not valid JSON');
  }
}

/** Checks a body; the first problem is told, with its field. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return done(parsed.data);
  const first = parsed.error.issues[0];
  const field = first?.path.join('.') ?? '';
  return refuse.invalid(field === '' ? 'body' : field, first?.message ?? 'is invalid');
}

const pageQuery = z.object({
  skip: z.string().optional(),
  limit: z.string().optional(),
  page: z.string().optional(),
  page_size: z.string().optional(),
});

const maxLimit = 100;

function wholeNumber(text: string | undefined, byDefault: number, min: number, max: number): number | null {
  if (text === undefined) return byDefault;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return value >= min && value <= max ? value : null;
}

/**
 * A part of a list, in either style of the product's endpoints: `skip` and `limit`, or `page` (from 1) and `page_size`,
 * which adds `pagination` to the answer. At most 100 at once.
 */
export function paged<T>(query: unknown, name: string, all: readonly T[]): Outcome<Answer['data']> {
  const parsed = pageQuery.safeParse(query);
  if (!parsed.success) return refuse.invalid('query', 'names a parameter twice');
  const given = parsed.data;
  if (given.page !== undefined || given.page_size !== undefined) {
    const page = wholeNumber(given.page, 1, 1, 999_999_999);
    if (page === null) return refuse.invalid('page', 'must be a whole number from 1');
    const size = wholeNumber(given.page_size, 20, 1, maxLimit);
    if (size === null) return refuse.invalid('page_size', `must be a whole number from 1 to ${maxLimit}`);
    return done({
      [name]: all.slice((page - 1) * size, page * size),
      total_count: all.length,
      pagination: {
        page,
        page_size: size,
        total_count: all.length,
        total_pages: Math.ceil(all.length / size),
      },
    });
  }
  const skip = wholeNumber(given.skip, 0, 0, 999_999_999);
  if (skip === null) return refuse.invalid('skip', 'must be a whole number from 0');
  const limit = wholeNumber(given.limit, maxLimit, 1, maxLimit);
  if (limit === null) return refuse.invalid('limit', `must be a whole number from 1 to ${maxLimit}`);
  return done({ [name]: all.slice(skip, skip + limit), total_count: all.length });
}

/** The same as a whole answer. */
export function listed<T>(query: unknown, name: string, all: readonly T[]): Outcome<Answer> {
  const data = paged(query, name, all);
  return data.ok ? done({ data: data.value, message: `${name} retrieved successfully` }) : data;
}
