import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { causeText, inputProblems } from '../../../src-main/base/causes.ts';

describe('a cause for the log', () => {
  it('is its words, shortened', () => {
    expect(causeText(new TypeError('no such thing'))).toBe('TypeError: no such thing');
    expect(causeText(new Error('x'.repeat(1_000_000))).length).toBeLessThan(2100);
  });

  it('is something for whatever can be thrown', () => {
    const hostile = {
      toString() {
        throw new Error('mine');
      },
    };
    for (const thrown of [undefined, null, 1n, Symbol('s'), Object.create(null), hostile, () => 1])
      expect(causeText(thrown)).toBeTypeOf('string');
  });
});

describe('what is wrong with an input', () => {
  const schema = z.strictObject({
    place: z.object({ id: z.string() }),
    list: z.array(z.object({ n: z.int() })),
    values: z.record(z.string(), z.string()),
    either: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]).optional(),
  });
  const problemsOf = (input: unknown) => {
    const parsed = schema.safeParse(input);
    return parsed.success ? '' : inputProblems(parsed.error, schema);
  };

  it('names the fields that the contract knows, and why', () => {
    expect(problemsOf({ place: { id: 5 }, list: [{ n: 1 }, { n: 1.5 }], values: {} })).toBe(
      'place.id: invalid_type, list.1.n: invalid_type',
    );
  });

  it('repeats no key and no value of the input', () => {
    const canary = 'hunter2-canary';
    const words = [
      problemsOf({ place: { id: 'x' }, list: [], values: { [canary]: 5 } }),
      problemsOf({ place: { id: 'x' }, list: [], values: {}, [canary]: 1 }),
      problemsOf({ place: { id: 'x' }, list: [], values: {}, either: { [canary]: canary } }),
      problemsOf(canary),
    ];
    for (const one of words) expect(one).not.toContain('canary');
    expect(words[0]).toBe('values.…: invalid_type');
  });

  it('names the field of an answer', () => {
    const answer = z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.object({ name: z.string() }) }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ]);
    const parsed = answer.safeParse({ ok: true, value: { name: 5 } });
    expect(parsed.error && inputProblems(parsed.error, answer)).toBe('value.name: invalid_type');
  });

  it('stays short for an input with a great many mistakes', () => {
    const list = Array.from({ length: 10_000 }, () => ({ n: 'x' }));
    expect(problemsOf({ place: { id: 'x' }, list, values: {} }).length).toBeLessThan(300);
  });
});
