import { z } from 'zod';
import { isSegment } from '../http/path.ts';

/** Far more than any system's ids; a longer one is garbage that would fill the store and every address. */
const longestId = 256;

/**
 * An id as a server gives it: bounded text that is one segment of a path and nothing else, so that no record can turn a request about
 * itself into one about its workspace. A record without a usable id is unreadable.
 */
export const serverId = z.string().min(1).max(longestId).refine(isSegment);
