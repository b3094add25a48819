import { failureOf, type Failure, type Generation } from './failures.ts';

/** Done · created (HTTP 201) · accepted, the effect follows · done, and there is nothing to show. */
export type SuccessCode = '2000' | '2001' | '2002' | '2004';

export interface Success {
  readonly code: SuccessCode;
  readonly data: unknown;
}

/** What goes out, before the secure channel wraps it. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const successWords: Readonly<Record<SuccessCode, string>> = {
  '2000': 'OK',
  '2001': 'Created',
  '2002': 'Accepted',
  '2004': 'No content',
};

/** `2004` comes with HTTP 200: an envelope needs a body. */
export function successAnswer({ code, data }: Success, generation: Generation, now: number): Answer {
  return {
    status: code === '2001' ? 201 : 200,
    body: { version: generation, timestamp: now, success: true, code, message: successWords[code], data },
  };
}

export function failureAnswer(failure: Failure, generation: Generation, now: number): Answer {
  const { status, code, message } = failureOf(failure.name, generation);
  return {
    status,
    body: { version: generation, timestamp: now, success: false, code, message, data: failure.data },
  };
}
