import { applyRandomPlan } from '../unit/changes/random-plan.ts';

/** Progress is told after so many. */
const told = 50;

/** Applies this many random plans under random faults, and sums up, also where it is interrupted. Gives the exit code. */
export async function applyPlans(count: number, seed: number, asJson: boolean): Promise<number> {
  const failures: { seed: number; problems: string[] }[] = [];
  const interrupt = { isSet: false };
  const onInterrupt = () => {
    interrupt.isSet = true;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onInterrupt);
  let tried = 0;
  while (tried < count && !interrupt.isSet) {
    const own = seed * 100_003 + tried;
    tried += 1;
    let problems: string[];
    try {
      problems = await applyRandomPlan(own);
    } catch (cause) {
      problems = [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)];
    }
    if (problems.length > 0) failures.push({ seed: own, problems });
    if (!asJson) for (const problem of problems) console.log(`seed ${own}: ${problem}`);
    if (tried % told === 0) console.error(`${tried} of ${count} random plans, ${failures.length} failed`);
    // A signal is only seen between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const signal of signals) process.off(signal, onInterrupt);
  if (asJson) console.log(JSON.stringify({ seed, tried, failures, interrupted: interrupt.isSet }, null, 2));
  else
    console.log(
      `${tried} random plans, ${failures.length} failed, seed ${seed}${interrupt.isSet ? ', interrupted' : ''}`,
    );
  return failures.length === 0 ? 0 : 1;
}
