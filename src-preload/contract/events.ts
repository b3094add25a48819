import { z } from 'zod';
import { itemState } from './plan.ts';

/** What main reports to the renderer: that something changed, never the data itself. */
export const stewardEvent = z.discriminatedUnion('topic', [
  z.object({ topic: z.enum(['status', 'connections', 'preferences', 'settings', 'proxies', 'updates']) }),
  z.object({ topic: z.literal('workspaces'), connectionId: z.string() }),
  z.object({
    topic: z.enum(['members', 'invitations', 'tokens', 'roles', 'details', 'history', 'receipts']),
    connectionId: z.string(),
    workspaceId: z.string().nullable(),
  }),
  z.object({
    topic: z.literal('progress'),
    planId: z.string(),
    itemId: z.string(),
    state: itemState,
    done: z.int(),
    total: z.int(),
  }),
  /** A link or a file was opened; the page takes it with `opened.take`. */
  z.object({ topic: z.literal('opened') }),
  /** A menu item or shortcut of the native menu. */
  z.object({
    topic: z.literal('command'),
    command: z.enum([
      'add-connection',
      'settings',
      'palette',
      'refresh',
      'find',
      'shortcuts',
      'lock',
      'back',
      'forward',
      'copy-link',
      'undo',
      'all-connections',
      'history',
    ]),
  }),
]);
export type StewardEvent = z.infer<typeof stewardEvent>;
