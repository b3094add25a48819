import type { ExpiryReading } from '../../../src-preload/contract/tokens.ts';

const longest = 255;

function nameProblem(name: string, what: string): string | null {
  if (name.trim() === '') return `Enter a name for the ${what}.`;
  if (name !== name.trim()) return 'Leave out the spaces at the beginning and the end.';
  return name.length > longest ? `A name has at most ${longest} characters.` : null;
}

/** A workspace has nothing but a name. */
export function checkWorkspaceFields({ name }: { name: string }): { path: 'name'; message: string }[] {
  const message = nameProblem(name, 'workspace');
  return message === null ? [] : [{ path: 'name', message }];
}

export const tokenNameProblem = (name: string): string | null => nameProblem(name, 'API key');

/** Keys have no expiry: it isn't asked for, and a text that comes anyway is refused. */
export function readExpiry(text: string): ExpiryReading {
  const words = 'API keys of Unstructured don’t expire.';
  return text.trim() === ''
    ? { reading: 'never', text, caution: null }
    : { reading: 'refused', message: words, suggestion: '' };
}
