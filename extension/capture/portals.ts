/** Which portals there are and what an export looks like on each: data, shipped with the extension or set by policy. */
import * as z from 'zod/mini';
import shipped from '../portals.json';

const words = z.array(z.string().check(z.minLength(2)));

export const portalSchema = z.object({
  id: z.string(),
  /** For people. */
  name: z.string(),
  hosts: z.array(z.string()).check(z.minLength(1)),
  /** Other applications share the host: nothing outside of this path is looked at. */
  path: z.string().check(z.startsWith('/'), z.endsWith('/')),
  /** An address is an export when its path or query holds one of these words. */
  exports: words,
  /** Of the report table's column `Formato`: those that are lists this app reads. */
  formats: words,
  /** What stands on the button that downloads a report. */
  button: words,
  /** The headings of the report table, in small letters. */
  columns: z.object({
    doctorCode: words,
    reportType: words,
    format: words,
    associates: words,
    createdOn: words,
  }),
  /** Types of report that are not the whole list. */
  partial: words,
});
export type Portal = z.infer<typeof portalSchema>;

export const portalsSchema = z.array(portalSchema);

/** Those that this build knows. */
export const SHIPPED_PORTALS: readonly Portal[] = portalsSchema.parse(shipped);

/** The portal a page belongs to, or null. A frame without an address of its own belongs to who made it. */
export function portalAt(
  portals: readonly Portal[],
  { hostname, pathname, protocol }: Pick<Location, 'hostname' | 'pathname' | 'protocol'>,
): Portal | null {
  if (protocol === 'about:' || protocol === 'blob:' || protocol === 'data:')
    return portals[0] ?? null;
  return (
    portals.find(({ hosts, path }) => hosts.includes(hostname) && pathname.startsWith(path)) ?? null
  );
}

/** Whether the address is one from which the portal delivers reports. */
export function isExport(portal: Portal, url: URL): boolean {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  if (!portal.hosts.includes(url.hostname)) return false;
  const words = `${url.pathname}${url.search}`.toLowerCase();
  if (/\.(pdf|zip|png|jpe?g|html?|js|css)$/.test(url.pathname.toLowerCase())) return false;
  return portal.exports.some((word) => words.includes(word));
}
