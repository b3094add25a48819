import { z } from 'zod';

/** One fact about a part of the app. `state`: whether it works; `fact` where that isn't the question. */
export const diagnosticRow = z.object({
  name: z.string(),
  value: z.string(),
  state: z.enum(['ok', 'warn', 'bad', 'fact']),
});
export type DiagnosticRow = z.infer<typeof diagnosticRow>;

export const diagnostics = z.object({
  groups: z.array(z.object({ title: z.string(), rows: z.array(diagnosticRow) })),
  /** The newest lines of the log, without secrets, e-mail addresses and host names. */
  log: z.array(z.string()),
});
export type Diagnostics = z.infer<typeof diagnostics>;

export const diagnosticsCalls = {
  read: { input: z.object({}), output: diagnostics },
  /** Copies everything as text, without secrets and e-mail addresses; `hosts`: with the names of servers. */
  copy: { input: z.object({ hosts: z.boolean() }), output: z.null() },
  /** Shows Steward's folder in the system's file manager. */
  openFolder: { input: z.object({}), output: z.null() },
};
