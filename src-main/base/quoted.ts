import { isolated } from '../../src-preload/shared/shown-text.ts';

/** A name within a sentence: nothing in it can turn or hide the words around it. */
export const quoted = (name: string): string => `“${isolated(name)}”`;
