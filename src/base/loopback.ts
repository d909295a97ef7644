/**
 * Whether a host can be reached from this machine alone.
 * @param host name or address, also as it stands in a URL: `[::1]`
 */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(host);
}
