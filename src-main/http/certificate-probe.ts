import { isIP } from 'node:net';
import { connect } from 'node:tls';

/**
 * Whether the server at this address ends a connection for want of a client certificate. It is connected to without one, and nothing is
 * sent: where a request is on its way already, the server's reset overtakes its alert, and only a cut connection is seen.
 */
export function requiresCertificate(address: string, timeoutMs: number): Promise<boolean> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') return Promise.resolve(false);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      // Nothing is sent, so no certificate has to be trusted.
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const settle = (isRequired: boolean) => {
      clearTimeout(timer);
      resolve(isRequired);
      socket.destroy();
    };
    const timer = setTimeout(() => settle(false), timeoutMs);
    socket.on('error', (error: Error) =>
      settle('code' in error && /CERTIFICATE_REQUIRED/.test(String(error.code))),
    );
    socket.on('close', () => settle(false));
    // Unless the socket is read, the alert isn't looked at.
    socket.resume();
  });
}
