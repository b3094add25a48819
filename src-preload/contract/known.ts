import { z } from 'zod';

/** The schema of a `Known<T>`: a value, `none`, or `not-reported`. */
export const known = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('known'), value }),
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('not-reported') }),
  ]);
