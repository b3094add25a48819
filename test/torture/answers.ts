import { createHash } from 'node:crypto';

/** A list that the server gave, as a digest of what is compared. `people`: the same of its e-mails alone. */
export interface Answer {
  key: string;
  digest: string;
  people: string;
  rows: number;
  at: number;
}

/** What the server did since it was last reset. */
export interface ServerJournal {
  answers: Answer[];
  /** `METHOD path body` of every request that wanted to change something. */
  arrivals: string[];
  /** What it has now: e-mails by workspace, names of tokens. */
  emails: Record<string, string[]>;
  tokens: string[];
}

export type ToServer = { do: 'tell' } | { do: 'reset' };
export type FromServer =
  | { is: 'ready'; address: string; tokens: { kept: string; erased: string } }
  | { is: 'told'; journal: ServerJournal }
  | { is: 'reset' };

/** One digest of rows in any order. */
export function digestOf(rows: readonly string[]): string {
  return createHash('sha1')
    .update([...rows].sort().join('\n'))
    .digest('hex');
}

/** Two domains, so that what a removed connection leaves behind can be told from what stays. */
export const domains = { kept: 'kept.example', erased: 'erased.example' } as const;
