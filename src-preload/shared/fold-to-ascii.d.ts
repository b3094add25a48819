declare module 'fold-to-ascii' {
  /** Lucene's ASCII folding table: every character that it doesn't have stays as it is. */
  const asciiFolder: { foldMaintaining(text: string): string };
  export default asciiFolder;
}
