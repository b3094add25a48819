import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file beside the program that runs, such as a thread's; the program may have been started through a link. */
export const builtFile = (name: string): string => join(dirname(realpathSync(process.argv[1] ?? '')), name);
