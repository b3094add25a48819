import type { IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import {
  calls,
  type Area,
  type CallInput,
  type CallOutput,
  type Calls,
} from '../../src-preload/contract/api.ts';
import { channelOf } from '../../src-preload/shared/channels.ts';
import { resultOf } from '../../src-preload/contract/result.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { causeText, inputProblems } from '../base/causes.ts';
import { bugError, plainError } from '../base/errors.ts';
import { answerParser } from '../base/parse-answer.ts';
import type { AnswerCalls } from './early-calls.ts';
import { wellFormed } from './well-formed.ts';

/** The page that calls. */
export interface Caller {
  contentsId: number;
}

type Call<A extends Area, C extends keyof Calls[A]> = (
  input: CallInput<A, C>,
) => Promise<Result<CallOutput<A, C>>> | Result<CallOutput<A, C>>;

type CallOfPage<A extends Area, C extends keyof Calls[A]> = (
  input: CallInput<A, C>,
  caller: Caller,
) => ReturnType<Call<A, C>>;

/** The handlers of one contract file: one function a call. */
export type Handlers<A extends Area> = { [C in keyof Calls[A]]: Call<A, C> };
/** Handlers whose answer depends on which of the app's pages calls. */
export type PageHandlers<A extends Area> = { [C in keyof Calls[A]]: CallOfPage<A, C> };
export type AllHandlers = { [A in Area]: PageHandlers<A> };

/** What answers calls, once it is made. */
export interface Answering {
  handlers: AllHandlers;
  /** Ends when this call can be answered with what is known: the page asks while the databases are still being opened. */
  ready(where: string): Promise<void>;
}

export interface IpcPolicy {
  /** Whether this is the main frame of one of our own windows, showing our own page. */
  isTrusted(event: IpcMainInvokeEvent): boolean;
  /** For the log: `cause` repeats no key and no value of what was sent. */
  onBug(where: string, cause: string): void;
}

/**
 * The one way from a renderer into the main process: sender and main frame checked, input parsed, the answer parsed too (so that no
 * field travels which the contract doesn't name), and always a Result. A rejected promise never crosses. Pages call from their first moment
 * on: their calls wait for what answers them.
 */
export function handleAll(answering: Promise<Answering>, answer: AnswerCalls, policy: IpcPolicy): void {
  for (const area of areasOf(calls)) {
    const schemas: Record<string, { input: z.ZodType; output: z.ZodType }> = calls[area];
    for (const [name, schema] of Object.entries(schemas)) {
      const parse = answerParser(schema.output);
      answer(channelOf(area, name), async (event, raw) => {
        if (!policy.isTrusted(event)) {
          return fail(plainError('not-allowed', 'This page isn’t allowed to call Steward.', 'Close it.'));
        }
        const input = schema.input.safeParse(raw);
        if (!input.success) {
          policy.onBug(`${area}.${name} input`, inputProblems(input.error, schema.input));
          return fail(bugError(input.error));
        }
        try {
          const { handlers, ready } = await answering;
          await ready(`${area}.${name}`);
          // The pairing of names is checked by the type of AllHandlers; here both sides are walked by name only.
          const functions = handlers[area] as unknown as Record<
            string,
            (input: unknown, caller: Caller) => unknown
          >;
          const run = functions[name];
          if (!run) throw new Error(`No handler for ${area}.${name}`);
          const parsed = await parse(await run(wellFormed(input.data), { contentsId: event.sender.id }));
          if (parsed.success) return parsed.data;
          policy.onBug(`${area}.${name} output`, inputProblems(parsed.error, resultOf(schema.output)));
          return fail(bugError(parsed.error));
        } catch (cause) {
          policy.onBug(`${area}.${name}`, causeText(cause));
          return fail(bugError(cause));
        }
      });
    }
  }
}

const areasOf = <T extends object>(value: T) => Object.keys(value) as (keyof T)[];
