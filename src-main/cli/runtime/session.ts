import type { Result } from '../../../src-preload/shared/result.ts';
import type { CallInputOf, CallName, CallOutputOf } from './call-schemas.ts';

/** Where a command's answers come from: the open app, this profile opened by the command itself, or a server alone. */
export interface Session {
  via: 'app' | 'profile' | 'server';
  call<N extends CallName>(name: N, input: CallInputOf<N>): Promise<Result<CallOutputOf<N>>>;
  /** What had to be said on opening, such as a damaged file that was set aside. */
  notices: readonly { sentence: string; nextStep: string }[];
  close(): Promise<void>;
}
