import { randomBytes } from 'node:crypto';
import { setResponseHeaders } from 'h3';
import { defineNitroPlugin } from 'nitropack/runtime';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Security headers on every answer; on pages a policy that runs no script but the page's own. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('request', (event) => {
    setResponseHeaders(event, HEADERS);
  });
  nitro.hooks.hook('render:response', (response) => {
    delete response.headers?.['x-powered-by'];
  });
  // The development server adds scripts of its own, and reloads through a socket.
  if (import.meta.dev) return;
  nitro.hooks.hook('render:html', (html, { event }) => {
    const nonce = randomBytes(16).toString('base64');
    for (const part of [html.head, html.bodyPrepend, html.bodyAppend]) {
      for (const [index, markup] of part.entries()) {
        part[index] = markup.replace(/<script(?=[\s>])/g, `<script nonce="${nonce}"`);
      }
    }
    setResponseHeaders(event, {
      'content-security-policy': [
        "default-src 'self'",
        `script-src 'self' 'nonce-${nonce}'`,
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
      'cache-control': 'no-store',
    });
  });
});
