/** The channel of the events that main sends to the window. */
export const eventChannel = 'steward:event';

/** The channel of a call of the contract. */
export const channelOf = (area: string, call: string) => `steward:${area}.${call}`;
