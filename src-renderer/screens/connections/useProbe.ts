import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';

export interface ProbeInput {
  address: string;
  provider: ProviderId | null;
  allowInsecure: boolean;
  /** Set: this connection's own address isn't "already added". */
  connectionId: string | null;
  /** Settings that the address depends on (path templates), by the ids of the product's options. */
  options?: Record<string, string>;
}

export type ProbeState =
  | { state: 'idle' }
  | { state: 'checking'; input: ProbeInput }
  | { state: 'failed'; input: ProbeInput; error: AppError }
  | { state: 'done'; input: ProbeInput; verdict: Verdict };

/** The verdicts after which the user can sign in. */
export type Recognised = Extract<Verdict, { verdict: 'ok' | 'sign-in-needed' }>;

/** One address check at a time; the answer to a superseded or cancelled one is dropped. */
export function useProbe() {
  const [probe, setProbe] = useState<ProbeState>({ state: 'idle' });
  const asked = useRef(0);
  const start = useCallback(async (input: ProbeInput): Promise<Verdict | null> => {
    const mine = ++asked.current;
    setProbe({ state: 'checking', input });
    const answer = await window.steward.connections.probe(input);
    if (mine !== asked.current) return null;
    setProbe(
      answer.ok
        ? { state: 'done', input, verdict: answer.value }
        : { state: 'failed', input, error: answer.error },
    );
    return answer.ok ? answer.value : null;
  }, []);
  const reset = useCallback(() => {
    asked.current += 1;
    setProbe({ state: 'idle' });
  }, []);
  useEffect(
    () => () => {
      asked.current += 1;
    },
    [],
  );
  return { probe, start, reset };
}

/** An id of 128 random bits; `crypto.randomUUID` isn't there on every scheme. */
export function newAttemptId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
