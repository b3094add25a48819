import { create } from 'zustand';
import { useNavigation } from './navigation.ts';

/** The connection in whose history the places that left its list are unfolded; null: none. */
export const useGonePlaces = create<{ unfoldedAt: string | null }>(() => ({ unfoldedAt: null }));

export const unfoldGonePlaces = (connectionId: string | null): void =>
  useGonePlaces.setState({ unfoldedAt: connectionId });

/** Goes to the history of the connection, with the places unfolded that left its list. */
export function showGonePlaces(connectionId: string): void {
  unfoldGonePlaces(connectionId);
  useNavigation.getState().go({ connectionId, screen: 'history' });
}
