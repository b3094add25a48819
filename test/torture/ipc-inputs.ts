import { z } from 'zod';
import type { createRandom } from '../../src-main/local-instance/random.ts';

type Random = ReturnType<typeof createRandom>;

/**
 * A value for the page, as JSON: what JSON can't hold is named by an object with the one key `$`, and made in the page.
 */
export type Recipe = unknown;

/** Strings that look like secrets, each of them another: none of them may be found on the disk. */
export const canaryOf = (number: number) => `canary-${number.toString(36)}-s3cr3t-in-the-bridge`;

const made = (what: string) => ({ $: what });

/** What a caller with bad intentions puts in the place of any value. */
const hostile: readonly Recipe[] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  '\u0000',
  '\u202e\u200b\ufeff',
  '../../../etc/passwd',
  '..%2f..%2f',
  "'; drop table members; --",
  '<img src=x onerror=alert(1)>',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://127.0.0.1:1/',
  'toString',
  '__proto__',
  'constructor',
  '%',
  'role:owner AND (',
  '-'.repeat(500),
  ...[
    'undefined',
    'nan',
    'infinity',
    'bigint',
    'date',
    'bad-date',
    'map',
    'bytes',
    'cycle',
    'deep',
    'long',
    'many',
    'half-character',
    'pollution',
    'getter',
    'sparse',
  ].map(made),
];

const pick = <T>(random: Random, from: readonly T[]): T | undefined =>
  from[Math.floor(random() * from.length)];

/** An input of a call: right but for one place, mostly; sometimes of no shape that it knows. */
export function inputFor(schema: z.ZodType, random: Random, canary: string): Recipe {
  if (random() < 0.2) return pick(random, hostile);
  const sample = sampleOf(schema, random, canary);
  return random() < 0.15 ? sample : spoil(sample, random);
}

/** One value somewhere in it becomes a hostile one, or a key too much. */
function spoil(value: Recipe, random: Random): Recipe {
  if (Array.isArray(value) && value.length > 0 && random() < 0.8) {
    const at = Math.floor(random() * value.length);
    return value.map((one: unknown, index) => (index === at ? spoil(one, random) : one));
  }
  if (typeof value === 'object' && value !== null && !('$' in value) && random() < 0.9) {
    const keys = Object.keys(value);
    const at = pick(random, keys);
    if (at === undefined || random() < 0.1) return { ...value, [canaryOf(Math.floor(random() * 1e6))]: 1 };
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, key === at ? spoil(one, random) : one]),
    );
  }
  return pick(random, hostile);
}

/** A value that the schema takes, or nearly: checks beyond its types aren't looked at. */
function sampleOf(schema: unknown, random: Random, canary: string): Recipe {
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, one]) => [key, sampleOf(one, random, canary)]),
    );
  if (schema instanceof z.ZodArray)
    return Array.from({ length: Math.floor(random() * 3) }, () => sampleOf(schema.element, random, canary));
  if (schema instanceof z.ZodUnion) return sampleOf(pick(random, schema.options), random, canary);
  if (schema instanceof z.ZodRecord) return { [canary]: sampleOf(schema.valueType, random, canary) };
  if (schema instanceof z.ZodTuple) return schema.def.items.map((one) => sampleOf(one, random, canary));
  if (schema instanceof z.ZodEnum) return pick(random, schema.options);
  if (schema instanceof z.ZodLiteral) return pick(random, [...schema.values]);
  if (schema instanceof z.ZodBoolean) return random() < 0.5;
  if (schema instanceof z.ZodNumber) return pick(random, [0, 1, 2, 100, 1_700_000_000_000]);
  if (schema instanceof z.ZodNull) return null;
  if (schema instanceof z.ZodNullable)
    return random() < 0.3 ? null : sampleOf(schema.unwrap(), random, canary);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return random() < 0.3 ? made('undefined') : sampleOf(schema.unwrap(), random, canary);
  if (schema instanceof z.ZodPipe) return sampleOf(schema.in, random, canary);
  return pick(random, [canary, 'ana@northwind.example', 'members', '']);
}
