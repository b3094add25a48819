import { useEffect, useRef, useState } from 'react';
import type { Attempt, SignInMethod } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { newAttemptId } from './useProbe.ts';

type Question = Parameters<typeof window.steward.connections.authenticate>[0];
type How = Question['method'];

type Stage =
  | { stage: 'form' }
  | { stage: 'waiting'; for: SignInMethod | 'code' }
  /** The server sent a code; `text` says where to. */
  | { stage: 'code'; text: string };

export interface SignInAttempt {
  stage: Stage;
  /** Why the last try failed. */
  error: AppError | null;
  /** Starts a sign-in; null as long as the user isn't signed in. */
  start: (how: Exclude<How, { type: 'code' }>) => Promise<Attempt | null>;
  /** Continues with the code that was sent. */
  continueWith: (code: string) => Promise<Attempt | null>;
  /** Cancels what is under way and returns to the form, without an error. */
  stop: () => void;
  forgetError: () => void;
}

/** One sign-in at a time; one that is left is cancelled in the main process and its secret dropped. */
export function useSignInAttempt(about: Omit<Question, 'attemptId' | 'method'>): SignInAttempt {
  const [stage, setStage] = useState<Stage>({ stage: 'form' });
  const [error, setError] = useState<AppError | null>(null);
  const running = useRef<string | null>(null);
  const codeText = useRef('');
  const drop = () => {
    const attemptId = running.current;
    running.current = null;
    if (attemptId !== null) void window.steward.connections.cancelAuthenticate({ attemptId });
  };
  useEffect(() => drop, []);

  const askForCode = (attemptId: string, text: string) => {
    running.current = attemptId;
    codeText.current = text;
    setStage({ stage: 'code', text });
  };
  const end = () => {
    running.current = null;
    setStage({ stage: 'form' });
  };
  const send = async (attemptId: string, method: How): Promise<Attempt | null> => {
    running.current = attemptId;
    setError(null);
    setStage({ stage: 'waiting', for: method.type });
    const answer = await window.steward.connections.authenticate({ ...about, attemptId, method });
    // Cancelled meanwhile: another attempt may already be running.
    if (running.current !== attemptId) return null;
    if (!answer.ok) {
      const { error: failed } = answer;
      // A wrong code can be typed again under the same attempt, and sent again when the network failed it.
      if (method.type === 'code' && (failed.kind === 'invalid' || failed.retryable)) {
        askForCode(attemptId, codeText.current);
      } else {
        end();
      }
      if (failed.kind !== 'cancelled') setError(failed);
      return null;
    }
    if (answer.value.step === 'code-needed') {
      askForCode(answer.value.attemptId, answer.value.text);
      return null;
    }
    end();
    return answer.value;
  };
  return {
    stage,
    error,
    start: (how) => send(newAttemptId(), how),
    async continueWith(code) {
      const attemptId = running.current;
      return attemptId === null ? null : send(attemptId, { type: 'code', code });
    },
    stop() {
      drop();
      setError(null);
      setStage({ stage: 'form' });
    },
    forgetError: () => setError(null),
  };
}
