import { ClipboardPen, Globe, KeyRound, Laptop, UserRound } from 'lucide-react';
import type { SignInMethod } from '../../../src-preload/contract/connections.ts';

export const signInMethods = {
  browser: {
    label: 'With the browser',
    description: 'Your browser opens the sign-in page of the server; come back here when it says so.',
    icon: Globe,
    verb: 'Open the browser',
  },
  'local-login': {
    label: 'As the developer of this computer',
    description: 'The server offers a sign-in without a password, because it runs for development.',
    icon: Laptop,
    verb: 'Sign in',
  },
  token: {
    label: 'With a token',
    description: 'Paste one that the server gave you.',
    icon: KeyRound,
    verb: 'Sign in with the token',
  },
  password: {
    label: 'With a password',
    description: 'It is sent to the server once and not kept.',
    icon: UserRound,
    verb: 'Sign in',
  },
  entered: {
    label: 'Without signing in',
    description: 'You say who you are there, and keep the inventory yourself.',
    icon: ClipboardPen,
    verb: 'Go on without signing in',
  },
} satisfies Record<SignInMethod, { label: string; description: string; icon: typeof Globe; verb: string }>;

type FormMethod = Extract<SignInMethod, 'token' | 'password' | 'entered'>;
/** Whether something has to be typed for it. */
export const isForm = (method: SignInMethod): method is FormMethod =>
  method === 'token' || method === 'password' || method === 'entered';

/** What is being waited for. */
export const waitingText = (what: SignInMethod | 'code'): string => {
  switch (what) {
    case 'browser':
      return 'Waiting for you in the browser, up to five minutes. This window goes on by itself.';
    case 'entered':
      return 'Taking down who you are…';
    default:
      return 'Signing in and asking who you are…';
  }
};
