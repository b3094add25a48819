import type { TransportRequest } from './http.ts';
import { longList } from './long-list.ts';

/** A body as it comes. */
export interface AnswerBody {
  /** False: with it the body is larger than the request allows. */
  add(chunk: Buffer): boolean;
  whole(): Buffer;
}

/** So much (bytes) is kept of the end of a body that isn't read; more than the blanks that may follow a list. */
const keptEnd = 1000;

/**
 * Collects the body of an answer with this status. Of a list that nobody reads the middle is dropped as it comes: thousands of changes whose
 * answers are megabytes would keep the app busy collecting garbage.
 */
export function collectBody(
  { maxBytes, unread }: Pick<TransportRequest, 'maxBytes' | 'unread'>,
  status: number,
): AnswerBody {
  // A refusal is read.
  const dropsMiddle = unread === true && status >= 200 && status <= 299;
  const start: Buffer[] = [];
  const end: Buffer[] = [];
  let size = 0;
  let inEnd = 0;
  return {
    add(chunk) {
      const isStart = !dropsMiddle || size < longList;
      size += chunk.length;
      if (size > maxBytes) return false;
      if (isStart) start.push(chunk);
      else {
        end.push(chunk);
        inEnd += chunk.length;
        for (let [first] = end; first !== undefined && inEnd - first.length >= keptEnd; [first] = end) {
          end.shift();
          inEnd -= first.length;
        }
      }
      return true;
    },
    whole: () => Buffer.concat([...start, ...end]),
  };
}
