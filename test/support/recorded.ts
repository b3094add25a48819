import { readFileSync } from 'node:fs';
import { z } from 'zod';

const exchange = z.object({
  label: z.string(),
  as: z.string().nullable(),
  request: z.object({ method: z.string(), path: z.string(), body: z.unknown().optional() }),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
});
export type Exchange = z.infer<typeof exchange>;

/** What was recorded from System Initiative's real auth API, in its order. */
export const recorded: readonly Exchange[] = readFileSync(
  new URL('../fixtures/system-initiative.examples.jsonl', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => exchange.parse(JSON.parse(line)));
