import type { ExpiryReading } from '../../../src-preload/contract/tokens.ts';
import { unstructuredText } from './text.ts';

const longest = 255;

function nameProblem(name: string, what: string): string | null {
  if (name.trim() === '') return unstructuredText.nameNeeded(what);
  if (name !== name.trim()) return unstructuredText.trimName;
  return name.length > longest ? unstructuredText.nameTooLong(longest) : null;
}

/** A workspace has nothing but a name. */
export function checkWorkspaceFields({ name }: { name: string }): { path: 'name'; message: string }[] {
  const message = nameProblem(name, 'workspace');
  return message === null ? [] : [{ path: 'name', message }];
}

export const tokenNameProblem = (name: string): string | null => nameProblem(name, 'API key');

/** Keys have no expiry: it isn't asked for, and a text that comes anyway is refused. */
export function readExpiry(text: string): ExpiryReading {
  const message = unstructuredText.keysDoNotExpire;
  return text.trim() === ''
    ? { reading: 'never', text, caution: null }
    : { reading: 'refused', message: message, suggestion: '' };
}
