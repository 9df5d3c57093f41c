/** The headers every answer carries. */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/**
 * The style attribute that SvelteKit writes on its live region, which reads a new page's title to screen readers:
 * the only one the policy lets through, by its hash. The boot test fails when Kit changes it.
 */
const ANNOUNCER_STYLE =
  'position: absolute; left: 0; top: 0; clip: rect(0 0 0 0); clip-path: inset(50%); ' +
  'overflow: hidden; white-space: nowrap; width: 1px; height: 1px';
const ANNOUNCER_HASH = createHash('sha256').update(ANNOUNCER_STYLE).digest('base64');

export function securityHeaders(scriptHashes: readonly string[]): MiddlewareHandler {
  const headers = {
    'Content-Security-Policy': [
      "default-src 'self'",
      ["script-src 'self'", ...scriptHashes].join(' '),
      "style-src 'self'",
      `style-src-attr 'unsafe-hashes' 'sha256-${ANNOUNCER_HASH}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}
