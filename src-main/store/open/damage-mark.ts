import { writeFileSync } from 'node:fs';
import { troubleOf } from '../store-errors.ts';
import { checkMark } from './file-names.ts';

/** Makes the next start check the whole file. */
export function markForCheck(file: string): void {
  try {
    writeFileSync(checkMark(file), '', { mode: 0o600 });
  } catch {
    // The damage will be met again.
  }
}

/** The same reader, which leaves a mark when a read meets damage; the exception passes on. */
export function markingDamage<T extends object>(reader: T, file: string): T {
  const wrapped = Object.entries(reader).map(([name, method]: [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      const leaveMark = (cause: unknown): never => {
        if (troubleOf(cause) === 'damaged') markForCheck(file);
        throw cause;
      };
      try {
        const found = method(...args);
        return found instanceof Promise ? found.catch(leaveMark) : found;
      } catch (cause) {
        return leaveMark(cause);
      }
    },
  ]);
  // Every method of `reader` under its own name.
  return Object.fromEntries(wrapped) as T;
}
