import { z } from 'zod';
import { changeRequest } from './change-request.ts';
import { largestOpened } from '../shared/limits.ts';
import { appError } from './result.ts';

/** A file that the user opened: a plan to review, or a list of which the user says what it is. */
export const openedFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), name: z.string(), requests: z.array(changeRequest) }),
  z.object({ kind: z.literal('list'), name: z.string(), text: z.string() }),
]);
export type OpenedFile = z.infer<typeof openedFile>;

/** What the system opened Steward with. A link is parsed where it's used. */
export const opened = z.discriminatedUnion('kind', [
  ...openedFile.options,
  z.object({ kind: z.literal('link'), link: z.string() }),
  z.object({ kind: z.literal('refused'), error: appError }),
]);
export type Opened = z.infer<typeof opened>;

export const openedCalls = {
  /** The oldest that no page took yet; null: nothing waits, or it waits for another window. */
  take: { input: z.object({}), output: opened.nullable() },
  /** A file that was dropped on the window. */
  drop: {
    input: z.object({
      name: z.string().max(1000),
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= largestOpened),
    }),
    output: openedFile,
  },
};
