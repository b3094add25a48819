import { join } from 'node:path';

/** The store's writer as a thread of its own, as the app has it. */
export const writerFile = join(import.meta.dirname, '../../src-main/store/writer/writer-thread.ts');

/** The same in the test's own thread, as the command line has it: a thread takes longer to start than most tests. */
export const loadWriter = () => import('../../src-main/store/writer/writer.ts');
