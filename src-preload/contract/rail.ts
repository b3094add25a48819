import { z } from 'zod';

/** A heading on the rail, with the connections under it. */
export const railGroup = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(40),
  folded: z.boolean(),
  connectionIds: z.array(z.string()).max(1000),
});
export type RailGroup = z.infer<typeof railGroup>;

/** How the rail of connections is arranged on this device; the connections' own order is kept with them. */
export const railLayout = z.object({
  /** It shows names beside the tiles. */
  wide: z.boolean(),
  groups: z.array(railGroup).max(100),
  /** A letter or two, or an emoji, instead of a connection's initials, by its id. */
  icons: z.record(z.string(), z.string().min(1).max(32)),
});
export type RailLayout = z.infer<typeof railLayout>;

export const railCalls = {
  layout: { input: z.object({}), output: railLayout },
  setLayout: { input: railLayout, output: railLayout },
};
