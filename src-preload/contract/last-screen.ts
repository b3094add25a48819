import { z } from 'zod';
import { screenAttributes, screenLimits, screenTags } from '../shared/last-screen.ts';
import { preferences } from './app.ts';
import { workspaceRef } from './refs.ts';

const depth = z.int().min(0).max(screenLimits.depth);
const screenText = z.string().max(screenLimits.text);

const screenNode = z.union([
  z.strictObject({ depth, text: screenText }),
  z.strictObject({
    depth,
    tag: z.enum(screenTags),
    attributes: z.partialRecord(z.enum(screenAttributes), screenText),
  }),
]);

/** What the window showed at rest, for the next start. */
export const lastScreen = z.object({
  place: workspaceRef,
  density: preferences.shape.density,
  dark: z.boolean(),
  /** Of the page, in px. */
  size: z.object({ width: z.int().positive(), height: z.int().positive() }),
  nodes: z.array(screenNode).min(1).max(screenLimits.nodes),
});
export type LastScreen = z.infer<typeof lastScreen>;

export const lastScreenCalls = {
  /** Answers with whether it was kept: never without a keyring, nor shortly after something has changed. */
  keep: { input: lastScreen, output: z.boolean() },
};
