/* What the rounds of the torture say while they run and at their end. */

export interface Tally {
  kind: string;
  /** Asked for. */
  wanted: number;
  rounds: number;
  failed: number;
  seconds: number;
}

/** One round, as it ends: "kill 3 of 200: killed in work, 12 ms after 4 lines of work". */
export function roundLine({ kind, wanted, rounds }: Tally, told: string, problems: number): string {
  const found = problems === 0 ? '' : ` · ${problems} ${problems === 1 ? 'problem' : 'problems'}`;
  return `${kind} ${rounds} of ${wanted}: ${told}${found}`;
}

/** All rounds, a line for each kind; `interrupted`: there were to be more. */
export function summaryLines(tallies: readonly Tally[], seed: number, interrupted: boolean): string[] {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const all = {
    kind: 'all',
    rounds: sum(({ rounds }) => rounds),
    failed: sum(({ failed }) => failed),
    seconds: sum(({ seconds }) => seconds),
  };
  return [...tallies.map(columns), `${columns(all)}   seed ${seed}${interrupted ? ', interrupted' : ''}`];
}

const columns = ({ kind, rounds, failed, seconds }: Omit<Tally, 'wanted'>): string =>
  `${kind.padEnd(10)} ${String(rounds).padStart(5)} rounds ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(8)} s`;
