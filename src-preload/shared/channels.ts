/** The channel of the events that main sends to the window. */
export const eventChannel = 'steward:event';

/** The switch by which main gives the window's process the locale of dates and numbers. */
export const localeSwitch = '--steward-locale=';

/** The channel of a call of the contract. */
export const channelOf = (area: string, call: string) => `steward:${area}.${call}`;
