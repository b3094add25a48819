import { z } from 'zod';
import { longestPassphrase } from '../shared/limits.ts';

export const vaultStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    backend: z.enum(['keyring', 'passphrase', 'memory']),
    name: z.string(),
  }),
  /** No keyring on this system and nothing chosen yet. */
  z.object({ state: z.literal('undecided'), why: z.string() }),
  /** A passphrase is needed to go on. */
  z.object({ state: z.literal('locked') }),
  /** The keyring used before can't be read now: nothing is cleared, it can be tried again. */
  z.object({ state: z.literal('unavailable'), sentence: z.string(), nextStep: z.string() }),
]);
export type VaultStatus = z.infer<typeof vaultStatus>;

export const vaultCalls = {
  status: { input: z.object({}), output: vaultStatus },
  /** scrypt + AES-256-GCM; at least 8 characters. */
  choosePassphrase: {
    input: z.object({ passphrase: z.string().min(8).max(longestPassphrase) }),
    output: vaultStatus,
  },
  unlock: { input: z.object({ passphrase: z.string().max(longestPassphrase) }), output: vaultStatus },
  /** Nothing is kept after quitting: neither sign-ins nor offline copies. */
  chooseMemory: { input: z.object({}), output: vaultStatus },
  retry: { input: z.object({}), output: vaultStatus },
  /** Sets aside a vault that can’t be opened, and starts a new one. Nothing is deleted. */
  startOver: { input: z.object({}), output: vaultStatus },
};
