import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { FetchListDeps } from './fetch-list.ts';
import type { Periods } from './reasons.ts';
import type { SetTimer } from './timers.ts';

/** What the sync is made with. */
export interface SyncDeps extends FetchListDeps {
  setTimer?: SetTimer;
  /** Looked up each time, because they are settings; not given: the default. */
  periods?: () => Periods;
  /** 0 to 1. */
  random: () => number;
  /** False: newly known places are fetched only when they are asked for. */
  catchesUp?: () => boolean;
  /** The server ended the session. Nothing more is sent until `refresh(connectionId, 'sign-in')`. */
  onSignedOut: (connectionId: string, error: AppError) => void;
  /** A list was read whole. */
  onRefreshed?: (connectionId: string, list: ListName) => void;
}
