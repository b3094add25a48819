/** What of an answer decides how it is read. */
export interface ReadAnswer {
  path: string;
  query: Readonly<Record<string, string>>;
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** The server's clock (epoch ms), or null where it doesn't say. */
  serverDate: number | null;
}

/** The answers that one list is made of, as they come. */
export interface ListReading {
  /** Takes the next one. True: with it the answers are those that are known already, and nothing of it has to be read. */
  isKnown(answer: ReadAnswer): Promise<boolean>;
}
