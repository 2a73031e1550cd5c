// What an open page runs to stay up to date, and how it looks.
//
// A page has one script element more than it has when published. The script needs nothing that the
// strictest policy forbids: no inline code or style, no markup from strings, no worker. Browsers open
// six connections to a host at most, so of all tabs of a browser one holds the event stream, and tells
// the others; which one is settled by a lock that the browser hands on when the tab goes away.

/// The files of the preview itself, by path; `nil` for a path that is the site's.
public func previewFile(at path: String) -> Response? {
  let (type, text): (String, String)
  switch path {
  case "/_tidende/preview.js": (type, text) = ("text/javascript; charset=utf-8", clientScript)
  case "/_tidende/preview.css": (type, text) = ("text/css; charset=utf-8", clientStyle)
  default: return nil
  }
  return Response(contentType: type, content: .bytes(Array(text.utf8)))
}

let clientScript = #"""
  (() => {
    'use strict';
    const base = '/_tidende/', kept = 'tidende-scroll';
    let tag = document.currentScript.dataset.tag;

    // After a reload the page stands where it stood, also where it had not grown to its height yet.
    try {
      const place = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
      if (place && place.path === location.pathname) {
        let moved = false;
        const back = () => moved || scrollTo({left: place.x, top: place.y, behavior: 'instant'});
        for (const act of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
          addEventListener(act, () => { moved = true; }, {once: true, passive: true});
        back();
        addEventListener('load', () => { back(); history.scrollRestoration = 'auto'; }, {once: true});
      }
    } catch {}

    let leaving = false;
    function reload() {
      leaving = true;
      try {
        const place = {path: location.pathname, x: scrollX, y: scrollY};
        sessionStorage.setItem(kept, JSON.stringify(place));
        history.scrollRestoration = 'manual';
      } catch {}
      location.reload();
    }

    // Asks how the page is now: a line with its tag, a line that counts problems, the problems.
    let busy = false, again = false, stale = false, changedFiles = [];
    async function check() {
      if (document.hidden) { stale = true; return; }
      if (busy || leaving) { again = true; return; }
      busy = true;
      do {
        again = stale = false;
        const files = changedFiles;
        changedFiles = [];
        try {
          const answer = await fetch(base + 'status' + location.pathname, {cache: 'no-store'});
          const [now, title, ...lines] = (await answer.text()).split('\n');
          if (!answer.ok || leaving) continue;
          show(title, lines.join('\n'));
          const swapped = swap(files);
          if (swapped === 'reload' || now !== tag && !swapped) reload();
          else tag = now;
        } catch { stale = true; }
      } while (again && !leaving);
      busy = false;
    }

    // Puts new stylesheets beside the old ones, which go when the new ones have come. What else the
    // page has loaded needs a reload; what it has not loaded does not concern it.
    function swap(files) {
      let result = '';
      for (const [old, fresh] of files) {
        const is = url => new URL(url, location).pathname === old;
        const links = [...document.querySelectorAll('link[rel~=stylesheet][href]')];
        const used = links.filter(link => is(link.href));
        for (const link of used) {
          const next = link.cloneNode();
          next.href = fresh + (old === fresh ? '?' + Date.now() : '');
          next.addEventListener('load', () => link.remove(), {once: true});
          next.addEventListener('error', () => link.remove(), {once: true});
          link.after(next);
          result = result || 'swapped';
        }
        const loaded = () => performance.getEntriesByType('resource').some(entry => is(entry.name));
        if (!used.length && loaded()) result = 'reload';
      }
      return result;
    }

    // The problems, as text, over the last good page.
    let panel = null, shown = '';
    function show(title, text) {
      if (shown === title + text) return;
      shown = title + text;
      panel?.remove();
      panel = null;
      if (!title) return;
      const make = (name, content) => {
        const element = document.createElement(name);
        element.textContent = content;
        return element;
      };
      panel = make('tidende-problems', '');
      panel.lang = 'en';
      const box = make('section', ''), close = make('button', 'Close');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto;
          z-index: 2147483647; padding: 1rem 1.25rem; color: #fff; background: #1d1f21;
          border-top: 4px solid #ff6b5e; font: 14px/1.45 ui-monospace, monospace; }
        h2 { margin: 0 0 .75rem; font: bold 16px/1.3 system-ui, sans-serif; }
        pre { margin: 0; white-space: pre; overflow-x: auto; font: inherit; tab-size: 4; }
        button { float: right; padding: .4rem .9rem; font: 14px system-ui, sans-serif;
          color: inherit; background: none; border: 1px solid currentColor; cursor: pointer; }
        @media print { section { display: none } }`);
      close.addEventListener('click', () => panel?.remove());
      box.setAttribute('role', 'alert');
      box.append(close, make('h2', title), make('pre', text));
      const root = panel.attachShadow({mode: 'open'});
      root.adoptedStyleSheets = [sheet];
      root.append(box);
      document.documentElement.append(panel);
    }
    addEventListener('keydown', event => { if (event.key === 'Escape') panel?.remove(); });

    function hear(text) {
      const [what, ...paths] = text.split(' ');
      if (what === 'open') {
        if (document.hidden || leaving || location.pathname === paths[0]) return;
        leaving = true;
        location.assign(paths[0]);
        return;
      }
      for (let i = 0; what === 'files' && i + 1 < paths.length; i += 2)
        changedFiles.push([decodeURI(paths[i]), decodeURI(paths[i + 1])].map(encodeURI));
      check();
    }

    // One tab listens for all.
    const channel = self.BroadcastChannel ? new BroadcastChannel('tidende') : null;
    if (channel) channel.onmessage = event => hear(event.data);
    let stream = null, last = 0;
    function open() {
      stream?.close();
      last = Date.now();
      stream = new EventSource(base + 'events');
      stream.onmessage = event => {
        last = Date.now();
        if (event.data === 'beat') return;
        if (event.data !== 'hello') channel?.postMessage(event.data);
        hear(event.data);
      };
    }
    // After a sleep the connection may be dead without the browser knowing.
    setInterval(() => {
      if (stream && (stream.readyState === 2 || Date.now() - last > 40000)) open();
    }, 5000);
    const shares = channel && navigator.locks;
    if (shares) navigator.locks.request('tidende', () => new Promise(open)).catch(() => {});
    else if (!document.hidden) open();

    document.addEventListener('visibilitychange', () => {
      if (!shares && document.hidden) { stream?.close(); stream = null; }
      if (document.hidden) return;
      if (!shares && !stream) open();
      check();
    });
    addEventListener('pageshow', event => {
      if (event.persisted) { leaving = busy = false; check(); }
    });
    if (shares) check();
  })();

  """#

let clientStyle = """
  .tidende-notice { position: fixed; left: 1rem; bottom: 1rem; z-index: 2147483646; margin: 0;
    padding: .45rem .9rem; color: #201500; background: #ffc83d; font: bold 14px/1.4 system-ui, sans-serif;
    border: 2px solid #201500; border-radius: .3rem }
  @media print { .tidende-notice { display: none } }

  """
