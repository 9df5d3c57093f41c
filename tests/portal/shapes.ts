/** Every way in which a portal might deliver a report: the page offers them all, the tests go through them all. */

export const SHAPES = {
  link: 'Link allegato (GET)',
  oneTimeLink: 'Link con codice che vale una volta',
  downloadLink: 'Link con attributo download',
  blankLink: 'Link in una nuova scheda',
  fetchBlob: 'fetch, blob, link',
  fetchBlobRevoked: 'fetch, blob revocato subito',
  xhrBlob: 'XMLHttpRequest, blob, link',
  detachedLink: 'Blob, link fuori dalla pagina',
  dispatchedLink: 'Blob, clic simulato',
  formHere: 'Modulo POST nella pagina',
  formSubmit: 'Modulo POST inviato dallo script',
  formBlank: 'Modulo POST in una nuova scheda',
  formFrame: 'Modulo POST in un riquadro nascosto',
  formSubmitFrame: 'Modulo POST dallo script in un riquadro nascosto',
  locationHref: 'location.href',
  openUrl: 'window.open dell’indirizzo',
  openBlob: 'window.open del blob',
  dataLink: 'Link data:',
  frameSrc: 'Riquadro con src',
  frameAttribute: 'Riquadro con attributo src',
  crossOriginFrame: 'Riquadro di un’altra origine',
  sandboxedFrame: 'Riquadro isolato (sandbox)',
} as const;
export type Shape = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as Shape[];

/** Those in which the browser downloads the file by itself, and the extension reads along. */
export const PASSIVE: ReadonlySet<Shape> = new Set<Shape>([
  'fetchBlob',
  'fetchBlobRevoked',
  'xhrBlob',
  'detachedLink',
  'dispatchedLink',
  'openBlob',
  'dataLink',
  'sandboxedFrame',
]);

/** What the portal answers with. */
export const CONTENTS = {
  list: 'Elenco',
  again: 'Lo stesso elenco di prima',
  login: 'Pagina di accesso (sessione scaduta)',
  gone: 'Errore 410',
  broken: 'Errore 500',
  large: 'Elenco di oltre 5 MB',
  pdf: 'PDF',
} as const;
export type Content = keyof typeof CONTENTS;
