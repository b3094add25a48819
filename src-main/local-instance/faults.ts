import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const fault = z.discriminatedUnion('kind', [
  /** Waits, then goes on to the next rule that matches. */
  z.object({ kind: z.literal('delay'), ms: z.int().min(0).max(600_000) }),
  /** Answers with this status. A `body` that isn't text is sent as JSON. */
  z.object({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    contentType: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** Does the work, announces the whole answer, sends half of it and breaks the connection. */
  z.object({ kind: z.literal('cut') }),
  /** Does the work and answers 200 with something else: half of the JSON, a web page, or nothing. */
  z.object({ kind: z.literal('garble'), as: z.enum(['truncated-json', 'html', 'empty']) }),
  /** Answers with a JSON array of about this many bytes (100 MB when not given), without a length. */
  z.object({ kind: z.literal('huge'), bytes: z.int().min(1).default(100_000_000) }),
  /** 429; `retryAfter` is seconds or an HTTP date. */
  z.object({ kind: z.literal('rate-limit'), retryAfter: z.union([z.int().min(0), z.string()]).optional() }),
  /** Answers as if it had done the work, and has not. */
  z.object({ kind: z.literal('lie') }),
  /** Breaks the connection at once. */
  z.object({ kind: z.literal('offline') }),
]);

const ruleSchema = z.object({
  /** Every method when not given. */
  method: z.string().optional(),
  /** The whole path without query; `*` stands for one segment, `**` for any number. */
  path: z.string(),
  /** Lets so many matching requests pass first. */
  skip: z.int().min(0).default(0),
  /** Gone after so many; never when not given. */
  times: z.int().min(1).optional(),
  fault,
});
const rulesSchema = z.object({ rules: z.array(ruleSchema) });

export type Fault = z.input<typeof fault>;
export type FaultRule = z.input<typeof ruleSchema>;
type CheckedRule = z.output<typeof ruleSchema>;
type CheckedFault = z.output<typeof fault>;

export interface Faults {
  /** Replaces all rules. Throws for rules that make no sense: they are a test's own mistake. */
  set(rules: readonly FaultRule[]): void;
  /** Takes all rules away, and lets go on what is being delayed. */
  clear(): void;
}

interface LiveRule {
  readonly rule: CheckedRule;
  readonly matches: RegExp;
  seen: number;
}

const controlPath = '/__faults';
/** What this request will suffer once it has been worked on. Weak: it goes with the request. */
const pending = new WeakMap<FastifyRequest, CheckedFault>();

/** True where the server is to answer as if it had done the work. Dialects ask before they write. */
export function isLie(request: FastifyRequest): boolean {
  return pending.get(request)?.kind === 'lie';
}

function toPattern(path: string): RegExp {
  const parts = path
    .split(/(\*\*|\*)/)
    .map((part) =>
      part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('')}$`);
}

function* hugeBody(bytes: number): Generator<string> {
  const element = `{"filler":"${'x'.repeat(65_000)}"}`;
  yield '[';
  for (let sent = 0; sent < bytes; sent += element.length) yield sent === 0 ? element : `,${element}`;
  yield ']';
}

function answerInstead(reply: FastifyReply, one: CheckedFault): FastifyReply | null {
  switch (one.kind) {
    case 'status': {
      if (one.headers) void reply.headers(one.headers);
      const isText = typeof one.body === 'string';
      void reply.type(
        one.contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'),
      );
      return reply.code(one.status).send(isText ? one.body : JSON.stringify(one.body ?? {}));
    }
    case 'rate-limit':
      if (one.retryAfter !== undefined) void reply.header('retry-after', String(one.retryAfter));
      return reply.code(429).send({ kind: 'TooManyRequests', message: 'Too many requests' });
    case 'huge':
      return reply.type('application/json; charset=utf-8').send(Readable.from(hugeBody(one.bytes)));
    case 'offline':
      reply.hijack();
      reply.raw.socket?.destroy();
      return reply;
    case 'delay':
    case 'cut':
    case 'garble':
    case 'lie':
      return null;
  }
}

function spoil(reply: FastifyReply, payload: unknown, one: CheckedFault): unknown {
  const text = typeof payload === 'string' ? payload : '';
  const half = text.slice(0, Math.ceil(text.length / 2));
  if (one.kind === 'garble') {
    void reply.removeHeader('content-length');
    if (one.as === 'truncated-json') return half;
    if (one.as === 'empty') return '';
    void reply.code(200).type('text/html; charset=utf-8');
    return '<!doctype html><title>Welcome</title><h1>Sign in to the network</h1>';
  }
  if (one.kind !== 'cut') return payload;
  void reply.header('content-length', String(Buffer.byteLength(text) + 1));
  return Readable.from(halfThenHangUp(reply, half));
}

async function* halfThenHangUp(reply: FastifyReply, half: string): AsyncGenerator<string> {
  yield half;
  // The half has to leave before the line goes dead, else the client wouldn't see any answer.
  await setImmediate();
  reply.raw.socket?.end();
  await once(reply.raw, 'close');
}

/**
 * Lets tests break this server on purpose. Rules are set in process, or with `POST /__faults {rules}`; `DELETE` clears
 * them. Registered only where faults were asked for at start: no ordinary instance has this route.
 */
export function registerFaults(app: FastifyInstance): Faults {
  let live: LiveRule[] = [];
  let released = new AbortController();

  function set(rules: readonly FaultRule[]): void {
    live = rulesSchema
      .parse({ rules })
      .rules.map((rule) => ({ rule, matches: toPattern(rule.path), seen: 0 }));
  }

  function clear(): void {
    live = [];
    released.abort();
    released = new AbortController();
  }

  /** The delays to sit out, and the one fault after them. */
  function faultsFor(method: string, path: string): { delayMs: number; fault: CheckedFault | null } {
    let delayMs = 0;
    for (const one of live) {
      const { rule } = one;
      if (rule.method !== undefined && rule.method.toUpperCase() !== method) continue;
      if (!one.matches.test(path)) continue;
      one.seen += 1;
      if (one.seen <= rule.skip) continue;
      if (rule.times !== undefined && one.seen > rule.skip + rule.times) continue;
      if (rule.fault.kind !== 'delay') return { delayMs, fault: rule.fault };
      delayMs += rule.fault.ms;
    }
    return { delayMs, fault: null };
  }

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (path === controlPath) return undefined;
    const { delayMs, fault: one } = faultsFor(request.method, path);
    if (delayMs > 0) await delay(request, delayMs, released.signal);
    if (!one) return undefined;
    pending.set(request, one);
    return answerInstead(reply, one) ?? undefined;
  });

  app.addHook('onSend', (request, reply, payload, sent) => {
    const one = pending.get(request);
    sent(null, one ? spoil(reply, payload, one) : payload);
  });

  app.post(controlPath, (request, reply) => {
    const parsed = rulesSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ message: z.prettifyError(parsed.error) });
    set(parsed.data.rules);
    return reply.code(204).send();
  });
  app.delete(controlPath, (_request, reply) => {
    clear();
    return reply.code(204).send();
  });

  return { set, clear };
}

/** A client that gives up must not keep the server, or a test, waiting for the rest of the delay. */
function delay(request: FastifyRequest, ms: number, released: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      request.raw.socket.off('close', end);
      released.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    request.raw.socket.once('close', end);
    released.addEventListener('abort', end);
  });
}
