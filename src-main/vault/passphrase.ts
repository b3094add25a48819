import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** scrypt's parameters as kept in the vault's file. Bounded, so that a changed file can neither weaken nor hang an unlock. */
export const scryptParameters = z.object({
  salt: z.string().min(20),
  cost: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20)
    .refine((cost) => (cost & (cost - 1)) === 0),
  blockSize: z.literal(8),
  parallelization: z.literal(1),
});
type ScryptParameters = z.infer<typeof scryptParameters>;

/** 128 MiB and about half a second per guess. */
export const defaultCost = 2 ** 17;

export const newParameters = (cost: number): ScryptParameters => ({
  salt: randomBytes(16).toString('base64'),
  cost,
  blockSize: 8,
  parallelization: 1,
});

/** The 32-byte key of a passphrase. Other keyboards write the same letters in other ways, hence NFKC. */
export function deriveKey(passphrase: string, parameters: ScryptParameters): Promise<Buffer> {
  const { salt, cost, blockSize, parallelization } = parameters;
  // scrypt needs 128 * N * r bytes; Node refuses to go over `maxmem`.
  const maxmem = 128 * cost * blockSize + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      Buffer.from(salt, 'base64'),
      32,
      { N: cost, r: blockSize, p: parallelization, maxmem },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}
