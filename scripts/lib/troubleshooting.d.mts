export function troubleshootingMarkdown(): string;
