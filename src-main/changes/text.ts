import { quoted } from '../base/quoted.ts';
import { listText } from '../../src-preload/shared/format/lists.ts';
import type { Scope } from '../../src-preload/contract/capabilities.ts';

/** For a word at the beginning of a sentence: "API key" stays as it is. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "this workspace", "this organization". */
export const thisPlace = (scope: Scope): string => (scope === 'account' ? 'your account' : `this ${scope}`);

/** "a, b and c"; more than `most` are counted instead. */
export const listed = (parts: readonly string[], most = 4): string => listText(parts, most);

/** Follows what was done, where a server keeps a name otherwise than it was asked for. */
export const storedText = (stored: string): string => `The server stored it as ${quoted(stored)}.`;

/** What every kind says where nothing has to be sent. */
export const noChangeNeeded = 'No change needed.';
