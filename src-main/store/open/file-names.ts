export const ledgerName = 'ledger.db';
export const rosterName = 'roster.db';

/** Left by a reader that met damage: the next opening checks the whole file. */
export const checkMark = (file: string): string => `${file}.check`;
