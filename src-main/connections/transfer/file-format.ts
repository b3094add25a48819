import { z } from 'zod';
import { badge, colour, credentialKind, identity } from '../../../src-preload/contract/connections.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { invalidError } from '../../base/errors.ts';
import type { SealedText } from '../../vault/sealed-text.ts';
import { transferText as text } from '../text.ts';

export const format = 'steward-connections';
const version = 1;

/** A connection as it leaves this computer. A system that isn't known here is said to be so, so it's any text. */
const transferred = z.object({
  provider: z.string().max(100),
  apiVariant: z.string().max(100),
  address: z.string().max(4000),
  label: z.string().trim().min(1).max(200),
  badge,
  colour,
  startsAt: z.enum(['default', 'selector']),
  options: z.record(z.string().max(100), z.string().max(4000)),
  identity,
  credential: credentialKind,
  /** What signs it in; null: that was left out. */
  secret: z.string().max(100_000).nullable(),
});
export type Transferred = z.infer<typeof transferred>;

const connectionList = z.array(transferred).max(1000);

/** What is in a file: the connections, or what opens to them. */
export type TransferFile =
  { type: 'open'; connections: Transferred[] } | { type: 'sealed'; sealed: SealedText };

export const writeFile = (file: TransferFile): string =>
  JSON.stringify(
    {
      format,
      version,
      ...(file.type === 'open' ? { connections: file.connections } : { protected: file.sealed }),
    },
    null,
    2,
  );

export const writeConnections = (connections: readonly Transferred[]): string => JSON.stringify(connections);

/** Reads a file. One that is cut off, damaged, newer or something else gets its own sentence. */
export function readFile(content: string, sealedText: z.ZodType<SealedText>): Result<TransferFile> {
  const json = parsed(content);
  if (json === undefined)
    return failed(content.slice(0, 200).includes(`"${format}"`) ? text.cutOff : text.foreign);
  const head = z.object({ format: z.literal(format), version: z.int() }).safeParse(json);
  if (!head.success) return failed(text.foreign);
  if (head.data.version > version) return failed(text.newer);
  const file = z
    .union([z.object({ connections: connectionList }), z.object({ protected: sealedText })])
    .safeParse(json);
  if (!file.success) return failed(text.damaged);
  return ok(
    'protected' in file.data
      ? { type: 'sealed', sealed: file.data.protected }
      : { type: 'open', connections: file.data.connections },
  );
}

export function readConnections(content: string): Result<Transferred[]> {
  const list = connectionList.safeParse(parsed(content));
  return list.success ? ok(list.data) : failed(text.damaged);
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const failed = ({ sentence, nextStep }: { sentence: string; nextStep: string }) =>
  fail(invalidError(sentence, nextStep));
