import { z } from 'zod';
import { looksLikeLongList } from './long-list.ts';

/**
 * The schema for a change whose server answers with the whole list that it changed. Nobody reads it, because the change engine reads the list
 * back: it only has to be one, so that a page of something on the way isn't taken for the server's yes.
 */
export const unreadList = z.array(z.unknown());

/** Whether answers are taken for such a list. */
export const isUnreadList = (schema: z.ZodType | null): boolean => schema === unreadList;

/** Whether an answer is one of these. */
export const isUnread = (schema: z.ZodType | null, body: Buffer): boolean =>
  isUnreadList(schema) && looksLikeLongList(body);
