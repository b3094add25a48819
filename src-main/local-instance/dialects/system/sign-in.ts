import { randomUUID } from 'node:crypto';
import type { Directory } from '../../directory.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Success } from './envelope.ts';
import { fail, type Outcome } from './failures.ts';
import { requireActive, newTokens, personOf, sampleSignIn } from './identity.ts';
import { bodies, validate } from './rules.ts';
import { ok } from './workspaces.ts';

/** In seconds. */
const signInLifetime = 300;
const mfaMethods = ['EMAIL', 'SMS'] as const;
const wrongCodesAllowed = 5;

interface PendingSignIn {
  readonly personId: string;
  readonly expiresAt: number;
  codeSent: boolean;
  wrongCodes: number;
}

export interface SignInRequest {
  readonly body: unknown;
  readonly clientHash: string | undefined;
}

/** Signing in by password and a code that, on a local instance, is always the same and is sent nowhere. */
export function createSignIn(directory: Directory, signer: TokenSigner) {
  const pending = new Map<string, PendingSignIn>();

  function find(id: string): PendingSignIn | null {
    const found = pending.get(id);
    return found && found.expiresAt > directory.now() ? found : null;
  }

  return {
    initiate({ body }: SignInRequest): Outcome<Success> {
      const checked = validate(bodies.initiate, body);
      if (!checked.ok) return checked;
      const person = directory.people.byEmail(checked.value.email);
      const known = person !== null && person.signupAt !== null;
      if (!known || checked.value.password !== sampleSignIn.password) return fail('badCredentials');
      const active = requireActive(person);
      if (!active.ok) return active;
      for (const [id, { expiresAt }] of pending) if (expiresAt <= directory.now()) pending.delete(id);
      const sessionId = randomUUID();
      const expiresAt = directory.now() + signInLifetime * 1000;
      pending.set(sessionId, { personId: person.id, expiresAt, codeSent: false, wrongCodes: 0 });
      return ok({ sessionId, mfaMethods, expiresIn: signInLifetime });
    },

    sendMfa({ body }: SignInRequest): Outcome<Success> {
      const checked = validate(bodies.sendMfa, body);
      if (!checked.ok) return checked;
      const found = find(checked.value.sessionId);
      if (!found) return fail('signInSessionNotFound');
      found.codeSent = true;
      const expiresIn = Math.ceil((found.expiresAt - directory.now()) / 1000);
      return ok({ sessionId: checked.value.sessionId, method: checked.value.method, expiresIn }, '2002');
    },

    async complete({ body, clientHash }: SignInRequest): Promise<Outcome<Success>> {
      const checked = validate(bodies.complete, body);
      if (!checked.ok) return checked;
      const { sessionId, code } = checked.value;
      const found = find(sessionId);
      const person = found ? directory.people.byId(found.personId) : null;
      if (!found || !person) return fail('signInSessionNotFound');
      if (!found.codeSent) return fail('mfaNotSent');
      if (code !== sampleSignIn.mfaCode) {
        found.wrongCodes += 1;
        if (found.wrongCodes >= wrongCodesAllowed) pending.delete(sessionId);
        return fail('badMfaCode');
      }
      pending.delete(sessionId);
      return ok(await newTokens(person, clientHash ?? null, directory, signer));
    },

    async refresh({ body, clientHash }: SignInRequest): Promise<Outcome<Success>> {
      const checked = validate(bodies.refresh, body);
      if (!checked.ok) return checked;
      const person = await personOf(checked.value.refreshToken, 'refresh', clientHash, directory, signer);
      if (!person.ok) return person;
      return ok(await newTokens(person.value, clientHash ?? null, directory, signer));
    },
  };
}
