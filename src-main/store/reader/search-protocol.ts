/** How searches come to their thread and go back: `{id, method, args}` → `{id, …}`, in the order in which they end. */
export type ToSearch =
  | { type: 'call'; id: number; method: string; args: unknown[] }
  | { type: 'abort'; id: number }
  /** Keys of rosters are dropped: one was erased. */
  | { type: 'forget' }
  /** The thread ends; what it hasn't answered stays unanswered. */
  | { type: 'close' };

export type FromSearch = { id: number } & ({ ok: true; value: unknown } | { ok: false; message: string });

export interface SearchData {
  rosterFile: string;
  rosterKey: Uint8Array;
}
