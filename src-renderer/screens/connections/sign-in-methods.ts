import { ClipboardPen, Globe, KeyRound, Laptop, UserRound } from 'lucide-react';
import type { SignInMethod } from '../../../src-preload/contract/connections.ts';

export const signInMethods = {
  browser: {
    label: 'With the browser',
    description: 'Opens the server’s sign-in page. Come back here when you’re done.',
    icon: Globe,
    verb: 'Open browser',
  },
  'local-login': {
    label: 'As the local developer',
    description: 'This development server lets you sign in without a password.',
    icon: Laptop,
    verb: 'Sign in',
  },
  token: {
    label: 'With a token',
    description: 'Paste a token you got from the server.',
    icon: KeyRound,
    verb: 'Sign in',
  },
  password: {
    label: 'With a password',
    description: 'Sent to the server once and never stored.',
    icon: UserRound,
    verb: 'Sign in',
  },
  entered: {
    label: 'Without signing in',
    description: 'Enter who you are there and keep the inventory yourself.',
    icon: ClipboardPen,
    verb: 'Continue without signing in',
  },
} satisfies Record<SignInMethod, { label: string; description: string; icon: typeof Globe; verb: string }>;

type FormMethod = Extract<SignInMethod, 'token' | 'password' | 'entered'>;
/** Whether the method has fields to fill in. */
export const isForm = (method: SignInMethod): method is FormMethod =>
  method === 'token' || method === 'password' || method === 'entered';
