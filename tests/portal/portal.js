/* The page of the fake portal: a single-page app with hash routes, as the real one looks and behaves. */
const { shapes, contents, frameOrigin } = await (await fetch('/medboard/api/settings')).json();
const PAGE = 5;
const state = { page: 0, shape: 'link', content: 'list', reports: [] };

/** @param {string} name @param {Record<string, unknown>} [set] @param {...(Node | string)} children */
function make(name, set = {}, ...children) {
  const element = Object.assign(document.createElement(name), set);
  element.append(...children);
  return element;
}

/** @param {string} label @param {Record<string, string>} choices @param {string} value @param {(value: string) => void} onpick */
function choice(label, choices, value, onpick) {
  const select = make('select', { onchange: () => onpick(select.value) });
  for (const [key, text] of Object.entries(choices))
    select.append(make('option', { value: key, selected: key === value }, text));
  return make('label', {}, `${label} `, select);
}

async function refresh() {
  state.reports = await (await fetch('/medboard/api/reports')).json();
  draw();
}

async function elabora(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  await fetch('/medboard/api/reports', { method: 'POST', body: new URLSearchParams(form) });
  await refresh();
  // Reports are made in their own time.
  const timer = setInterval(async () => {
    await refresh();
    if (state.reports.every(({ state }) => state === 'ELABORATO')) clearInterval(timer);
  }, 300);
}

function draw() {
  if (location.hash !== '#/elenchi-assistiti') {
    location.hash = '#/elenchi-assistiti';
    return;
  }
  const form = make(
    'form',
    { onsubmit: elabora },
    choiceField('Tipo Report', 'type', ['Elenco Assistiti', 'SCELTA REVOCA']),
    choiceField('Formato file', 'format', ['CSV', 'CSV23', 'PDF', 'ANA', 'XML23']),
    make(
      'label',
      {},
      make('input', { type: 'checkbox', name: 'associates', value: 'Sì' }),
      ' Includi assistiti degli associati',
    ),
    make('button', {}, 'Elabora'),
  );
  const trial = make(
    'fieldset',
    {},
    make('legend', {}, 'Prova'),
    choice('Modo di consegna', shapes, state.shape, (value) => (state.shape = value)),
    choice('Risposta', contents, state.content, (value) => (state.content = value)),
  );
  const heads = [
    'Codice medico',
    'Tipo',
    'Formato',
    'Assistiti associati',
    'Data richiesta',
    'Data creazione',
    'Stato elaborazione',
    '',
  ];
  const rows = state.reports.slice(state.page * PAGE, (state.page + 1) * PAGE);
  const table = make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...heads.map((text) => make('th', {}, text)))),
    make('tbody', {}, ...rows.map(line)),
  );
  const pages = Math.ceil(state.reports.length / PAGE);
  const paging = make(
    'p',
    {},
    make('button', { disabled: state.page === 0, onclick: () => turn(-1) }, 'Precedente'),
    ` Pagina ${state.page + 1} di ${pages} `,
    make('button', { disabled: state.page >= pages - 1, onclick: () => turn(1) }, 'Successiva'),
  );
  document
    .getElementById('route')
    ?.replaceChildren(make('h2', {}, 'Elenchi Assistiti'), trial, form, table, paging);
}

/** @param {string} label @param {string} name @param {string[]} values */
function choiceField(label, name, values) {
  return make(
    'label',
    {},
    `${label} `,
    make('select', { name }, ...values.map((value) => make('option', {}, value))),
  );
}

/** @param {number} by */
function turn(by) {
  state.page += by;
  draw();
}

function line(report) {
  const cells = [
    report.doctorCode,
    report.type,
    report.format,
    report.associates,
    report.requestedOn,
    report.createdOn,
    report.state,
  ];
  const isReady = report.state === 'ELABORATO';
  const button = make('button', { disabled: !isReady, onclick: () => deliver(report) }, 'Scarica');
  return make('tr', {}, ...cells.map((text) => make('td', {}, text ?? '')), make('td', {}, button));
}

/** A token that is good for one download. */
async function addressOf(report) {
  const query = new URLSearchParams({ report: report.id, content: state.content });
  const { token } = await (await fetch(`/medboard/api/token?${query}`, { method: 'POST' })).json();
  return new URL(`/medboard/api/elenchi/scarica?token=${token}`, location.href).href;
}

/** @param {string} href @param {Record<string, unknown>} [set] */
function link(href, set = {}) {
  const anchor = make('a', { href, ...set });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}

async function blobOf(address) {
  const response = await fetch(address);
  return new Blob([await response.arrayBuffer()], { type: 'text/csv' });
}

function xhrBlobOf(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'blob';
    request.onload = () => resolve(request.response);
    request.send();
  });
}

function form(address, set = {}) {
  const url = new URL(address);
  const element = make('form', {
    method: 'post',
    action: url.origin + url.pathname,
    hidden: true,
    ...set,
  });
  element.append(
    make('input', { type: 'hidden', name: 'token', value: url.searchParams.get('token') ?? '' }),
  );
  document.body.append(element);
  return element;
}

function frame(set = {}) {
  const element = make('iframe', { hidden: true, ...set });
  document.body.append(element);
  return element;
}

const LATER = 5_000;

/** @param {Blob} blob @param {Record<string, unknown>} [set] */
function blobLink(blob, set = {}) {
  const href = URL.createObjectURL(blob);
  link(href, { download: 'elenco.csv', ...set });
  return href;
}

const ways = {
  link: async (address) => link(address),
  oneTimeLink: async (address) => link(address),
  downloadLink: async (address) => link(address, { download: 'elenco.csv' }),
  blankLink: async (address) => link(address, { target: '_blank' }),
  async fetchBlob(address) {
    const href = blobLink(await blobOf(address));
    setTimeout(() => URL.revokeObjectURL(href), LATER);
  },
  fetchBlobRevoked: async (address) => URL.revokeObjectURL(blobLink(await blobOf(address))),
  xhrBlob: async (address) => void blobLink(await xhrBlobOf(address)),
  detachedLink: async (address) =>
    make('a', { href: URL.createObjectURL(await blobOf(address)), download: 'elenco.csv' }).click(),
  dispatchedLink: async (address) =>
    make('a', {
      href: URL.createObjectURL(await blobOf(address)),
      download: 'elenco.csv',
    }).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
  formHere: async (address) => form(address).requestSubmit(),
  formSubmit: async (address) => form(address).submit(),
  formBlank: async (address) => form(address, { target: '_blank' }).requestSubmit(),
  async formFrame(address) {
    frame({ name: 'scarico' });
    form(address, { target: 'scarico' }).requestSubmit();
  },
  async formSubmitFrame(address) {
    frame({ name: 'scarico2' });
    form(address, { target: 'scarico2' }).submit();
  },
  async locationHref(address) {
    location.href = address;
  },
  openUrl: async (address) => void window.open(address),
  openBlob: async (address) => void window.open(URL.createObjectURL(await blobOf(address))),
  async dataLink(address) {
    const reader = new FileReader();
    reader.onload = () => link(String(reader.result), { download: 'elenco.csv' });
    reader.readAsDataURL(await blobOf(address));
  },
  frameSrc: async (address) => void frame({ src: address }),
  async frameAttribute(address) {
    const element = frame();
    element.setAttribute('src', address);
  },
  async crossOriginFrame(address) {
    const other = address.replace(location.origin, frameOrigin);
    const element = frame({ src: `${frameOrigin}/medboard/frame.html`, hidden: false });
    element.onload = () => element.contentWindow?.postMessage({ address: other }, frameOrigin);
  },
  async sandboxedFrame(address) {
    const text = await (await fetch(address)).arrayBuffer();
    const element = make('iframe', { src: '/medboard/frame.html' });
    element.setAttribute('sandbox', 'allow-scripts allow-downloads');
    element.onload = () => element.contentWindow?.postMessage({ bytes: text }, '*');
    document.body.append(element);
  },
};

async function deliver(report) {
  await ways[state.shape](await addressOf(report));
}

window.addEventListener('hashchange', draw);
await refresh();
